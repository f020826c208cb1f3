// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QColor>
#include <QPalette>
#include <QPixmap>

/// How a severity looks: never by its colour alone.
struct SeverityStyle {
    Severity severity;
    const char *icon;
    const char *word; ///< translatable: "malformed"
    QRgb light;
    QRgb dark;
    int underline; ///< QScintilla's indicator style

    QString wordText() const;
    QColor color(bool isDark) const { return QColor::fromRgb(isDark ? dark : light); }
    QPixmap pixmap(const QPalette &palette, int size, qreal pixelRatio) const;
};

const SeverityStyle &styleOf(Severity severity);
/// "2 errors, 1 warning": limits, malformed and invalid are errors, stumbles warnings.
QString countsInWords(const QList<Diagnostic> &diagnostics);
