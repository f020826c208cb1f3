// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/dialect.h"

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
