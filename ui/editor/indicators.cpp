// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/indicators.h"

#include "editor/sourceview.h"

using Scintilla = QsciScintillaBase;

namespace {
constexpr long fillStrength = 50; ///< of 255; the text on it stays readable
constexpr long lineStrength = 200;
} // namespace

void defineIndicator(SourceView &view, Indicator indicator, int style, QPalette::ColorRole role)
{
    defineIndicator(view, static_cast<int>(indicator), style, view.palette().color(role));
}

void defineIndicator(SourceView &view, int indicator, int style, const QColor &color)
{
    const auto number = ulong(indicator);
    view.SendScintilla(Scintilla::SCI_INDICSETSTYLE, number, long(style));
    view.SendScintilla(Scintilla::SCI_INDICSETFORE, number, color);
    view.SendScintilla(Scintilla::SCI_INDICSETALPHA, number, fillStrength);
    view.SendScintilla(Scintilla::SCI_INDICSETOUTLINEALPHA, number, lineStrength);
    view.SendScintilla(Scintilla::SCI_INDICSETUNDER, number, 1L);
}

void fillIndicator(SourceView &view, Indicator indicator, qint64 byte, qint64 length)
{
    fillIndicator(view, static_cast<int>(indicator), byte, length);
}

void fillIndicator(SourceView &view, int indicator, qint64 byte, qint64 length)
{
    view.SendScintilla(Scintilla::SCI_SETINDICATORCURRENT, ulong(indicator));
    view.SendScintilla(Scintilla::SCI_INDICATORFILLRANGE, ulong(byte), long(length));
}

void clearIndicator(SourceView &view, Indicator indicator)
{
    clearIndicator(view, static_cast<int>(indicator));
}

void clearIndicator(SourceView &view, int indicator)
{
    view.SendScintilla(Scintilla::SCI_SETINDICATORCURRENT, ulong(indicator));
    view.SendScintilla(Scintilla::SCI_INDICATORCLEARRANGE, 0UL, long(view.size()));
}
