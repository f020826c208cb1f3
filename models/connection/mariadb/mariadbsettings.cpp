// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbsettings.h"

#include "base/visibletext.h"
#include "connection/mariadb/mariadberror.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("MariaDb", text);
}

/// A setting, how it reads when it holds, and the guard that it stands for.
struct Setting {
    QString name;
    QString set;
    QString read;
    QString expected;
    bool MariaDbGuards::*guard = nullptr;
};

QList<Setting> settingsFor(const MariaDbGuards &server, const ConnectionSpec &spec)
{
    const QString mode = u"STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"_s;
    const QString lock = QString::number(spec.limits.lock.count());
    const std::chrono::milliseconds statement = spec.limits.statement;
    return {
        {u"sql_mode"_s, u"SET SESSION sql_mode = '%1'"_s.arg(mode), u"@@SESSION.sql_mode"_s, mode},
        // Else the first read begins a transaction, and all later ones see no more than that.
        {u"autocommit"_s, u"SET SESSION autocommit = 1"_s, u"@@SESSION.autocommit"_s, u"1"_s},
        {u"statement limit"_s, mariaDbLimitSql(server, statement),
            server.isMariaDb ? u"CAST(@@SESSION.max_statement_time * 1000 AS UNSIGNED)"_s
                             : u"@@SESSION.max_execution_time"_s,
            QString::number(statement.count()), &MariaDbGuards::timeLimit},
        {u"innodb_lock_wait_timeout"_s, u"SET SESSION innodb_lock_wait_timeout = "_s + lock,
            u"@@SESSION.innodb_lock_wait_timeout"_s, lock},
        {u"lock_wait_timeout"_s, u"SET SESSION lock_wait_timeout = "_s + lock,
            u"@@SESSION.lock_wait_timeout"_s, lock},
        {u"read only"_s, u"SET SESSION TRANSACTION READ ONLY"_s,
            server.isMariaDb ? u"@@SESSION.tx_read_only"_s : u"@@SESSION.transaction_read_only"_s, u"1"_s,
            &MariaDbGuards::readOnly},
        {u"character sets"_s, {},
            u"CONCAT_WS(' ', @@character_set_client, @@character_set_connection, @@character_set_results)"_s,
            u"utf8mb4 utf8mb4"_s},
    };
}

struct Answer {
    QString text;
    QSqlError error;
};

Answer ask(const MariaDbDriver &driver, const QString &sql)
{
    QSqlQuery query(driver.createResult());
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return {{}, query.lastError()};
    if (!query.next())
        return {{}, query.lastError()};
    // The name of a status comes before its value.
    return {query.value(query.record().count() - 1).toString(), {}};
}

/// This server is older than the setting.
bool isUnknownThere(const QSqlError &error)
{
    return mariaDbCode(error) == MariaDbCode::UnknownVariable || mariaDbCode(error) == MariaDbCode::Syntax;
}

Error notKept(const Setting &setting, const QString &found)
{
    return {tr("The server does not keep to the setting “%1” on which safe reading relies. If a proxy "
               "answers, connect to the server itself.")
                .arg(setting.name),
        found.left(200), Fault::Refused};
}

/// Whether the setting holds; an old server that does not know it is no error.
Result<bool> settle(const MariaDbDriver &driver, const Setting &setting, const MariaDbPlace &place)
{
    for (const QString &sql : {setting.set, u"SELECT "_s + setting.read}) {
        if (sql.isEmpty())
            continue;
        const Answer answer = ask(driver, sql);
        if (isUnknownThere(answer.error))
            return false;
        if (answer.error.isValid())
            return mariaDbFault(answer.error, place);
        if (sql != setting.set && answer.text != setting.expected)
            return notKept(setting, answer.text);
    }
    return true;
}

QString versionNumber(const QString &version)
{
    static const QRegularExpression number(u"^(5\\.5\\.5-)?(\\d+(\\.\\d+)+)"_s);
    const QString found = number.match(version).captured(2);
    return found.isEmpty() ? visibleText(version.left(30)) : found;
}
} // namespace

QString mariaDbLimitSql(const MariaDbGuards &guards, std::chrono::milliseconds limit)
{
    if (guards.isMariaDb)
        return u"SET SESSION max_statement_time = %1"_s.arg(
            static_cast<double>(limit.count()) / 1000, 0, 'f', 3);
    return u"SET SESSION max_execution_time = %1"_s.arg(limit.count());
}

Result<MariaDbGuards> settleMariaDbSession(
    const MariaDbDriver &driver, const ConnectionSpec &spec, const MariaDbPlace &place)
{
    MariaDbGuards guards;
    const Answer version = ask(driver, u"SELECT VERSION()"_s);
    if (version.error.isValid())
        return mariaDbFault(version.error, place);
    guards.isMariaDb = version.text.contains("MariaDB"_L1, Qt::CaseInsensitive);
    guards.version = versionNumber(version.text);
    for (const Setting &setting : settingsFor(guards, spec)) {
        const auto held = settle(driver, setting, place);
        if (!held)
            return held.error();
        if (setting.guard)
            guards.*setting.guard = *held;
    }
    const Answer cipher = ask(driver, u"SHOW SESSION STATUS LIKE 'Ssl_cipher'"_s);
    guards.tlsReachesServer = !cipher.text.isEmpty();
    return guards;
}

bool isMariaDbCutOff(const MariaDbDriver &driver)
{
    // Servers that belong to no cluster say that they are not ready for one.
    return ask(driver, u"SHOW GLOBAL VARIABLES LIKE 'wsrep_on'"_s).text == "ON"_L1
        && ask(driver, u"SHOW GLOBAL STATUS LIKE 'wsrep_ready'"_s).text == "OFF"_L1
        && ask(driver, u"SHOW GLOBAL VARIABLES LIKE 'wsrep_dirty_reads'"_s).text != "ON"_L1;
}
