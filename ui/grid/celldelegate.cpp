// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/celldelegate.h"

#include "grid/cellappearance.h"
#include "grid/cellbytes.h"
#include "theme.h"
#include "tintedicon.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {
constexpr int margin = 4;
constexpr int spacing = 4;
constexpr int badgePadding = 5;
constexpr int changeBarWidth = 3;
constexpr int narrowestGlyph = 2;
constexpr const char *filled = "filledOnce";

int iconSize(const QFontMetrics &metrics)
{
    return qMax(12, metrics.ascent());
}

/// True for the first column that can be seen, wherever people dragged it.
bool isLeadColumn(const QWidget *widget, int column)
{
    const auto *view = qobject_cast<const QTableView *>(widget);
    if (!view)
        return column == 0;
    const QHeaderView *header = view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

QPalette::ColorGroup colorGroup(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

QColor groundOf(const QStyleOptionViewItem &option)
{
    const bool alternate = option.features & QStyleOptionViewItem::Alternate;
    return option.palette.color(colorGroup(option), alternate ? QPalette::AlternateBase : QPalette::Base);
}

/// A grey bar where a text will be. Its width differs from cell to cell, as texts do.
void drawPlaceholder(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QPalette &palette = option.palette;
    const QRect cell = option.rect.adjusted(margin, 0, -margin, 0);
    const int percent = 35 + (index.row() * 31 + index.column() * 17) % 45;
    const int height = qMax(4, option.rect.height() / 3);
    const QRect bar(cell.left(), cell.center().y() - height / 2, cell.width() * percent / 100, height);
    painter->fillRect(bar, mixed(groundOf(option), palette.color(QPalette::Text), 0.12));
}

void drawText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text)
{
    const QFontMetrics &metrics = option.fontMetrics;
    if (text.isEmpty() || rect.width() <= 0)
        return;
    const int top = rect.top() + (rect.height() - metrics.height()) / 2;
    const QPointF baseline(rect.left(), top + metrics.ascent());
    const QString head =
        text.left(rect.width() / narrowestGlyph + 1); // shaping what cannot be seen costs most of a repaint
    painter->drawText(baseline, metrics.elidedText(head, Qt::ElideRight, rect.width(), Qt::TextSingleLine));
}

int badgeWidth(const QFontMetrics &metrics, const QString &word)
{
    return metrics.horizontalAdvance(word) + 2 * badgePadding;
}

/// The state's word in a frame at the right, where it leaves the text whole; that of a row that came,
/// changed, went or waits for something may take a half. Returns the width that it took.
int drawBadge(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
    const CellState &state, const QString &word)
{
    if (word.isEmpty())
        return 0;
    const int width = badgeWidth(option.fontMetrics, word);
    const bool fits = option.fontMetrics.horizontalAdvance(state.text) + spacing + width <= rect.width();
    const bool mayCover = state.row != RowState::Normal || state.note != RowNote::None;
    if (!fits && (!mayCover || width > rect.width() / 2))
        return 0;
    const QRect frame(rect.right() - width + 1, rect.top() + 2, width, rect.height() - 5);
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal radius = frame.height() / 2.0;
    painter->drawRoundedRect(QRectF(frame).translated(0.5, 0.5), radius, radius);
    painter->setRenderHint(QPainter::Antialiasing, false);
    drawText(painter, option, frame.adjusted(badgePadding, 0, 0, 1), word);
    return width + spacing;
}

void drawChangeBar(QPainter *painter, const QRect &cell, const QColor &color)
{
    painter->fillRect(QRect(cell.topLeft(), QSize(changeBarWidth, cell.height())), color);
}

void drawFocus(QPainter *painter, const QStyleOptionViewItem &option, const QColor &color)
{
    painter->setPen(color);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
}

QFont struckOut(QFont font)
{
    font.setStrikeOut(true);
    return font;
}
} // namespace

int CellDelegate::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 2 * margin;
}

void CellDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const CellState state = cellState(index);
    const bool selected = option.state & QStyle::State_Selected;
    const bool dark = isDark(option.palette);
    const CellAppearance cell =
        appearanceOf(state, isLeadColumn(option.widget, index.column()), groundOf(option), dark);
    const QPalette::ColorGroup group = colorGroup(option);
    const QColor plain = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);

    if (selected)
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    else if (cell.background.isValid())
        painter->fillRect(option.rect, cell.background);
    if (state.changed)
        drawChangeBar(painter, option.rect, selected ? plain : styleOf(RowState::Changed).text(dark));
    painter->setPen(selected || !cell.text.isValid() ? plain : cell.text);
    if (state.placeholder)
        drawPlaceholder(painter, option, index);
    else
        drawContent(painter, option, state, cell);
    if (option.state & QStyle::State_HasFocus)
        drawFocus(painter, option, plain);
}

void CellDelegate::drawContent(QPainter *painter, const QStyleOptionViewItem &option, const CellState &state,
    const CellAppearance &cell) const
{
    QRect rest = option.rect.adjusted(margin, 0, -margin, 0);
    if (cell.mark && cell.mark->icon)
        drawIcon(painter, rest, *cell.mark, painter->pen().color());
    if (cell.roomForMark)
        rest.setLeft(rest.left() + iconSize(option.fontMetrics) + spacing);
    rest.setRight(rest.right() - drawBadge(painter, option, rest, state, cell.badge));
    const bool ghost = state.row == RowState::Ghost;
    if (ghost)
        painter->setFont(struckOut(option.font));
    drawText(painter, option, rest, state.text);
    if (ghost)
        painter->setFont(option.font);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const CellState state = cellState(index);
    const CellAppearance cell = appearanceOf(state, isLeadColumn(option.widget, index.column()), {}, false);
    int width = option.fontMetrics.horizontalAdvance(state.text) + 2 * margin + 2;
    if (cell.roomForMark)
        width += iconSize(option.fontMetrics) + spacing;
    if (!cell.badge.isEmpty())
        width += badgeWidth(option.fontMetrics, cell.badge) + spacing;
    return {width, rowHeight(option.fontMetrics)};
}

QWidget *CellDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (index.data(PlaceholderRole).toBool())
        return nullptr;
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(u"cellEditor"_s);
    editor->setAccessibleName(tr("Stored value"));
    editor->setReadOnly(true);
    editor->setFrame(false);
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // A refresh under an open editor comes by here again; a half-made selection must survive it.
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || line->property(filled).toBool())
        return;
    line->setProperty(filled, true);
    line->setText(fullText(index.data(RawValueRole)));
    line->setCursorPosition(0);
    line->selectAll();
}

void CellDelegate::setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const {}

void CellDelegate::drawIcon(
    QPainter *painter, const QRect &rect, const StateStyle &style, const QColor &color) const
{
    const int size = iconSize(QFontMetrics(painter->font()));
    const int ratio = qRound(painter->device()->devicePixelRatio() * 100);
    const QPoint corner(rect.left(), rect.top() + (rect.height() - size) / 2);
    painter->drawPixmap(corner, pixmap({style.icon, size, ratio, color.rgba()}));
}

const QPixmap &CellDelegate::pixmap(const IconKey &key) const
{
    auto found = m_pixmaps.constFind(key);
    if (found == m_pixmaps.constEnd()) {
        const QColor color = QColor::fromRgba(key.color);
        found = m_pixmaps.insert(key, tintedPixmap(key.name, key.size, key.ratio / 100.0, color));
    }
    return *found;
}
