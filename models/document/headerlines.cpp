// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/headerlines.h"

#include "document/documentlines.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

Diagnostic invalid(QLatin1StringView code, const QString &sentence, TextPlace place,
    const QString &expected = {}, const QuickFix &fix = {})
{
    return {Severity::Invalid, code, sentence, place, expected, fix};
}

Diagnostic wrongEnd(const TextLine &line)
{
    const TextPlace place = line.place(line.text.size(), line.end.size());
    return invalid("header-line-end"_L1,
        tr("A header line must end with CRLF, or the server makes one header of two."), place, u"CRLF"_s,
        {tr("End the line with CRLF"), {{place.byte, place.length, "\r\n"}}});
}

} // namespace

Verdict validateHeaderLines(const QByteArray &stored, const DocumentType &)
{
    QList<Diagnostic> diagnostics;
    bool mayFold = false;
    for (const TextLine &line : documentLines(stored)) {
        if (line.text.contains('\0'))
            diagnostics.append(invalid("header-nul"_L1, tr("A header line contains a NUL byte."),
                line.place(line.text.indexOf('\0'), 1)));
        if (line.isEmpty())
            diagnostics.append(invalid("header-empty-line"_L1,
                tr("An empty line ends the headers of a message; what follows becomes its body."),
                line.place()));
        else if (!(mayFold && line.isFolded()) && !headerLine(line.text).isRight)
            diagnostics.append(invalid("header-line"_L1, tr("A header line is a name, a colon and a value."),
                line.place(), u"Name: value"_s));
        if (line.end != "\r\n")
            diagnostics.append(wrongEnd(line));
        mayFold = !line.isEmpty();
    }
    return {std::nullopt, diagnostics.isEmpty(), diagnostics};
}
