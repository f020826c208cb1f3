// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/sqlparts.h"

using namespace Qt::StringLiterals;

Statement joined(const Statement &a, QLatin1StringView word, const Statement &b)
{
    if (a.sql.isEmpty())
        return b;
    if (b.sql.isEmpty())
        return a;
    return {u'(' + a.sql + u") "_s + word + u" ("_s + b.sql + u')', a.values + b.values};
}

Statement eitherOf(const QList<Statement> &conditions)
{
    QStringList parts;
    QVariantList values;
    for (const Statement &condition : conditions) {
        parts.append(u'(' + condition.sql + u')');
        values += condition.values;
    }
    return {parts.join(" OR "_L1), values};
}

QString whereOf(const Statement &condition)
{
    return condition.sql.isEmpty() ? QString() : " WHERE "_L1 + condition.sql;
}

Statement equals(const QString &expression, const QString &parameter, const QVariant &value)
{
    return value.isNull() ? Statement {expression + " IS NULL"_L1, {}}
                          : Statement {expression + " = "_L1 + parameter, {value}};
}
