// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentscan.h"

#include <QAbstractTableModel>

/// What a scan found, one line for each thing that is wrong. Lines only come; clear() begins anew.
class ScanModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        SeverityColumn,
        TableColumn,
        RowColumn,
        KindColumn,
        LineColumn,
        SentenceColumn,
        ColumnCount
    };
    static constexpr int sortRole = Qt::UserRole; ///< what lines are sorted by: numbers as numbers

    using QAbstractTableModel::QAbstractTableModel;

    void append(const QList<ScannedDocument> &documents);
    void clear();
    /// The document that a line is about.
    const ScannedDocument &documentAt(int line) const;
    const Diagnostic &diagnosticAt(int line) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Line {
        qsizetype document;
        qsizetype diagnostic;
    };

    QList<ScannedDocument> m_documents;
    QList<Line> m_lines;
};
