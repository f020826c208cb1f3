// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridview.h"

#include "grid/celldelegate.h"
#include "grid/livegridmodel.h"

#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

namespace {
/// Longer selections are kept by row number: to follow each of a million rows would cost more than it is
/// worth.
constexpr int mostFollowed = 5000;
/// How much of the ground lies over old rows: enough to be seen at once, and the text stays readable.
constexpr int veil = 90;
} // namespace

GridView::GridView(QWidget *parent) : QTableView(parent)
{
    setObjectName(QStringLiteral("grid"));
    setAccessibleName(tr("Rows of the table"));
    setItemDelegate(new CellDelegate(this));
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setCornerButtonEnabled(false);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setUpHeaders();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &GridView::everySecond);
    m_second.start();
}

void GridView::setUpHeaders()
{
    // Rows of one fixed height keep the header on its cheap path at any length.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &GridView::sortRequested);
    // A click on a header sorts; Qt's own habit of selecting the column would select a million cells with it.
    disconnect(horizontalHeader(), &QHeaderView::sectionPressed, this, nullptr);
    disconnect(horizontalHeader(), &QHeaderView::sectionEntered, this, nullptr);
}

void GridView::setGridModel(LiveGridModel *model)
{
    m_grid = model;
    setModel(model);
    // With a selection model of its own the header does not ask, for each painted section, whether a million
    // rows are selected.
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(model, this));
    connect(model, &LiveGridModel::aboutToPlay, this, &GridView::keepTop);
    connect(model, &LiveGridModel::played, this, &GridView::findTop);
    connect(model, &LiveGridModel::aboutToReorder, this, &GridView::giveUpSelection);
    connect(model, &LiveGridModel::reordered, this, &GridView::takeBackSelection);
}

int GridView::firstVisibleRow() const
{
    return verticalScrollBar()->value();
}

int GridView::lastVisibleRow() const
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int rows = model() ? model()->rowCount() : 0;
    return std::min(rows - 1, firstVisibleRow() + viewport()->height() / height);
}

void GridView::tellVisible()
{
    const int first = firstVisibleRow();
    const int last = lastVisibleRow();
    if (!isVisible() || (first == m_toldFirst && last == m_toldLast))
        return;
    m_toldFirst = first;
    m_toldLast = last;
    emit visibleRowsChanged(first, last);
}

void GridView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0)
        tellVisible();
}

void GridView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    tellVisible();
}

void GridView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_toldFirst = -1;
    tellVisible();
}

void GridView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
}

void GridView::keepTop()
{
    m_top = m_grid->index(firstVisibleRow(), 0);
}

void GridView::findTop()
{
    // The view keeps the scroll value, not the row. The scroll range must be right before the value can be.
    updateGeometries();
    if (m_top.isValid() && m_top.row() != firstVisibleRow())
        verticalScrollBar()->setValue(m_top.row());
    m_top = QPersistentModelIndex();
    m_toldFirst = -1;
    tellVisible();
}

void GridView::giveUpSelection()
{
    m_kept.clear();
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        KeptRange kept {range.left(), range.right(), range.top(), range.bottom(), {}};
        for (int row = range.top(); row <= range.bottom() && range.height() <= mostFollowed; ++row)
            kept.rows.append(m_grid->index(row, 0));
        m_kept.append(kept);
    }
    // Silent: nobody shall believe that the person selected something else.
    const QSignalBlocker blocker(selectionModel());
    selectionModel()->select(QItemSelection(), QItemSelectionModel::Clear);
}

void GridView::takeBackSelection()
{
    QItemSelection selection;
    const int lastRow = m_grid->rowCount() - 1;
    for (const KeptRange &kept : std::as_const(m_kept)) {
        if (kept.rows.isEmpty() && kept.top <= lastRow)
            selection.select(m_grid->index(kept.top, kept.left),
                m_grid->index(std::min(kept.bottom, lastRow), kept.right));
        for (const QPersistentModelIndex &row : kept.rows)
            if (row.isValid())
                selection.select(m_grid->index(row.row(), kept.left), m_grid->index(row.row(), kept.right));
    }
    m_kept.clear();
    const QSignalBlocker blocker(selectionModel());
    selectionModel()->select(selection, QItemSelectionModel::Select);
    viewport()->update();
}

