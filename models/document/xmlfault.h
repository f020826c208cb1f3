// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

/// A broken rule of XML at bytes of a text.
struct XmlFault {
    QLatin1StringView code;
    ByteSpan span;
    QString sentence;
    QString expected = {};
    QuickFix fix = {};
};

Diagnostic diagnosticOf(const XmlFault &fault, const QByteArray &utf8);

/// A part of a document within a sentence: at most 80 characters, everything visible.
QString quotedName(QByteArrayView utf8);
