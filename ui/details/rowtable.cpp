// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/rowtable.h"

#include "grid/columnlayout.h"
#include "tintedicon.h"

#include "base/visibletext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace {
enum Column { Name, Decoded, Raw, ColumnCount };
}

RowTable::RowTable(QWidget *parent) : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(u"rowTable"_s);
    setAccessibleName(tr("Columns of the row"));
    setHorizontalHeaderLabels({tr("Column"), tr("Value"), tr("Stored")});
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(Decoded, QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    setColumnWidth(Name, 16 * fontMetrics().averageCharWidth());
    setColumnWidth(Raw, 13 * fontMetrics().averageCharWidth());
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, arrows move within
    setHorizontalScrollMode(ScrollPerPixel);
}

void RowTable::showRow(const TableInfo &table, const QVariantList &rawCells, const DecodeContext &context)
{
    const QList<int> order = ColumnLayout::defaultOrder(table);
    QStringList names;
    for (const int logical : order)
        names << table.columns.at(logical).name;
    if (names != m_names) {
        m_names = names;
        clearSelection();
        setRowCount(static_cast<int>(names.size()));
        scrollToTop();
    }
    for (int row = 0; row < rowCount(); ++row) {
        const int logical = order.at(row);
        const ColumnInfo &column = table.columns.at(logical);
        const QVariant raw = rawCells.value(logical);
        setCell(row, Name, visibleText(column.name));
        setCell(row, Decoded, decodeCell(column, raw, context));
        setCell(row, Raw, rawCell(raw));
    }
}

QString RowTable::selectedText() const
{
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end());
    QString text;
    int row = -1;
    for (const QModelIndex &index : std::as_const(indexes)) {
        if (row >= 0)
            text += index.row() == row ? u'\t' : u'\n';
        row = index.row();
        text += index.data().toString();
    }
    return text;
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTableWidget::keyPressEvent(event);
}

void RowTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *action = menu->addAction(tintedIcon("copy", palette()), tr("&Copy"), this, &RowTable::copy);
    action->setShortcut(QKeySequence::Copy);
    action->setEnabled(!selectedIndexes().isEmpty());
    menu->popup(event->globalPos());
}

void RowTable::setCell(int row, int column, const QString &text)
{
    QTableWidgetItem *cell = item(row, column);
    if (!cell) {
        cell = new QTableWidgetItem;
        setItem(row, column, cell);
    }
    if (cell->text() == text)
        return;
    cell->setText(text);
    cell->setToolTip(plainTooltip(text));
}

void RowTable::copy() const
{
    const QString text = selectedText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}
