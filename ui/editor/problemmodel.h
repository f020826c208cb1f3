// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QAbstractTableModel>

/// Diagnostics as rows. Rows that stay the same stay in place, so that a selection outlives the next check.
class ProblemModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        SeverityColumn,
        LineColumn,
        ColumnColumn,
        SentenceColumn,
        ExpectedColumn,
        FixColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void set(const QList<Diagnostic> &diagnostics);
    const QList<Diagnostic> &all() const { return m_diagnostics; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Diagnostic> m_diagnostics;
};
