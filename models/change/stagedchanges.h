// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"

#include <QObject>

/// Changes of rows that wait, over all tables, until somebody applies or discards them. At most one per row:
/// a second edit of a row is merged into the first and keeps what was first seen.
class StagedChanges : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<RowChange> &all() const { return m_changes; }
    int count() const { return static_cast<int>(m_changes.size()); }
    void stage(const RowChange &change);
    void unstage(int index);
    void clear();
    void replaceAll(const QList<RowChange> &changes);

signals:
    void changed();

private:
    QList<RowChange> m_changes;
};
