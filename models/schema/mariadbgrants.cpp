// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/mariadbgrants.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

QString unquoted(const QString &name)
{
    return name.startsWith(u'`') ? name.mid(1, name.size() - 2).replace("``"_L1, "`"_L1) : name;
}

/// LIKE as the server applies it to the databases of a grant.
bool matches(const QString &pattern, const QString &name)
{
    QString expression;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern.at(i) == u'\\' && i + 1 < pattern.size())
            expression += QRegularExpression::escape(QString(pattern.at(++i)));
        else if (pattern.at(i) == u'%')
            expression += ".*"_L1;
        else if (pattern.at(i) == u'_')
            expression += u'.';
        else
            expression += QRegularExpression::escape(QString(pattern.at(i)));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(name).hasMatch();
}

} // namespace

bool MariaDbGrant::concerns(const QString &wantedDatabase, const QString &wantedTable) const
{
    if (database == "*"_L1)
        return true;
    // Only a grant on a whole database is a pattern.
    return table == "*"_L1 ? matches(database, wantedDatabase)
                           : database == wantedDatabase && table == wantedTable;
}

bool MariaDbGrant::allows(QLatin1StringView privilege) const
{
    return privileges.contains(privilege) || privileges.contains("ALL PRIVILEGES"_L1);
}

bool MariaDbGrant::isSuper() const
{
    return database == "*"_L1 && allows("SUPER"_L1);
}

std::optional<MariaDbGrant> parseMariaDbGrant(const QString &line)
{
    static const QRegularExpression whole(
        uR"(^GRANT (.+?) ON (\*|`(?:[^`]|``)+`)\.(\*|`(?:[^`]|``)+`) TO )"_s);
    static const QRegularExpression columns(uR"( *\((?:`(?:[^`]|``)*`|[^)`])*\))"_s);
    const auto match = whole.match(line);
    if (!match.hasMatch())
        return {};
    const QString privileges = match.captured(1).remove(columns).toUpper();
    return MariaDbGrant {privileges.split(u", "_s), unquoted(match.captured(2)), unquoted(match.captured(3))};
}
