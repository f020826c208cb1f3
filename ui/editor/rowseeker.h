// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "grid/window.h"

#include <QObject>

#include <optional>

class TabSet;

/// Brings one row before the person: in its table, and if it is not among the known rows by a filter on its
/// key.
class RowSeeker : public QObject {
    Q_OBJECT
public:
    explicit RowSeeker(TabSet &tabs, QObject *parent = nullptr);

    void seek(TableRole role, const QList<NamedValue> &key);
    /// The grid in front was answered: perhaps the row is there now.
    void look();

signals:
    void unreachable(const QString &sentence);

private:
    struct Wanted {
        TableRole role;
        RowKey row;
    };
    bool show();

    TabSet &m_tabs;
    std::optional<Wanted> m_wanted;
};
