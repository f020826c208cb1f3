// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QWidget>

class QComboBox;

/// In the place of a table that the database does not have: says so, and lets the person name the table if it
/// is called differently.
class MissingTab : public QWidget {
    Q_OBJECT
public:
    MissingTab(const TableInfo &table, const QStringList &candidates, QWidget *parent = nullptr);

signals:
    void tableChosen(TableRole role, const QString &name);

private:
    QComboBox *m_candidates;
};
