// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "console.h"
#include "passwords.h"

#include "base/visibletext.h"
#include "connection/engine.h"
#include "grid/windowread.h"

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
Result<ChosenConnection> chosenBy(const ConnectionWords &words)
{
    if (words.database.isEmpty() && words.profile.isEmpty())
        return Error {
            tr("Say which database: --db with a file or a URL such as mysql://user@host/database, or "
               "--profile with the name of a saved connection."),
            {}, Fault::Usage};
    return chooseConnection(words);
}

/// Opens with the password that is known, and asks for one when the server wants one and somebody is there.
Result<std::unique_ptr<Connection>> open(ChosenConnection chosen)
{
    if (chosen.password.isEmpty() && chosen.profile.savesPassword)
        chosen.password = savedPassword(chosen.profile.name);
    auto connection = openConnection(chosen.profile.spec(chosen.password));
    const bool wantsPassword = !connection && connection.error().fault == Fault::Denied
        && chosen.password.isEmpty() && !chosen.profile.url.isFile();
    if (!wantsPassword)
        return connection;
    const Result<Secret> typed = askForPassword(chosen.profile.url.display());
    if (!typed)
        return Error {connection.error().message + u' ' + typed.error().message, connection.error().detail,
            connection.error().fault};
    return openConnection(chosen.profile.spec(*typed));
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
    const Result<RowSet> answer = connection->select({sql, {}}, readLimitOf(profile.spec(), table));
    if (!answer)
        return answer.error();
    return answer->rows.value(0).value(0).toLongLong();
}

Result<Session> openSession(const GeneralOptions &options)
{
    const Result<ChosenConnection> chosen = chosenBy(options.connection);
    if (!chosen)
        return chosen.error();
    const Profile &profile = chosen->profile;
    if (options.connection.passwordFile.isEmpty() && !chosen->password.isEmpty())
        printSentence(tr("Others could read the password in the URL for a moment. --password-file is the "
                         "safer way."));
    Result<std::unique_ptr<Connection>> connection = open(*chosen);
    if (!connection)
        return connection.error();
    Result<DatabaseSchema> schema = readSchema(**connection, profile.tables);
    if (!schema)
        return schema.error();
    const qint64 now = options.now.value_or(QDateTime::currentSecsSinceEpoch());
    return Session {profile, *std::move(connection), *std::move(schema), now};
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
