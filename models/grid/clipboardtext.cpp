// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/clipboardtext.h"

#include "base/visibletext.h"
#include "grid/cellbytes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
bool isInteger(const QVariant &raw)
{
    constexpr std::array integers {
        QMetaType::Bool, QMetaType::Int, QMetaType::UInt, QMetaType::LongLong, QMetaType::ULongLong};
    return std::find(integers.begin(), integers.end(), raw.userType()) != integers.end();
}

bool isReal(const QVariant &raw)
{
    return raw.userType() == QMetaType::Double;
}

QString realText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString escapedText(QString text)
{
    return text.replace(u'\\', "\\\\"_L1)
        .replace(u'\t', "\\t"_L1)
        .replace(u'\n', "\\n"_L1)
        .replace(u'\r', "\\r"_L1);
}

QString tabbed(const CopiedRows &rows)
{
    QStringList lines;
    const auto line = [](const QStringList &cells) {
        QStringList escaped;
        for (const QString &cell : cells)
            escaped << escapedText(cell);
        return escaped.join(u'\t');
    };
    if (rows.shown.size() > 1 && rows.columns.size() > 1)
        lines << line(rows.columns);
    for (const QStringList &row : rows.shown)
        lines << line(row);
    return lines.join(u'\n');
}

/// True when a spreadsheet would read the text as a formula, also behind blanks and in full width.
bool looksLikeFormula(QStringView text)
{
    constexpr QStringView starters = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    if (!text.isEmpty() && starters.contains(text.front()))
        return true;
    const QStringView trimmed = text.trimmed();
    return !trimmed.isEmpty() && starters.contains(trimmed.front());
}

QString csvQuoted(QString text)
{
    if (looksLikeFormula(text))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', "\"\""_L1) + u'"';
}

QString csvField(const QVariant &raw)
{
    if (raw.isNull())
        return {};
    if (isInteger(raw))
        return raw.toString();
    if (isReal(raw))
        return realText(raw.toDouble());
    const QByteArray bytes = cellBytes(raw);
    return csvQuoted(isCleanUtf8(bytes) ? QString::fromUtf8(bytes) : visibleText(bytes));
}

QString csv(const CopiedRows &rows)
{
    const auto line = [](const auto &cells, auto field) {
        QStringList fields;
        for (const auto &cell : cells)
            fields << field(cell);
        return fields.join(u',') + "\r\n"_L1;
    };
    QString text = line(rows.columns, csvQuoted);
    for (const QVariantList &row : rows.raw)
        text += line(row, csvField);
    return text;
}

/// Qt's own escaping of one string, without its sorting of an object's names.
QString jsonString(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray {text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

QString jsonValue(const QVariant &raw)
{
    if (raw.isNull())
        return u"null"_s;
    if (raw.userType() == QMetaType::Bool)
        return raw.toBool() ? u"true"_s : u"false"_s;
    if (isInteger(raw))
        return raw.toString();
    if (isReal(raw))
        return std::isfinite(raw.toDouble()) ? realText(raw.toDouble()) : u"null"_s;
    const QByteArray bytes = cellBytes(raw);
    if (isCleanUtf8(bytes))
        return jsonString(QString::fromUtf8(bytes));
    return "{\"base64\": \"%1\"}"_L1.arg(QLatin1StringView(bytes.toBase64()));
}

QString json(const CopiedRows &rows)
{
    QStringList objects;
    for (const QVariantList &row : rows.raw) {
        QStringList members;
        for (qsizetype column = 0; column < qMin(row.size(), rows.columns.size()); ++column)
            members << "    "_L1 + jsonString(rows.columns.at(column)) + ": "_L1 + jsonValue(row.at(column));
        objects << "  {\n"_L1 + members.join(",\n"_L1) + "\n  }"_L1;
    }
    return objects.isEmpty() ? u"[]\n"_s : "[\n"_L1 + objects.join(",\n"_L1) + "\n]\n"_L1;
}
} // namespace

QString clipboardText(const CopiedRows &rows, CopyFormat format)
{
    using Writer = QString (*)(const CopiedRows &);
    constexpr std::array<Writer, 3> writers {tabbed, csv, json}; // in the order of CopyFormat
    return writers.at(static_cast<size_t>(format))(rows);
}
