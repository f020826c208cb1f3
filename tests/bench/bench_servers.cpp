// SPDX-License-Identifier: GPL-3.0-or-later
// bench_servers [mysql|postgres]: what the grid needs on a server from a wish to the rows in the model,
// beside the server's plain C library that sends the shortest statement for the same rows and reads them. A
// million rows are made first. Nothing passes or fails here; both columns come from the same run.
#include "grid/gridcontroller.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstdio>

#include <mariadb/mysql.h>
#include <postgresql/libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {
constexpr int million = 1'000'000;
constexpr int screen = 40;
constexpr int mostRounds = 15;
constexpr qint64 enoughMs = 5000; ///< slow tasks are repeated less often

/// The plain library, text protocol; every cell is looked at.
class RawClient {
public:
    RawClient(const QString &engine, const DatabaseUrl &url)
    {
        const HostPort host = url.hosts.constFirst();
        if (engine == "mysql"_L1) {
            m_mysql = mysql_init(nullptr);
            if (!mysql_real_connect(m_mysql, host.host.toUtf8().constData(), kamAccount.name,
                    kamAccount.password, url.path.toUtf8().constData(), unsigned(host.port), nullptr, 0))
                qFatal("%s", mysql_error(m_mysql));
            return;
        }
        const QByteArray options =
            u"host=%1 port=%2 dbname=%3 user=%4 password=%5 sslmode=disable"_s
                .arg(host.host, QString::number(host.port), url.path, QLatin1StringView(kamAccount.name),
                    QLatin1StringView(kamAccount.password))
                .toUtf8();
        m_postgres = PQconnectdb(options.constData());
        if (PQstatus(m_postgres) != CONNECTION_OK)
            qFatal("%s", PQerrorMessage(m_postgres));
    }
    ~RawClient()
    {
        if (m_mysql)
            mysql_close(m_mysql);
        PQfinish(m_postgres);
    }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    qint64 run(const QByteArray &sql) { return m_mysql ? runMysql(sql) : runPostgres(sql); }

private:
    qint64 runMysql(const QByteArray &sql)
    {
        if (mysql_real_query(m_mysql, sql.constData(), static_cast<unsigned long>(sql.size())) != 0)
            qFatal("%s", mysql_error(m_mysql));
        MYSQL_RES *result = mysql_use_result(m_mysql);
        const unsigned columns = mysql_num_fields(result);
        qint64 bytes = 0;
        while (mysql_fetch_row(result))
            for (unsigned i = 0; i < columns; ++i)
                bytes += qint64(mysql_fetch_lengths(result)[i]);
        mysql_free_result(result);
        return bytes;
    }
    qint64 runPostgres(const QByteArray &sql)
    {
        PGresult *result = PQexec(m_postgres, sql.constData());
        if (PQresultStatus(result) != PGRES_TUPLES_OK)
            qFatal("%s", PQerrorMessage(m_postgres));
        qint64 bytes = 0;
        for (int row = 0; row < PQntuples(result); ++row)
            for (int i = 0; i < PQnfields(result); ++i)
                bytes += PQgetlength(result, row, i);
        PQclear(result);
        return bytes;
    }

    MYSQL *m_mysql = nullptr;
    PGconn *m_postgres = nullptr;
};

/// One thing that a person waits for: how the grid comes to it and is asked for it, and the shortest
/// statement of both engines (or one for each).
struct Task {
    const char *name;
    void (*prepare)(GridController &grid);
    void (*act)(GridController &grid);
    const char *sql;
    const char *postgres = nullptr;
};

void show(GridController &grid, qint64 row)
{
    grid.setVisibleRows(static_cast<int>(row), static_cast<int>(row) + screen - 1);
}

void filter(GridController &grid, const QList<Condition> &conditions)
{
    if (!grid.setFilter({conditions, {}}))
        qFatal("the filter does not fit the table");
}

void toStart(GridController &grid)
{
    show(grid, 0);
}

void toMiddle(GridController &grid)
{
    show(grid, million / 2);
}

void unfiltered(GridController &grid)
{
    grid.setSort({});
    filter(grid, {});
}

