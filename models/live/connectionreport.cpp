// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/connectionreport.h"

#include "base/visibletext.h"
#include "connection/connection.h"
#include "connection/databasethread.h"
#include "connection/serverclock.h"
#include "schema/rights.h"
#include "schema/schema.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

using Severity = ReportLine::Severity;
using Lines = QList<ReportLine>;

constexpr qint64 agreeingMs = 2'000;
constexpr qsizetype mostFindings = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionReport", text);
}

/// "presentity", or "active_watchers (here my_watchers)".
QString nameOf(const TableInfo &table)
{
    const QString role = roleName(table.role);
    const QString name = table.database.isEmpty() ? table.name : u"%1.%2"_s.arg(table.database, table.name);
    return name.isEmpty() || name == role ? role : tr("%1 (here %2)").arg(role, visibleText(name));
}

template <typename Condition>
QStringList namesOf(const DatabaseSchema &schema, Condition condition)
{
    QStringList names;
    for (const TableInfo &table : schema.tables)
        if (condition(table))
            names << nameOf(table);
    return names;
}

/// A port that was not written down is the engine's usual one, which only the address has.
bool isAt(const QString &address, const HostPort &host)
{
    const QString wanted = HostPort {host.host, host.port > 0 ? host.port : 1}.display();
    return host.port > 0 ? address == wanted : address.section(u':', 0, -2) == wanted.section(u':', 0, -2);
}

Lines aboutServer(const Connection &connection, const Profile &profile)
{
    const ServerIdentity server = connection.server();
    const QString version = visibleText(connection.description());
    const QString address = visibleText(server.address);
    Lines lines {{Severity::Good, tr("%1 answers: %2.").arg(address, version)}};
    const auto &hosts = profile.url.hosts;
    if (hosts.size() > 1 && !isAt(server.address, hosts.first()))
        lines << ReportLine {Severity::Note,
            tr("The first server, %1, did not answer.").arg(visibleText(hosts.first().display()))};
    return lines;
}

ReportLine aboutPrivacy(const ServerIdentity &server)
{
    const QString cipher = visibleText(server.cipher);
    switch (server.privacy) {
    case Privacy::Local:
        return {Severity::Good, tr("Nothing that is said leaves this machine.")};
    case Privacy::Verified:
        return {Severity::Good,
            tr("The connection is encrypted (%1), and the server has proved who it is.").arg(cipher)};
    case Privacy::Encrypted:
        return {Severity::Note,
            tr("The connection is encrypted (%1), but the server's certificate was not checked: somebody on "
               "the way could have answered.")
                .arg(cipher)};
    case Privacy::Plain:
        break;
    }
    return {Severity::Note,
        tr("The connection is not encrypted: everybody on the way can read and change what is said.")};
}

/// A table that the profile names is missed; one that this server may never have had is only mentioned.
Lines aboutMissing(const DatabaseSchema &schema, const Profile &profile)
{
    Lines lines;
    for (const TableInfo &table : schema.tables)
        if (!table.present && profile.tables.contains(table.role))
            lines << ReportLine {Severity::Bad,
                tr("The table %1, which stands for %2, is not there. Look at its name in the list of "
                   "renamed tables.")
                    .arg(visibleText(profile.tables.value(table.role)), roleName(table.role))};
    const QStringList missing = namesOf(schema,
        [&](const TableInfo &table) { return !table.present && !profile.tables.contains(table.role); });
    if (!missing.isEmpty())
        lines << ReportLine {Severity::Note, tr("Not there: %1.").arg(missing.join(u", "_s))};
    return lines;
}

Lines aboutFindings(const DatabaseSchema &schema)
{
    Lines lines;
    for (const TableInfo &table : schema.tables)
        for (const Finding &finding : table.findings)
            if (table.present && lines.size() < mostFindings)
                lines << ReportLine {
                    finding.code == "unreadable"_L1 ? Severity::Bad : Severity::Note, finding.sentence};
    return lines;
}

Lines aboutTables(const DatabaseSchema &schema, const Profile &profile)
{
    Lines lines;
    const QStringList present = namesOf(schema, [](const TableInfo &table) { return table.present; });
    if (present.isEmpty()) {
        lines << ReportLine {Severity::Bad,
            tr("There is no presence table in this database, or the account may see none. If the tables are "
               "called differently here, name them as renamed tables.")};
    } else {
        if (!schema.label.isEmpty())
            lines << ReportLine {Severity::Good, tr("These are %1.").arg(schema.label)};
        lines << ReportLine {Severity::Good, tr("Found: %1.").arg(present.join(u", "_s))};
    }
    return lines + aboutMissing(schema, profile) + aboutFindings(schema);
}

