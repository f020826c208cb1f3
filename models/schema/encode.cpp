// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/visibletext.h"
#include "schema/codeword.h"
#include "schema/decode.h"
#include "schema/decodetime.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Encode", text);
}

// SQLite and hand-made tables keep numbers in text columns; they are then compared as text.
QVariant asStored(const ColumnInfo &column, qint64 number)
{
    return column.kind == ColumnKind::Text ? QVariant(QString::number(number)) : QVariant(qlonglong(number));
}

Error notAccepted(const ColumnInfo &column, const QString &word, const QString &accepted)
{
    return {tr("“%1” is no value of %2. Use %3.")
                .arg(visibleText(word.left(64)), visibleText(column.name), accepted),
        {}, Fault::Usage};
}

Result<QVariant> encodeTime(const ColumnInfo &column, const QString &word, const DecodeContext &context)
{
    if (const auto seconds = encodedTime(column.meaning, word, context))
        return asStored(column, *seconds);
    QStringList accepted = timeWords(column.meaning);
    accepted << tr("epoch seconds") << u"now"_s << u"now+300"_s << u"now-1h"_s << u"2026-11-24 23:18:09"_s;
    return notAccepted(column, word, accepted.join(u", "_s));
}

// Before 1.3 the status is stored as its word.
bool storesWords(const ColumnInfo &column)
{
    return column.meaning == Meaning::Status && column.kind == ColumnKind::Text;
}

Result<QVariant> encodeCode(const ColumnInfo &column, const QString &word, const DecodeContext &context)
{
    if (storesWords(column))
        return QVariant(word);
    bool isNumber = false;
    const qint64 number = word.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return asStored(column, number);
    if (const auto value = codeValue(column.meaning, word, context))
        return asStored(column, *value);
    return notAccepted(column, word, (wordsOf(column, context) << tr("a number")).join(u", "_s));
}

Result<QVariant> encodePlain(const ColumnInfo &column, const QString &word)
{
    bool isNumber = false;
    if (column.kind == ColumnKind::Integer) {
        const qlonglong number = word.trimmed().toLongLong(&isNumber);
        return isNumber ? Result<QVariant>(QVariant(number))
                        : notAccepted(column, word, tr("a whole number"));
    }
    if (column.kind == ColumnKind::Real) {
        const double number = word.trimmed().toDouble(&isNumber);
        return isNumber ? Result<QVariant>(QVariant(number)) : notAccepted(column, word, tr("a number"));
    }
    return QVariant(word);
}

} // namespace

Result<QVariant> encodeWord(const ColumnInfo &column, const QString &word, const DecodeContext &context)
{
    if (isTime(column.meaning))
        return encodeTime(column, word, context);
    if (!codeWords(column.meaning, context).isEmpty())
        return encodeCode(column, word, context);
    return encodePlain(column, word);
}

QStringList wordsOf(const ColumnInfo &column, const DecodeContext &context)
{
    QStringList words;
    for (const CodeWord *entry : codeWords(column.meaning, context))
        words.append(QString::fromLatin1(entry->word));
    return words;
}
