// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/textplace.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// How bad it is, worst first.
enum class Severity {
    Limit, ///< beyond what is looked at: neither valid nor invalid
    Malformed, ///< no well-formed document of its kind of syntax
    Invalid, ///< well-formed, but not what the standard permits
    Stumble, ///< what the server makes of it is not what it seems to say
    Note, ///< worth knowing, nothing is wrong
};

/// Bytes of the UTF-8 text that are replaced.
struct TextEdit {
    qint64 byte = 0;
    qint64 length = 0;
    QByteArray replacement;

    bool operator==(const TextEdit &) const = default;
};

/// The one obvious repair of something that is wrong: all edits together, in ascending order, none
/// overlapping.
struct QuickFix {
    QString label; ///< "Remove the comment between the rules"
    QList<TextEdit> edits;

    bool isEmpty() const { return edits.isEmpty(); }
    bool operator==(const QuickFix &) const = default;
};

/// One thing that is wrong with a document.
struct Diagnostic {
    Severity severity = Severity::Note;
    QString code; ///< stable, for scripts and tests: "xml-syntax", "schema-order", "rules-comment" ...
    QString sentence; ///< plain text; what is wrong and where that leads
    TextPlace place;
    QString expected = {}; ///< what would be right here, empty when that is not known
    QuickFix fix = {};

    bool operator==(const Diagnostic &) const = default;
};

/// The text after a repair. Edits that do not fit the text change nothing.
QByteArray applied(const QList<TextEdit> &edits, const QByteArray &utf8);
/// By place, then severity.
void sortDiagnostics(QList<Diagnostic> &diagnostics);
