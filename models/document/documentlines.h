// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"
#include "document/xmltree.h"

/// One line of a text document.
struct TextLine {
    QByteArray text; ///< without its line end
    qint64 byte = 0;
    int number = 1;
    QByteArray end; ///< "\r\n", "\n", "\r" or empty

    bool isEmpty() const { return text.isEmpty(); }
    bool isFolded() const { return text.startsWith(' ') || text.startsWith('\t'); }
    /// A place within the line.
    TextPlace place(qint64 from, qint64 length) const;
    TextPlace place() const { return place(0, text.size()); }
};

/// The lines of a text; the empty one behind the last line end is none.
QList<TextLine> documentLines(const QByteArray &utf8);

/// A header line taken apart: "Name: value".
struct HeaderLine {
    QByteArray name; ///< without blanks before the colon
    QByteArray value; ///< without blanks around it
    qint64 valueFrom = 0; ///< within the line
    bool isRight = false; ///< a name of the letters that SIP permits, and a colon
};

HeaderLine headerLine(const QByteArray &line);
