// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/dialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// The name of a collation goes into a statement as it is, so it must be nothing but a name.
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber());
    });
}
} // namespace

QString Dialect::quoted(const QString &identifier) const
{
    QString text(1, quote);
    for (const QChar c : identifier) {
        if (c.isNull())
            continue;
        if (c == quote)
            text += c;
        text += c;
    }
    return text + QChar(quote);
}

QString Dialect::tableName(const QString &database, const QString &name) const
{
    return database.isEmpty() ? quoted(name) : quoted(database) + u'.' + quoted(name);
}

QString Dialect::textParameter(const QString &collation) const
{
    const QString pattern = QString::fromLatin1(collatedText);
    if (!pattern.contains("%1"_L1))
        return pattern;
    // Every collation begins with the name of its character set.
    return isPlainName(collation) ? pattern.arg(collation.section(u'_', 0, 0), collation) : u"?"_s;
}

QString Dialect::textOf(const QString &column) const
{
    return QString::fromLatin1(asText).arg(quoted(column));
}

QString Dialect::headOf(const QString &column, int bytes) const
{
    return QString::fromLatin1(head).arg(quoted(column), QString::number(bytes));
}

QString Dialect::byteLengthOf(const QString &column) const
{
    return QString::fromLatin1(byteLength).arg(quoted(column));
}
