// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

class QApplication;

/// What the person wants to look at; System follows the desktop's own light or dark palette.
enum class ThemeChoice { System, Light, Dark };

/// Fusion style with our own light or dark palette, so that state colours have known contrast on every
/// desktop.
void applyTheme(QApplication &app, ThemeChoice choice);
/// The palette of a light or dark window; every text on its background has a contrast of 4.5:1 or more.
QPalette themePalette(bool dark);
/// True when the palette is light text on dark ground.
bool isDark(const QPalette &palette);

/// "system", "light", "dark": the words of the setting and of --theme.
QString themeWord(ThemeChoice choice);
/// The choice for a word; System for every other word.
ThemeChoice themeOfWord(const QString &word);
