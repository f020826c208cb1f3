// SPDX-License-Identifier: GPL-3.0-or-later
#include "tintedicon.h"

#include <QPainter>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace {
constexpr int buttonIconSize = 16;
constexpr qreal sharpest = 2; ///< pixel ratio at which button icons are drawn; Qt scales them down

QPixmap buttonPixmap(const char *name, const QColor &color)
{
    return tintedPixmap(name, buttonIconSize, sharpest, color);
}
} // namespace

// Q_INIT_RESOURCE does not work inside a namespace, the anonymous one included.
void loadIcons()
{
    Q_INIT_RESOURCE(resources);
}

QPixmap tintedPixmap(const char *name, int size, qreal pixelRatio, const QColor &color)
{
    static const bool loaded = (loadIcons(), true);
    Q_UNUSED(loaded)
    QPixmap pixmap =
        QIcon(":/icons/%1.svg"_L1.arg(QLatin1StringView(name))).pixmap(QSize(size, size), pixelRatio);
    if (pixmap.isNull())
        return pixmap;
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

QIcon tintedIcon(const char *name, const QPalette &palette)
{
    QIcon icon;
    icon.addPixmap(buttonPixmap(name, palette.color(QPalette::Active, QPalette::ButtonText)), QIcon::Normal);
    icon.addPixmap(
        buttonPixmap(name, palette.color(QPalette::Disabled, QPalette::ButtonText)), QIcon::Disabled);
    return icon;
}
