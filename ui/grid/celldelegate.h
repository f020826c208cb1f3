// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/statestyle.h"

#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

#include <compare>

struct CellAppearance;
struct CellState;

/// Paints the cells of a live grid: a few hundred of them at every tick, so it is thin and asks the model as
/// little as possible. Its editor is for reading only: one selects and copies a part of the stored value in
/// it.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The fixed height of every row (QHeaderView::Fixed), in pixels.
    static int rowHeight(const QFontMetrics &metrics);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(
        QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

private:
    struct IconKey {
        const char *name;
        int size;
        int ratio; ///< pixel ratio in hundredths
        QRgb color;
        auto operator<=>(const IconKey &) const = default;
    };
    friend size_t qHash(const IconKey &key, size_t seed)
    {
        return qHashMulti(seed, quintptr(key.name), key.size, key.ratio, key.color);
    }

    void drawContent(QPainter *painter, const QStyleOptionViewItem &option, const CellState &state,
        const CellAppearance &cell) const;
    void drawIcon(QPainter *painter, const QRect &rect, const StateStyle &style, const QColor &color) const;
    const QPixmap &pixmap(const IconKey &key) const;

    mutable QHash<IconKey, QPixmap> m_pixmaps;
};
