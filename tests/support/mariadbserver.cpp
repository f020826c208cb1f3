// SPDX-License-Identifier: GPL-3.0-or-later
#include "mariadbserver.h"

#include "program.h"

#include <csignal>
#include <memory>
#include <mysql.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned connectSeconds = 5;
constexpr unsigned readSeconds = 120; // a table of a million rows is filled with one statement
constexpr unsigned binaryCharset = 63;

using Handle = std::unique_ptr<MYSQL, decltype(&mysql_close)>;
using Answer = std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)>;

QString loginUser()
{
    return u"root"_s;
}

Error problem(MYSQL *handle, const QString &sql)
{
    return {u"The test server MariaDB refused a statement."_s,
        u"%1 %2: %3"_s.arg(mysql_errno(handle)).arg(QString::fromUtf8(mysql_error(handle)), sql.left(300))};
}

QVariant valueOf(const MYSQL_FIELD &field, const char *bytes, unsigned long size)
{
    if (!bytes)
        return {};
    const QByteArray text(bytes, qsizetype(size));
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
        return text.toLongLong();
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
    case MYSQL_TYPE_NEWDECIMAL:
        return text.toDouble();
    default:
        return field.charsetnr == binaryCharset ? QVariant(text) : QVariant(QString::fromUtf8(text));
    }
}

QList<QVariantList> rowsOf(MYSQL_RES *answer)
{
    const unsigned columns = mysql_num_fields(answer);
    const MYSQL_FIELD *fields = mysql_fetch_fields(answer);
    QList<QVariantList> rows;
    while (const MYSQL_ROW row = mysql_fetch_row(answer)) {
        const unsigned long *sizes = mysql_fetch_lengths(answer);
        QVariantList values;
        for (unsigned column = 0; column < columns; ++column)
            values.append(valueOf(fields[column], row[column], sizes[column]));
        rows.append(values);
    }
    return rows;
}

} // namespace

Result<QList<QVariantList>> MariadbServer::run(const QString &sql, const QString &database) const
{
    const Handle handle(mysql_init(nullptr), &mysql_close);
    mysql_options(handle.get(), MYSQL_OPT_CONNECT_TIMEOUT, &connectSeconds);
    mysql_options(handle.get(), MYSQL_OPT_READ_TIMEOUT, &readSeconds);
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const QByteArray statements = sql.toUtf8();
    if (!mysql_real_connect(handle.get(), nullptr, loginUser().toLatin1(), nullptr,
            database.isEmpty() ? nullptr : database.toUtf8().constData(), 0, socket().toLocal8Bit(),
            CLIENT_MULTI_STATEMENTS)
        || mysql_real_query(
               handle.get(), statements.constData(), static_cast<unsigned long>(statements.size()))
            != 0)
        return problem(handle.get(), sql);
    QList<QVariantList> rows;
    int more = 0;
    while (more == 0) {
        const Answer answer(mysql_store_result(handle.get()), &mysql_free_result);
        if (answer)
            rows = rowsOf(answer.get());
        else if (mysql_errno(handle.get()) != 0)
            return problem(handle.get(), sql);
        more = mysql_next_result(handle.get());
    }
    return more < 0 ? Result<QList<QVariantList>>(rows) : problem(handle.get(), sql);
}

Result<void> MariadbServer::createDatabase(const QString &name) const
{
    return exec(u"DROP DATABASE IF EXISTS `%1`; CREATE DATABASE `%1` CHARACTER SET latin1; "
                "GRANT ALL ON `%1`.* TO %2; GRANT SELECT ON `%1`.* TO %3"_s.arg(
                    name, QLatin1StringView(kamAccount.name), QLatin1StringView(readerAccount.name)));
}

QString MariadbServer::literal(const QVariant &value) const
{
    if (value.isNull())
        return u"NULL"_s;
    if (value.typeId() == QMetaType::QByteArray)
        return u"x'%1'"_s.arg(QLatin1StringView(value.toByteArray().toHex()));
    if (value.typeId() == QMetaType::QString)
        return u"CONVERT(x'%1' USING utf8mb4)"_s.arg(QLatin1StringView(value.toString().toUtf8().toHex()));
    return value.toString();
}

ServerMachine::Command MariadbServer::command() const
{
    const QString program = u"/usr/sbin/mariadbd"_s;
    if (port() == 0) // only the program's name is wanted yet
        return {program, {}};
    QStringList arguments {u"--no-defaults"_s, u"--datadir="_s + dataFolder(), u"--socket="_s + socket(),
        u"--port=%1"_s.arg(port()), u"--bind-address=127.0.0.1"_s, u"--skip-name-resolve"_s,
        u"--pid-file="_s + inFolder(u"pid"_s), u"--innodb-buffer-pool-size=256M"_s,
        u"--innodb-log-file-size=64M"_s, u"--innodb-flush-log-at-trx-commit=2"_s, u"--skip-log-bin"_s};
    if (geteuid() == 0)
        arguments.append(u"--user=root"_s);
    const CertificateFiles tls = ownTls();
    if (tls.certificate.isEmpty())
        arguments.append(u"--skip-ssl"_s);
    else
        arguments += {u"--ssl-cert="_s + tls.certificate, u"--ssl-key="_s + tls.key};
    return {program, arguments};
}

Result<void> MariadbServer::makeData(const QString &folder) const
{
    QStringList arguments {u"--no-defaults"_s, u"--datadir="_s + folder, u"--skip-test-db"_s,
        u"--auth-root-authentication-method=normal"_s, u"--innodb-log-file-size=8M"_s};
    if (geteuid() == 0)
        arguments.append(u"--user=root"_s);
    const auto made = runProgram(u"mariadb-install-db"_s, arguments);
    return made ? Result<void>() : made.error();
}

QString MariadbServer::accountsSql() const
{
    // Users without a name would catch everybody who comes over the socket.
    return u"DELETE FROM mysql.global_priv WHERE User = ''; FLUSH PRIVILEGES; "
           "CREATE USER %1 IDENTIFIED BY '%2'; CREATE USER %3 IDENTIFIED BY '%4'"_s.arg(
               QLatin1StringView(kamAccount.name), QLatin1StringView(kamAccount.password),
               QLatin1StringView(readerAccount.name), QLatin1StringView(readerAccount.password));
}

int MariadbServer::stopSignal() const
{
    return SIGTERM;
}

bool MariadbServer::isPassing(const QString &log) const
{
    return log.contains("Address already in use"_L1) || log.contains("Unable to lock"_L1);
}