bool GridView::isHeld(int row) const
{
    return currentIndex().row() == row || selectionModel()->rowIntersectsSelection(row, {});
}

void GridView::everySecond()
{
    if (!m_grid || !isVisible())
        return;
    m_grid->expireMarks(QDateTime::currentMSecsSinceEpoch(), [this](int row) { return isHeld(row); });
    viewport()->update();
}

QList<int> GridView::chosenRows(int most) const
{
    QList<int> rows;
    const int lastKnown = m_grid->windowFirst() + m_grid->windowSize() - 1;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = std::max(range.top(), m_grid->windowFirst());
             row <= std::min(range.bottom(), lastKnown) && rows.size() < most; ++row)
            rows.append(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.isEmpty() && currentIndex().isValid())
        rows.append(currentIndex().row());
    return rows;
}

void GridView::selectAll()
{
    // The commands for rows want a current one.
    if (!currentIndex().isValid())
        selectionModel()->setCurrentIndex(
            model()->index(firstVisibleRow(), horizontalHeader()->logicalIndexAt(0)),
            QItemSelectionModel::NoUpdate);
    QTableView::selectAll();
}

bool GridView::choosesUnknownRows() const
{
    const QItemSelection chosen = selectionModel()->selection();
    return std::any_of(chosen.begin(), chosen.end(), [this](const QItemSelectionRange &range) {
        return range.top() < m_grid->windowFirst()
            || range.bottom() >= m_grid->windowFirst() + m_grid->windowSize();
    });
}

void GridView::goToRow(int row)
{
    const int column = std::max(0, currentIndex().column());
    setCurrentIndex(model()->index(std::clamp(row, 0, std::max(0, model()->rowCount() - 1)), column));
    scrollTo(currentIndex(), PositionAtCenter);
    setFocus();
}

void GridView::showSort(int column, bool descending)
{
    horizontalHeader()->setSortIndicatorShown(column >= 0);
    if (column >= 0)
        horizontalHeader()->setSortIndicator(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void GridView::sortByCurrentColumn()
{
    if (currentIndex().isValid())
        emit sortRequested(currentIndex().column());
}

void GridView::setOld(bool old)
{
    if (old == m_isOld)
        return;
    m_isOld = old;
    setAccessibleDescription(old ? tr("Old data: the server does not answer.") : QString());
    viewport()->update();
}

void GridView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_isOld)
        return;
    QColor ground = palette().color(QPalette::Base);
    ground.setAlpha(veil);
    QPainter(viewport()).fillRect(event->rect(), ground);
}

void GridView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentRowMoved(current.isValid() ? current.row() : -1);
}

void GridView::keyPressEvent(QKeyEvent *event)
{
    // Return opens the cell to copy a part of it, as F2 does.
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && state() != EditingState && currentIndex().isValid()
        && edit(currentIndex(), AllEditTriggers, event))
        return;
    // Qt would move to the ends without selecting anything there.
    const bool toEnds = event->modifiers() == Qt::ControlModifier
        && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End);
    if (toEnds && model())
        return setCurrentIndex(
            moveCursor(event->key() == Qt::Key_Home ? MoveHome : MoveEnd, Qt::ControlModifier));
    QTableView::keyPressEvent(event);
}

QModelIndex GridView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Ctrl+Home and Ctrl+End go to the ends of the table and stay in their column, so that nothing scrolls
    // sideways.
    const bool toEnds = modifiers.testFlag(Qt::ControlModifier) && (action == MoveHome || action == MoveEnd);
    if (!toEnds || !model() || model()->rowCount() == 0)
        return QTableView::moveCursor(action, modifiers);
    const int row = action == MoveHome ? 0 : model()->rowCount() - 1;
    return model()->index(row, std::max(0, currentIndex().column()));
}
