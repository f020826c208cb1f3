// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include "tintedicon.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

#include <array>

using namespace Qt::StringLiterals;

namespace {
struct ThemeColor {
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr std::array themeColors {
    ThemeColor {QPalette::Window, 0xfff2f4f7, 0xff20242a},
    ThemeColor {QPalette::WindowText, 0xff1b1f24, 0xffe3e6ea},
    ThemeColor {QPalette::Base, 0xffffffff, 0xff16191d},
    ThemeColor {QPalette::AlternateBase, 0xfff7f9fb, 0xff1b1f24},
    ThemeColor {QPalette::Text, 0xff1b1f24, 0xffe3e6ea},
    ThemeColor {QPalette::PlaceholderText, 0xff5c6570, 0xff99a2ad},
    ThemeColor {QPalette::Button, 0xffe8ebef, 0xff2c313a},
    ThemeColor {QPalette::ButtonText, 0xff1b1f24, 0xffe3e6ea},
    ThemeColor {QPalette::BrightText, 0xffb00020, 0xffff9aa5},
    ThemeColor {QPalette::Highlight, 0xff1f5fbf, 0xff2a63c4},
    ThemeColor {QPalette::HighlightedText, 0xffffffff, 0xffffffff},
    ThemeColor {QPalette::Link, 0xff0b57d0, 0xff82b4ff},
    ThemeColor {QPalette::LinkVisited, 0xff6b3fa0, 0xffc5a3ff},
    ThemeColor {QPalette::ToolTipBase, 0xffffffff, 0xff2c313a},
    ThemeColor {QPalette::ToolTipText, 0xff1b1f24, 0xffe3e6ea},
    ThemeColor {QPalette::Light, 0xffffffff, 0xff3b424d},
    ThemeColor {QPalette::Midlight, 0xfff5f6f8, 0xff333a44},
    ThemeColor {QPalette::Mid, 0xffc2c8d0, 0xff454d59},
    ThemeColor {QPalette::Dark, 0xff9aa2ac, 0xff101215},
    ThemeColor {QPalette::Shadow, 0xff6b737d, 0xff08090a},
};

constexpr QRgb darkBox = 0xff4b5563;

constexpr std::array textRoles {
    QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText};

struct ThemeWord {
    ThemeChoice choice;
    QLatin1StringView word;
};

constexpr std::array themeWords {
    ThemeWord {ThemeChoice::System, "system"_L1},
    ThemeWord {ThemeChoice::Light, "light"_L1},
    ThemeWord {ThemeChoice::Dark, "dark"_L1},
};

bool desktopIsDark()
{
    QApplication::setPalette(QPalette()); // forget our own, what remains is the desktop's
    return isDark(QApplication::palette());
}
} // namespace

void applyTheme(QApplication &, ThemeChoice choice)
{
    loadIcons();
    if (QApplication::style()->name() != "fusion"_L1)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const bool dark = choice == ThemeChoice::System ? desktopIsDark() : choice == ThemeChoice::Dark;
    QPalette palette = themePalette(dark);
    QApplication::setPalette(palette);
    // Fusion draws an empty box in the dark on dark.
    if (dark)
        palette.setColor(QPalette::Base, QColor::fromRgb(darkBox));
    QApplication::setPalette(palette, "QCheckBox");
}

QPalette themePalette(bool dark)
{
    QPalette palette;
    for (const ThemeColor &entry : themeColors)
        palette.setColor(entry.role, QColor::fromRgb(dark ? entry.dark : entry.light));
    for (const QPalette::ColorRole role : textRoles)
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(dark ? 0xff7a838e : 0xff87909a));
    palette.setColor(
        QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(dark ? 0xff3b424d : 0xffc2c8d0));
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QString themeWord(ThemeChoice choice)
{
    return themeWords.at(static_cast<size_t>(choice)).word;
}

ThemeChoice themeOfWord(const QString &word)
{
    for (const ThemeWord &entry : themeWords) {
        if (entry.word == word)
            return entry.choice;
    }
    return ThemeChoice::System;
}
