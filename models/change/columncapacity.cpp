// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/visibletext.h"
#include "change/changeplan.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ColumnCapacity", text);
}

struct SizedType {
    QLatin1StringView word; ///< of the declared type
    qint64 bytes;
};
constexpr std::array sizedTypes {
    SizedType {"tinytext"_L1, 255},
    SizedType {"tinyblob"_L1, 255},
    SizedType {"text"_L1, 65'535},
    SizedType {"blob"_L1, 65'535},
    SizedType {"mediumtext"_L1, 16'777'215},
    SizedType {"mediumblob"_L1, 16'777'215},
    SizedType {"longtext"_L1, 4'294'967'295},
    SizedType {"longblob"_L1, 4'294'967'295},
};

/// "VARCHAR(64)" -> "varchar"
QString typeWord(const QString &declared)
{
    static const QRegularExpression word(u"^\\s*([A-Za-z]+)"_s);
    return word.match(declared).captured(1).toLower();
}

qint64 declaredBytes(const QString &declared)
{
    static const QRegularExpression binary(
        u"^\\s*(?:var)?binary\\s*\\(\\s*(\\d{1,9})"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = binary.match(declared); match.hasMatch())
        return match.captured(1).toLongLong();
    for (const SizedType &type : sizedTypes)
        if (type.word == typeWord(declared))
            return type.bytes;
    return -1;
}

struct WholeType {
    QLatin1StringView word;
    qint64 most;
};
constexpr std::array wholeTypes {
    WholeType {"tinyint"_L1, std::numeric_limits<qint8>::max()},
    WholeType {"smallint"_L1, std::numeric_limits<qint16>::max()},
    WholeType {"mediumint"_L1, 8'388'607},
    WholeType {"int"_L1, std::numeric_limits<qint32>::max()},
    WholeType {"integer"_L1, std::numeric_limits<qint32>::max()},
};

bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString || value.canConvert<RawText>();
}

QByteArray bytesOf(const QVariant &value)
{
    if (value.canConvert<RawText>())
        return value.value<RawText>().bytes;
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString characterSet(const ColumnInfo &column)
{
    return column.collation.section(u'_', 0, 0).toLower();
}

bool countsUtf8(const ColumnInfo &column, const Dialect &dialect)
{
    return dialect.quote != u'`' || characterSet(column).startsWith("utf8"_L1);
}

/// Code points where the column counts such, else bytes. What is no UTF-8 counts as bytes.
qint64 charactersOf(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    const QByteArray bytes = bytesOf(value);
    if (!countsUtf8(column, dialect) || !isCleanUtf8(bytes))
        return bytes.size();
    return QString::fromUtf8(bytes).toUcs4().size();
}

QString tooLarge(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    const ColumnCapacity most = capacityOf(column, dialect);
    if (!isText(value) && value.typeId() != QMetaType::QByteArray)
        return {};
    const qint64 bytes = bytesOf(value).size();
    if (most.bytes >= 0 && bytes > most.bytes)
        return tr("%1 takes %2 bytes at most (%3), and this has %4. Shorten it by %5 bytes.")
            .arg(visibleText(column.name), number(most.bytes), visibleText(column.declaredType),
                number(bytes), number(bytes - most.bytes));
    const qint64 characters = most.characters < 0 ? 0 : charactersOf(value, column, dialect);
    if (most.characters >= 0 && characters > most.characters)
        return tr("%1 takes %2 characters at most (%3), and this has %4. Shorten it by %5.")
            .arg(visibleText(column.name), number(most.characters), visibleText(column.declaredType),
                number(characters), number(characters - most.characters));
    return {};
}

QString noNumber(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    if (column.kind != ColumnKind::Integer)
        return {};
    bool isWhole = value.typeId() == QMetaType::LongLong;
    if (isText(value))
        value.toString().toULongLong(&isWhole); // beyond the signed ones, it is told as text
    if (!isWhole)
        return tr("%1 takes whole numbers only.").arg(visibleText(column.name));
    const bool isUnsigned = column.declaredType.contains("unsigned"_L1, Qt::CaseInsensitive);
    for (const WholeType &type : wholeTypes) {
        if (!dialect.columnsAreTyped || type.word != typeWord(column.declaredType))
            continue;
        const qint64 least = isUnsigned ? 0 : -type.most - 1;
        const qint64 most = isUnsigned ? 2 * type.most + 1 : type.most;
        if (isText(value) || value.toLongLong() < least || value.toLongLong() > most)
            return tr("%1 takes numbers from %2 to %3 (%4).")
                .arg(visibleText(column.name), number(least), number(most), visibleText(column.declaredType));
    }
    return {};
}

QString notUtf8(const ColumnInfo &column)
{
    return tr(
        "%1 holds UTF-8 text only, and this has a zero byte or bytes that are no UTF-8. Correct them in "
        "the hex view.")
        .arg(visibleText(column.name));
}

bool hasLongCharacters(const QByteArray &utf8)
{
    return std::any_of(utf8.begin(), utf8.end(), [](char byte) { return uchar(byte) >= 0xf0; });
}

/// What a character set of MariaDB does not take. Sets of one byte per character take every byte, and the
/// server stores texts there byte by byte.
QString notInSet(const QVariant &value, const ColumnInfo &column)
{
    const QByteArray bytes = bytesOf(value);
    const QString set = characterSet(column);
    // A zero byte is a character like others there.
    if (set.startsWith("utf8"_L1) && !QByteArray(bytes).replace('\0', ' ').isValidUtf8())
        return tr("%1 holds UTF-8 text only, and this has bytes that are no UTF-8. Correct them in the hex "
                  "view.")
            .arg(visibleText(column.name));
    if ((set == "utf8"_L1 || set == "utf8mb3"_L1) && hasLongCharacters(bytes))
        return tr("%1 holds no characters such as emoji (%2). Take them out, or let the administrator change "
                  "the column to utf8mb4.")
            .arg(visibleText(column.name), visibleText(column.collation));
    if (set == "ucs2"_L1 || set.startsWith("utf16"_L1) || set == "utf32"_L1)
        return tr("%1 has a character set (%2) in which texts cannot be written byte by byte. Change it with "
                  "the server's own tools.")
            .arg(visibleText(column.name), visibleText(column.collation));
    return {};
}

QString notHeld(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    if (!isText(value) || !dialect.columnsAreTyped)
        return {};
    if (dialect.quote == u'`')
        return notInSet(value, column);
    return isCleanUtf8(bytesOf(value)) ? QString() : notUtf8(column);
}

} // namespace

ColumnCapacity capacityOf(const ColumnInfo &column, const Dialect &dialect)
{
    ColumnCapacity capacity;
    if (column.width > 0)
        capacity.characters = column.width;
    // PostgreSQL's text and bytea have no bound that a document could reach.
    else if (dialect.quote == u'`' || !dialect.columnsAreTyped)
        capacity.bytes = declaredBytes(column.declaredType);
    return capacity;
}

QString misfit(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    if (column.isComputed)
        return tr("%1 is computed by the database and cannot be written.").arg(visibleText(column.name));
    if (value.isNull())
        return column.notNull ? tr("%1 must have a value.").arg(visibleText(column.name)) : QString();
    for (const auto check : {noNumber, tooLarge, notHeld})
        if (const QString sentence = check(value, column, dialect); !sentence.isEmpty())
            return sentence;
    return {};
}
