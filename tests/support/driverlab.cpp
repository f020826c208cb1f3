// SPDX-License-Identifier: GPL-3.0-or-later
#include "driverlab.h"

#include "connection/mariadb/mariadbdriver.h"
#include "mariadbserver.h"
#include "postgresserver.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr std::array allHabits {
    DriverHabits {
        .name = "MariaDB"_L1,
        .bytesType = "LONGBLOB"_L1,
        .realType = "DOUBLE"_L1,
        .numberedKey = "INT PRIMARY KEY AUTO_INCREMENT"_L1,
        .rows = "SELECT seq, REPEAT('x', %2) FROM seq_1_to_%1"_L1,
        .endless = "SELECT COUNT(*) FROM seq_1_to_10000000000 WHERE seq % 2"_L1,
        .stopAfter = "SET SESSION max_statement_time = 0.3"_L1,
        .duplicate = "1062"_L1,
        .noTable = "1146"_L1,
        .noSyntax = "1064"_L1,
        .tooLong = "1969"_L1,
        .lost = "2013"_L1,
        .textIsBytes = true,
        .commitAfterFailure = false,
        .savedAfterFailure = 0,
        .runsSeveral = false,
        .trustsQuotes = false,
        .splitsNames = false,
        .positiveIsUnsigned = false,
        .duplicateType = QSqlError::StatementError,
        .cancels = true,
        .streamSurvives = true,
        .secondRuns = false,
    },
    DriverHabits {
        .name = "PostgreSQL"_L1,
        .bytesType = "BYTEA"_L1,
        .realType = "DOUBLE PRECISION"_L1,
        .numberedKey = "SERIAL PRIMARY KEY"_L1,
        .rows = "SELECT generate_series(1, %1), repeat('x', %2)"_L1,
        .endless = "SELECT count(*) FROM generate_series(1, 10000000000) AS n WHERE n % 2 = 1"_L1,
        .stopAfter = "SET statement_timeout = 300"_L1,
        .duplicate = "23505"_L1,
        .noTable = "42P01"_L1,
        .noSyntax = "42601"_L1,
        .tooLong = "57014"_L1,
        .lost = ""_L1,
        .textIsBytes = false,
        .commitAfterFailure = false,
        .savedAfterFailure = 0,
        .runsSeveral = true,
        .trustsQuotes = true,
        .splitsNames = true,
        .positiveIsUnsigned = true,
        .duplicateType = QSqlError::StatementError,
        .cancels = false,
        .streamSurvives = false,
        .secondRuns = true,
    },
    DriverHabits {
        .name = "SQLite"_L1,
        .bytesType = "BLOB"_L1,
        .realType = "REAL"_L1,
        .numberedKey = "INTEGER PRIMARY KEY"_L1,
        .rows = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %1) "
                "SELECT n, substr(hex(zeroblob(%2)), 1, %2) FROM s"_L1,
        .endless =
            "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s"_L1,
        .stopAfter = ""_L1,
        .duplicate = "1555"_L1,
        .noTable = "1"_L1,
        .noSyntax = "1"_L1,
        .tooLong = ""_L1,
        .lost = ""_L1,
        .textIsBytes = false,
        .commitAfterFailure = true,
        .savedAfterFailure = 1,
        .runsSeveral = false,
        .trustsQuotes = true,
        .splitsNames = false,
        .positiveIsUnsigned = false,
        .duplicateType = QSqlError::ConnectionError,
        .cancels = false,
        .streamSurvives = true,
        .secondRuns = true,
    },
};

const QString databaseName = u"conformance"_s;

void addServer(QSqlDatabase &database, const ServerMachine &server)
{
    database.setHostName(u"127.0.0.1"_s);
    database.setPort(server.port());
    database.setDatabaseName(databaseName);
    database.setUserName(QLatin1StringView(kamAccount.name));
    database.setPassword(QLatin1StringView(kamAccount.password));
}
} // namespace

DriverLab::~DriverLab() = default;

std::unique_ptr<DriverLab> DriverLab::make(const QString &engine)
{
    const auto habits = std::find_if(allHabits.begin(), allHabits.end(),
        [&engine](const DriverHabits &known) { return engine == known.name; });
    if (habits == allHabits.end())
        return nullptr;
    std::unique_ptr<DriverLab> lab(new DriverLab(*habits));
    lab->start();
    return lab;
}

bool DriverLab::start()
{
    if (m_habits.name == "MariaDB"_L1)
        m_server = std::make_unique<MariadbServer>();
    else if (m_habits.name == "PostgreSQL"_L1)
        m_server = std::make_unique<PostgresServer>();
    if (!m_server)
        return true;
    Result<void> done = m_server->start();
    if (done)
        done = m_server->createDatabase(databaseName);
    if (!done)
        m_trouble = done.error().message + u' ' + done.error().detail;
    return bool(done);
}

QSqlDatabase DriverLab::open(const QString &name)
{
    close(name);
    QSqlDatabase database;
    if (m_habits.name == "MariaDB"_L1) {
        database = QSqlDatabase::addDatabase(new MariaDbDriver, name);
        database.setConnectOptions(u"TLS=off"_s);
        addServer(database, *m_server);
    } else if (m_habits.name == "PostgreSQL"_L1) {
        database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        addServer(database, *m_server);
    } else {
        database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(m_folder.filePath(databaseName));
    }
    if (!database.open())
        m_trouble = database.lastError().text();
    return database;
}

void DriverLab::close(const QString &name)
{
    if (QSqlDatabase::contains(name))
        QSqlDatabase::removeDatabase(name);
}
