// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "base/visibletext.h"
#include "connection/engine.h"
#include "connection/profile.h"
#include "schema/tablenames.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 20; ///< a server has some hundred tables; a sentence has not

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// Where the database is and what its tables are called, before anything is opened.
Result<Profile> profileOf(const GeneralOptions &options)
{
    if (!options.profile.isEmpty())
        return readProfile(options.profile);
    if (options.database.isEmpty())
        return Error {
            tr("Say which database: --db with a file or a URL such as sqlite:///path, or --profile with the "
               "name of a saved connection."),
            {}, Fault::Usage};
    const Result<DatabaseUrl> url = parseDatabaseUrl(options.database);
    if (!url)
        return url.error();
    return profileFor(*url);
}

QString unreadableSentence(const TableInfo &table)
{
    for (const Finding &finding : table.findings)
        if (finding.code == "unreadable"_L1)
            return finding.sentence;
    return tr("The table %1 cannot be read.").arg(visibleText(table.name));
}

} // namespace

DecodeContext Session::contextOf(const TableInfo &table) const
{
    DecodeContext context;
    context.family = table.family;
    context.generation = table.generation;
    context.role = table.role;
    context.now = now;
    return context;
}

Result<qint64> Session::rowCount(const TableInfo &table) const
{
    // An index may still be able to count what nobody can read any more.
    if (!table.readable)
        return Error {unreadableSentence(table), {}, Fault::Damaged};
    const QString sql =
        u"SELECT COUNT(*) FROM %1"_s.arg(connection->dialect().tableName(table.database, table.name));
    const Result<RowSet> answer = connection->select({sql, {}});
    if (!answer)
        return answer.error();
    return answer->rows.value(0).value(0).toLongLong();
}

Result<Session> openSession(const GeneralOptions &options)
{
    const Result<TableNames> named = tableNamesFromWords(options.tables);
    if (!named)
        return named.error();
    Result<Profile> profile = profileOf(options);
    if (!profile)
        return profile.error();
    profile->tables.insert(*named); // the command line knows better than the file
    Result<std::unique_ptr<Connection>> connection = openConnection(profile->spec());
    if (!connection)
        return connection.error();
    Result<DatabaseSchema> schema = readSchema(**connection, profile->tables);
    if (!schema)
        return schema.error();
    const qint64 now = options.now.value_or(QDateTime::currentSecsSinceEpoch());
    return Session {*std::move(connection), *std::move(schema), now};
}

QString noPresenceTables(const DatabaseSchema &schema)
{
    const QString wayOut =
        tr("This database holds no presence table. If the tables are called differently here, say so "
           "with --table ROLE=NAME, for example --table presentity=my_presentity.");
    if (schema.otherTables.isEmpty())
        return wayOut;
    const QString names = visibleText(schema.otherTables.mid(0, mostNames).join(u", "_s));
    return wayOut + u' '
        + (schema.otherTables.size() > mostNames ? tr("Among its tables are: %1.")
                                                 : tr("Its tables are: %1."))
              .arg(names);
}