QStringList tablesWhere(const AccountRights &rights, bool (*condition)(const TableRights &))
{
    QStringList names;
    for (const TableRights &table : rights.tables)
        if (condition(table))
            names << roleName(table.role);
    return names;
}

Lines aboutFileRights(const AccountRights &rights)
{
    if (rights.isReadOnlyAccount())
        return {{Severity::Good, tr("The file can only be read by you.")}};
    return {{Severity::Note, tr("You may write to this file; it is opened for reading only.")}};
}

Lines aboutRights(const AccountRights &rights)
{
    if (rights.account.isEmpty())
        return aboutFileRights(rights);
    const QString account = visibleText(rights.account);
    Lines lines;
    const QStringList closed = tablesWhere(rights, [](const TableRights &table) { return !table.select; });
    if (!closed.isEmpty())
        lines << ReportLine {Severity::Bad,
            tr("The account %1 may not read %2. Have it granted SELECT there.")
                .arg(account, closed.join(u", "_s))};
    if (rights.isReadOnlyAccount()) {
        lines << ReportLine {Severity::Good, tr("The account %1 may only read.").arg(account)};
        return lines;
    }
    const QStringList open = tablesWhere(rights, [](const TableRights &table) { return table.mayWrite(); });
    if (rights.isSuperuser)
        lines << ReportLine {Severity::Note,
            tr("The account %1 may do everything on this server. An account that may only SELECT is safer.")
                .arg(account)};
    else if (!open.isEmpty())
        lines << ReportLine {Severity::Note,
            tr("The account %1 may change %2. For watching, an account that may only SELECT is safer.")
                .arg(account, open.join(u", "_s))};
    return lines;
}

Lines aboutRights(Connection &connection, const DatabaseSchema &schema)
{
    const Result<AccountRights> rights = readRights(connection, schema);
    if (rights)
        return aboutRights(*rights);
    return {{Severity::Note, tr("The server does not say what the account may do.")}};
}

Lines aboutStorage(const DatabaseSchema &schema, const Profile &profile)
{
    const QStringList names =
        namesOf(schema, [](const TableInfo &table) { return table.present && table.readersStopWriters(); });
    if (names.isEmpty())
        return {};
    if (profile.gentle)
        return {{Severity::Note,
            tr("While %1 is read, the SIP server cannot write to it; gentle mode keeps such reads short.")
                .arg(names.join(u", "_s))}};
    return {{Severity::Note,
        tr("While %1 is read, the SIP server cannot write to it. Turn gentle mode on, which keeps reads "
           "short.")
            .arg(names.join(u", "_s))}};
}

QString secondsText(qint64 ms)
{
    return QString::number(double(std::abs(ms)) / 1000.0, 'f', 1);
}

Lines aboutClock(Connection &connection, const Profile &profile)
{
    if (profile.url.isFile())
        return {};
    const Result<ServerClock> clock = ServerClock::measure(connection);
    if (!clock)
        return {{Severity::Note, tr("The server does not say what time it is.")}};
    if (std::abs(clock->skewMs) <= agreeingMs + clock->uncertaintyMs)
        return {{Severity::Good, tr("The server's clock and this machine's agree.")}};
    const QString sentence = clock->skewMs > 0
        ? tr("The server's clock is %1 s ahead of this machine's. Times are told by the server's clock.")
        : tr("The server's clock is %1 s behind this machine's. Times are told by the server's clock.");
    return {{Severity::Note, sentence.arg(secondsText(clock->skewMs))}};
}

} // namespace

bool ConnectionReport::hasBad() const
{
    return std::any_of(
        lines.begin(), lines.end(), [](const ReportLine &line) { return line.severity == Severity::Bad; });
}

Result<ConnectionReport> examineConnection(Connection &connection, const Profile &profile)
{
    const Result<DatabaseSchema> schema = readSchema(connection, profile.tables);
    if (!schema)
        return schema.error();
    ConnectionReport report {aboutServer(connection, profile)};
    report.lines << aboutPrivacy(connection.server());
    report.lines << aboutTables(*schema, profile);
    report.lines << aboutRights(connection, *schema);
    report.lines << ReportLine {Severity::Good, visibleText(connection.manners())};
    report.lines << aboutStorage(*schema, profile);
    report.lines << aboutClock(connection, profile);
    return report;
}

QFuture<Result<ConnectionReport>> testConnection(DatabaseThread &thread, const Profile &profile)
{
    return thread.run([profile](Connection &connection) { return examineConnection(connection, profile); });
}
