// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/decode.h"

#include <QTableWidget>

/// All columns of one row, top to bottom: name, what the value means, the value as it is stored. Plain text,
/// copied with Ctrl+C.
class RowTable : public QTableWidget {
    Q_OBJECT

public:
    explicit RowTable(QWidget *parent = nullptr);

    /// Shows the row; selection and scroll stay when the columns are the same.
    void showRow(const TableInfo &table, const QVariantList &rawCells, const DecodeContext &context);
    /// The selected cells as tab-separated lines.
    QString selectedText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setCell(int row, int column, const QString &text);
    void copy() const;

    QStringList m_names;
};
