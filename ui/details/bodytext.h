// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A stored body as text for an editor that must neither hang nor hide anything.
struct BodyText {
    QString text; ///< hidden characters visible, line ends as \n
    bool xml = false; ///< may be coloured as XML: looks like it and is small and flat enough for the lexer
    bool hex = false; ///< a dump of the bytes: they hold NUL or are no UTF-8
    QString note; ///< what was left out, empty when all is shown
};

/// Decides how the bytes can be shown; measured limits of the editor component are kept.
BodyText bodyText(const QByteArray &bytes);
/// Offset, bytes in hexadecimal and as ASCII, 16 to the line.
QString hexDump(const QByteArray &bytes);
/// The deepest nesting of elements, counted without a parser: hostile text cannot make this recurse.
int elementDepth(const QByteArray &xml);
