// SPDX-License-Identifier: GPL-3.0-or-later
// bench_grid [FILE]: what the grid needs from a wish to the rows in the model, beside SQLite's C library
// running the very same statement. Without FILE a million rows are made first. Nothing passes or fails here.
#include "bigdatabase.h"
#include "gridvisitor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {
constexpr int million = 1'000'000;
constexpr int mostRounds = 15;
constexpr qint64 enoughMs = 6000; ///< slow tasks are repeated less often

/// One thing that a person waits for. @c prepare is not measured, @c act is, up to the last row in the model.
struct Task {
    const char *name;
    void (*prepare)(GridVisitor &visitor, int round);
    void (*act)(GridVisitor &visitor, int round);
};

void toStart(GridVisitor &visitor, int)
{
    visitor.look(0);
}

void toMiddle(GridVisitor &visitor, int)
{
    visitor.look(million / 2);
}

void sortBy(GridVisitor &visitor, const QString &column)
{
    visitor.grid().setSort({column, false});
}

void filterBy(GridVisitor &visitor, const QString &text)
{
    visitor.setFilter({{{{u"watcher_username"_s, FilterOp::Contains, {text}}}, {}}, {}});
}

const Task tasks[] {
    {"first page", toStart, [](GridVisitor &visitor, int) { visitor.grid().load(); }},
    {"far jump by OFFSET", toStart,
        [](GridVisitor &visitor, int round) { visitor.look(400'000 + round * 3000); }},
    {"last page", toMiddle, [](GridVisitor &visitor, int) { visitor.lookAtEnd(); }},
    {"refresh of the screen", toMiddle, [](GridVisitor &visitor, int) { visitor.grid().refresh(); }},
    {"sort without an index", [](GridVisitor &visitor, int) { sortBy(visitor, {}); },
        [](GridVisitor &visitor, int) { sortBy(visitor, u"contact"_s); }},
    {"filter \"contains\"",
        [](GridVisitor &visitor, int) {
            sortBy(visitor, {});
            visitor.settle();
            visitor.setFilter({});
        },
        [](GridVisitor &visitor, int round) { filterBy(visitor, u"er%1"_s.arg(40 + round)); }},
    {"count", [](GridVisitor &visitor, int) { visitor.setFilter({}); },
        [](GridVisitor &visitor, int) { visitor.grid().recount(); }},
};

qint64 bindAndStep(sqlite3 *database, const LoggedRead &read)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray sql = read.sql.toUtf8();
    if (sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    for (int i = 0; i < read.values.size(); ++i) {
        const QVariant value = read.values.at(i);
        const QByteArray text = value.toString().toUtf8();
        if (value.userType() == QMetaType::QString)
            sqlite3_bind_text(statement, i + 1, text.constData(), -1, SQLITE_TRANSIENT);
        else
            sqlite3_bind_int64(statement, i + 1, value.toLongLong());
    }
    qint64 bytes = 0;
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count(statement); ++column)
            bytes += sqlite3_column_text(statement, column) ? sqlite3_column_bytes(statement, column) : 0;
    sqlite3_finalize(statement);
    return bytes;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Until the answer of the one read that was asked for is in the model; what the grid fetches after that
/// is not what was waited for.
void waitForAnswer(GridVisitor &visitor)
{
    QSignalSpy played(&visitor.grid(), &GridController::refreshed);
    QSignalSpy settled(&visitor.grid(), &GridController::settled);
    while (played.isEmpty() && settled.isEmpty())
        if (!(visitor.grid().isBusy() ? played : settled).wait(60'000))
            qFatal("no answer within a minute");
}

void measure(const Task &task, GridVisitor &visitor, sqlite3 *raw)
{
    QList<double> program;
    QList<double> floor;
    QElapsedTimer whole;
    whole.start();
    for (int round = 0; round < mostRounds && (round < 3 || whole.elapsed() < enoughMs); ++round) {
        task.prepare(visitor, round);
        visitor.settle();
        visitor.log().clear();
        QElapsedTimer timer;
        timer.start();
        task.act(visitor, round);
        waitForAnswer(visitor);
        program.append(msOf(timer));
        visitor.settle();
        const QList<LoggedRead> reads = visitor.log().reads();
        if (reads.isEmpty())
            continue;
        timer.start();
        bindAndStep(raw, reads.constFirst());
        floor.append(msOf(timer));
    }
    std::printf("%-24s %10.2f %10.2f %8.2f %6d\n", task.name, median(program), median(floor),
        median(program) / std::max(median(floor), 0.001), int(program.size()));
    std::fflush(stdout);
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    QString path = QCoreApplication::arguments().value(1);
    if (path.isEmpty()) {
        path = folder.filePath(u"big.sqlite"_s);
        if (!makeBigDatabase(path, million, BigKind::Modern))
            return 1;
    }
    sqlite3 *raw = nullptr;
    if (sqlite3_open_v2(path.toUtf8().constData(), &raw, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        return 1;
    GridVisitor visitor(path, TableRole::ActiveWatchers);
    visitor.grid().load();
    visitor.settle();
    std::printf("%-24s %10s %10s %8s %6s\n", "medians", "grid, ms", "SQLite, ms", "ratio", "runs");
    for (const Task &task : tasks)
        measure(task, visitor, raw);
    sqlite3_close(raw);
    return 0;
}
