// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

class SourceView;

/// What is drawn under or around text, by QScintilla's numbers. The five severities come first.
enum class Indicator { Severity = 8, Tag = 13, TagMismatch, Found };

void defineIndicator(SourceView &view, Indicator indicator, int style, QPalette::ColorRole role);
void defineIndicator(SourceView &view, int indicator, int style, const QColor &color);
void fillIndicator(SourceView &view, Indicator indicator, qint64 byte, qint64 length);
void fillIndicator(SourceView &view, int indicator, qint64 byte, qint64 length);
void clearIndicator(SourceView &view, Indicator indicator);
void clearIndicator(SourceView &view, int indicator);
