// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

class QPalette;

/// Makes ":/icons" available: the linker leaves out resources of a static library that nobody asks for.
void loadIcons();
/// One of our monochrome icons in a colour of the theme, so that it has the contrast of the text beside it.
QPixmap tintedPixmap(const char *name, int size, qreal pixelRatio, const QColor &color);
/// The same for buttons and menus, in the palette's button text colours.
QIcon tintedIcon(const char *name, const QPalette &palette);