const Task tasks[] {
    {"first page", toStart, [](GridController &grid) { grid.load(); },
        "SELECT * FROM active_watchers ORDER BY id LIMIT 600"},
    {"next page", toMiddle,
        [](GridController &grid) {
            show(grid, grid.model().windowFirst() + grid.model().windowSize() - screen);
        },
        "SELECT * FROM active_watchers WHERE id > 500000 ORDER BY id LIMIT 600"},
    {"far jump", toStart, [](GridController &grid) { show(grid, 400'000); },
        "SELECT active_watchers.* FROM active_watchers JOIN (SELECT id FROM active_watchers ORDER BY id "
        "LIMIT 640 OFFSET 399700) AS jump USING (id) ORDER BY id"},
    {"last page", toMiddle, [](GridController &grid) { show(grid, grid.model().totalRows() - screen); },
        "SELECT * FROM active_watchers ORDER BY id DESC LIMIT 640"},
    {"refresh of the screen", toMiddle, [](GridController &grid) { grid.refresh(); },
        "SELECT * FROM active_watchers WHERE id BETWEEN 500000 AND 500119 ORDER BY id"},
    {"sort by an index", unfiltered,
        [](GridController &grid) {
            grid.setSort({u"expires"_s, true});
        },
        "SELECT * FROM active_watchers ORDER BY expires DESC, id DESC LIMIT 600"},
    {"sort without an index", unfiltered,
        [](GridController &grid) {
            grid.setSort({u"contact"_s, false});
        },
        "SELECT * FROM active_watchers ORDER BY contact, id LIMIT 600"},
    {"filter by a beginning", unfiltered,
        [](GridController &grid) {
            filter(grid, {{u"presentity_uri"_s, FilterOp::Starts, {u"sip:user1234"_s}}});
        },
        "SELECT * FROM active_watchers WHERE presentity_uri LIKE 'sip:user1234%' ORDER BY id LIMIT 600",
        "SELECT * FROM active_watchers WHERE presentity_uri >= 'sip:user1234' AND presentity_uri < "
        "'sip:user1235' ORDER BY id LIMIT 600"},
    {"filter by a part", unfiltered,
        [](GridController &grid) {
            filter(grid, {{u"callid"_s, FilterOp::Contains, {u"-4321@192"_s}}});
        },
        "SELECT * FROM active_watchers WHERE callid LIKE '%-4321@192%' ORDER BY id LIMIT 600",
        "SELECT * FROM active_watchers WHERE callid ILIKE '%-4321@192%' ORDER BY id LIMIT 600"},
};

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

void settle(GridController &grid, bool counted = false)
{
    if (!QTest::qWaitFor([&] { return !grid.isBusy() && !(counted && grid.isCounting()); }, 60'000))
        qFatal("no answer within a minute");
}

void print(const char *name, const QList<double> &grid, const QList<double> &raw)
{
    std::printf("%-24s %10.2f %10.2f %8.2f %6d\n", name, median(grid), median(raw),
        median(grid) / std::max(median(raw), 0.001), int(grid.size()));
    std::fflush(stdout);
}

void measure(const Task &task, GridController &grid, RawClient &raw, bool isPostgres)
{
    QList<double> program;
    QList<double> floor;
    QElapsedTimer whole;
    whole.start();
    for (int round = 0; round < mostRounds && (round < 3 || whole.elapsed() < enoughMs); ++round) {
        task.prepare(grid);
        settle(grid);
        QSignalSpy played(&grid, &GridController::refreshed);
        QElapsedTimer timer;
        timer.start();
        task.act(grid);
        if (played.isEmpty() && !played.wait(60'000))
            qFatal("no answer within a minute");
        program.append(msOf(timer));
        settle(grid);
        timer.start();
        raw.run(isPostgres && task.postgres ? task.postgres : task.sql);
        floor.append(msOf(timer));
    }
    print(task.name, program, floor);
}

void measureCount(const ConnectionSpec &spec, const TableInfo &table, RawClient &raw)
{
    QList<double> program;
    QList<double> floor;
    // A new session each time: a second count would have to wait its turn.
    for (int round = 0; round < 5; ++round) {
        Session session(spec);
        GridController grid(session, table);
        grid.load();
        settle(grid);
        QElapsedTimer timer;
        timer.start();
        settle(grid, true);
        program.append(msOf(timer));
        timer.start();
        raw.run("SELECT count(*) FROM active_watchers");
        floor.append(msOf(timer));
    }
    print("count and connect", program, floor);
}

void measureEngine(const QString &engine)
{
    ServerLab lab;
    const QString database = u"presence"_s;
    if (!createKamailioDatabase(lab.server(engine), database)
        || !fillActiveWatchers(lab.server(engine), database, million, 1'800'000'000))
        qFatal("no million rows");
    const ConnectionSpec spec = lab.spec(engine, database);
    const auto connection = lab.open(engine, database);
    const auto schema = readSchema(*connection);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().message));
    const TableInfo table = *schema->table(TableRole::ActiveWatchers);
    RawClient raw(engine, spec.url);
    Session session(spec);
    GridController grid(session, table);
    grid.load();
    settle(grid, true);
    std::printf("\n%s\n%-24s %10s %10s %8s %6s\n", qPrintable(connection->description()), "medians",
        "grid, ms", "raw, ms", "ratio", "runs");
    for (const Task &task : tasks)
        measure(task, grid, raw, engine == "postgres"_L1);
    measureCount(spec, table, raw);
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QString wanted = QCoreApplication::arguments().value(1);
    for (const QString &engine : {u"mysql"_s, u"postgres"_s})
        if (wanted.isEmpty() || wanted == engine)
            measureEngine(engine);
    return 0;
}
