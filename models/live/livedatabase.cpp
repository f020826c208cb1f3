// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livedatabase.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "grid/windowread.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Lanes of the session's threads beside those of the tables.
constexpr int schemaLane = 1000;
/// A count that takes longer than this says nothing in time.
constexpr std::chrono::milliseconds mostPerCount {5000};

DecodeContext contextOf(const TableInfo &table, qint64 now)
{
    return {table.family, table.generation, table.role, now, TimeStyle::Utc};
}

/// How the connection keeps out of the way, and what the tables themselves make of a reader.
QString mannersOf(const Connection &connection, const QList<TableInfo> &tables)
{
    QStringList stopping;
    for (const TableInfo &table : tables)
        if (table.present && table.readersStopWriters())
            stopping.append(visibleText(table.name));
    if (stopping.isEmpty())
        return connection.manners();
    return QCoreApplication::translate("LiveDatabase",
        "%1 While a MyISAM table is read the server cannot write to it, so no read of %2 takes longer than "
        "two seconds; let the server convert them to InnoDB.")
        .arg(connection.manners(), stopping.join(u", "_s));
}

Result<ServerFacts> readFacts(Connection &connection, const QList<TableInfo> &tables)
{
    const auto clock = ServerClock::measure(connection);
    if (!clock)
        return clock.error();
    return ServerFacts {connection.description(), mannersOf(connection, tables), *clock, connection.server()};
}
} // namespace

LiveDatabase::LiveDatabase(Profile profile, const Secret &password, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_session(m_profile.spec(password))
{
}

LiveDatabase::LiveDatabase(Profile profile, const DatabaseThread::Opener &opener, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_session(m_profile.spec(), opener)
{
}

Result<LiveDatabase::Opened> LiveDatabase::readAll(Connection &connection, const TableNames &names)
{
    auto schema = readSchema(connection, names);
    if (!schema)
        return schema.error();
    const auto facts = readFacts(connection, schema->tables);
    if (!facts)
        return facts.error();
    return Opened {std::move(*schema), *facts};
}

void LiveDatabase::open()
{
    const auto job = [names = m_profile.tables](
                         Connection &connection) { return readAll(connection, names); };
    whenDone(m_session.reader().runNewest(schemaLane, job), this,
        [this](const Result<Opened> &answer) { takeSchema(answer); });
}

void LiveDatabase::setTableNames(const TableNames &names)
{
    m_profile.tables = names;
    open();
}

void LiveDatabase::takeFacts(const ServerFacts &facts)
{
    const ServerIdentity before = std::exchange(m_facts, facts).server;
    // The other connection may have moved already; this one follows with its next job.
    m_facts.server = m_session.server().value_or(facts.server);
    if (!before.address.isEmpty() && before != m_facts.server)
        emit serverChanged(before);
}

void LiveDatabase::takeSchema(const Result<Opened> &answer)
{
    if (!answer)
        return emit openFailed(answer.error());
    const bool isNew = !std::exchange(m_open, true);
    m_schema = answer->schema;
    takeFacts(answer->facts);
    if (isNew)
        emit opened();
    else
        emit schemaChanged();
    tellEstimates();
}

/// The numbers that cost nothing, until there are better ones.
void LiveDatabase::tellEstimates()
{
    const QList<TableInfo> tables = m_schema.tables;
    for (const TableInfo &table : tables)
        if (table.present && table.estimatedRows >= 0)
            emit counted(table.role, estimatedCounts(table));
}

Result<TableCounts> LiveDatabase::countOne(
    Connection &connection, const TableInfo &table, const Wanted &wanted, qint64 now)
{
    if (wanted.gentle)
        if (auto counts = readEstimatedCounts(connection, table); !counts || counts->rows >= 0)
            return counts;
    const auto limit = std::min(readLimitOf(wanted.spec, table).time.value_or(mostPerCount), mostPerCount);
    return readCounts(connection, table, wanted.policy, contextOf(table, now), {limit});
}

Result<LiveDatabase::Checked> LiveDatabase::readCheck(Connection &connection, const Wanted &wanted)
{
    const auto facts = readFacts(connection, wanted.known);
    if (!facts)
        return facts.error();
    const auto fingerprint = readFingerprint(connection, wanted.names);
    if (!fingerprint)
        return fingerprint.error();
    Checked checked {*facts, *fingerprint, {}, -1};
    QElapsedTimer timer;
    timer.start();
    for (const TableInfo &table : wanted.tables) {
        const auto counts = countOne(connection, table, wanted, facts->clock.now());
        // A table that cannot be counted keeps its old badge; its grid says what is wrong.
        if (counts)
            checked.counts.append({table.role, *counts});
        else if (counts.error().fault == Fault::Superseded)
            return counts.error();
    }
    if (!wanted.tables.isEmpty())
        checked.countMs = timer.elapsed();
    return checked;
}

void LiveDatabase::check(const QList<TableRole> &roles, const ExpiryPolicy &policy, Counting counting)
{
    if (m_checking || !m_open)
        return;
    m_checking = true;
    QList<TableInfo> tables;
    // The pace of the counts is their own: they may cost far more than a page.
    const bool isPaced = m_sinceCounts.isValid() && m_sinceCounts.elapsed() < m_countPace.delayMs();
    const bool countsAreDue =
        counting == Counting::Now || (!isPaced && m_session.countBudget().waitMs() == 0);
    for (const TableRole role : countsAreDue ? roles : QList<TableRole>())
        if (const TableInfo *table = m_schema.table(role); table && table->present && table->readable)
            tables.append(*table);
    if (!tables.isEmpty())
        m_sinceCounts.start();
    const Wanted wanted {
        m_profile.tables, m_schema.tables, tables, policy, m_session.spec(), m_profile.gentle};
    const auto job = [wanted](Connection &connection) { return readCheck(connection, wanted); };
    whenDone(
        m_session.counter().run(job), this, [this](const Result<Checked> &answer) { takeCheck(answer); });
}

void LiveDatabase::takeCheck(const Result<Checked> &answer)
{
    m_checking = false;
    if (!answer)
        return emit checkFailed(answer.error());
    takeFacts(answer->facts);
    if (answer->countMs >= 0) {
        m_countPace.costMs = answer->countMs;
        m_session.spendCounting(answer->countMs);
    }
    for (const auto &[role, counts] : answer->counts)
        emit counted(role, counts);
    emit checked();
    if (answer->fingerprint != m_schema.fingerprint)
        open();
}
