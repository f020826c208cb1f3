// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkrows.h"

#include "console.h"
#include "jsontext.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// How severe a finding is, as a word for scripts.
struct SeverityWord {
    Severity severity;
    QLatin1StringView word;
};

constexpr std::array severityWords {
    SeverityWord {Severity::Limit, "limit"_L1},
    SeverityWord {Severity::Malformed, "malformed"_L1},
    SeverityWord {Severity::Invalid, "invalid"_L1},
    SeverityWord {Severity::Stumble, "stumble"_L1},
    SeverityWord {Severity::Note, "note"_L1},
};

QLatin1StringView wordOf(Severity severity)
{
    return std::ranges::find(severityWords, severity, &SeverityWord::severity)->word;
}

/// Tabs and line ends cannot stand in a cell; the backslash is doubled so that they can be told from it.
QString escaped(QString message)
{
    return message.replace(u'\\', u"\\\\"_s)
        .replace(u'\t', u"\\t"_s)
        .replace(u'\n', u"\\n"_s)
        .replace(u'\r', u"\\r"_s);
}

/// A name is left as it was given, unless it would break the table.
QString nameCell(const QString &name)
{
    const bool isPlain =
        std::ranges::none_of(name, [](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; });
    return isPlain ? name : escaped(name);
}

QString yesNo(std::optional<bool> value)
{
    return !value ? u"-"_s : *value ? u"y"_s : u"n"_s;
}

QString tsvLine(const CheckRow &row)
{
    const Diagnostic *error = row.verdict.firstError();
    const QString line = error ? QString::number(error->place.line) : QString();
    const QString message = error ? error->sentence : row.trouble;
    return QStringList {nameCell(row.source), row.type, yesNo(row.verdict.isWellFormed),
               yesNo(row.verdict.isValid), line, escaped(message)}
               .join(u'\t')
        + u'\n';
}

/// The verdict in a few words.
QString verdictText(const CheckRow &row)
{
    const Verdict &verdict = row.verdict;
    if (!row.trouble.isEmpty())
        return row.trouble;
    if (verdict.isBeyondLimit())
        return tr("%1, too large to be looked into").arg(row.type);
    if (verdict.isWellFormed == false)
        return tr("%1, not well-formed").arg(row.type);
    if (!verdict.isValid)
        return tr("%1, well-formed").arg(row.type);
    return (*verdict.isValid ? tr("%1, valid") : tr("%1, not valid")).arg(row.type);
}

/// "file:3:16", or the file alone for what concerns all of it.
QString textPlace(const QString &source, const TextPlace &place)
{
    return place.line == 0
        ? source
        : u"%1:%2:%3"_s.arg(source, QString::number(place.line), QString::number(place.column));
}

QString textLines(const CheckRow &row)
{
    const QString source = visibleText(row.source);
    QString text = source + u": "_s + verdictText(row) + u'\n';
    for (const Diagnostic &each : row.verdict.diagnostics) {
        const bool saysItself = each.severity == Severity::Limit;
        text += textPlace(source, each.place) + u": "_s
            + (saysItself ? QString() : wordOf(each.severity) + u": "_s) + each.sentence + u'\n';
    }
    return text;
}

QString jsonTruth(std::optional<bool> value)
{
    return !value ? u"null"_s : *value ? u"true"_s : u"false"_s;
}

QString jsonFinding(const Diagnostic &each)
{
    QList<std::pair<QString, QString>> members {{u"severity"_s, jsonString(wordOf(each.severity))},
        {u"code"_s, jsonString(each.code)}, {u"line"_s, QString::number(each.place.line)},
        {u"column"_s, QString::number(each.place.column)}, {u"byte"_s, QString::number(each.place.byte)},
        {u"length"_s, QString::number(each.place.length)}, {u"message"_s, jsonString(each.sentence)}};
    if (!each.expected.isEmpty())
        members.append({u"expected"_s, jsonString(each.expected)});
    return jsonObject(members);
}

QString jsonRow(const CheckRow &row)
{
    QStringList findings;
    for (const Diagnostic &each : row.verdict.diagnostics)
        findings << jsonFinding(each);
    QList<std::pair<QString, QString>> members {{u"file"_s, jsonString(row.source)},
        {u"type"_s, row.type == "-"_L1 ? u"null"_s : jsonString(row.type)},
        {u"wellformed"_s, jsonTruth(row.verdict.isWellFormed)}, {u"valid"_s, jsonTruth(row.verdict.isValid)},
        {u"fine"_s, row.isFine() ? u"true"_s : u"false"_s}, {u"findings"_s, jsonArray(findings)}};
    if (!row.trouble.isEmpty())
        members.append({u"error"_s, jsonString(row.trouble)});
    return jsonObject(members);
}

} // namespace

void CheckRows::begin()
{
    if (m_format == Format::Tsv)
        printAnswer(u"file\ttype\twellformed\tvalid\tline\tmessage\n"_s);
    if (m_format == Format::Json)
        printAnswer(u"["_s);
}

void CheckRows::add(const CheckRow &row)
{
    if (m_format == Format::Tsv)
        printAnswer(tsvLine(row));
    else if (m_format == Format::Json)
        printAnswer((m_count == 0 ? u"\n"_s : u",\n"_s) + jsonRow(row));
    else
        printAnswer(textLines(row));
    ++m_count;
    m_fine += row.isFine() ? 1 : 0;
}

void CheckRows::end()
{
    if (m_format == Format::Json)
        printAnswer(m_count == 0 ? u"]\n"_s : u"\n]\n"_s);
    if (m_format == Format::Text && m_count > 1)
        printSentence(tr("%1 of %2 documents are fine.").arg(m_fine).arg(m_count));
}
