// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/servertables.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86400;
constexpr qint64 livingLifetime = 4 * 3600; ///< what lives longer is a riddle, not a phone

} // namespace

ServerTables::ServerTables(DemoKind kind, const DemoConnection &connection)
    : m_kind(kind)
    , m_sql(serverSql(kind))
    , m_connection(connection)
    , m_writer(connection.database())
{
}

Result<int> ServerTables::count(QLatin1StringView table) const
{
    const Result<QVariant> rows = m_connection.value(u"SELECT count(*) FROM %1"_s.arg(table));
    return rows ? Result<int>(rows->toInt()) : Result<int>(rows.error());
}

Result<QList<DemoEnding>> ServerTables::ending(QLatin1StringView table, qint64 after, qint64 until) const
{
    const auto sql = u"SELECT rowid, expires FROM %1 WHERE expires > ? AND expires <= ?"_s.arg(table);
    const Result<QList<QVariantList>> rows = m_connection.rows(sql, {after, until});
    if (!rows)
        return rows.error();
    QList<DemoEnding> found;
    for (const QVariantList &row : *rows)
        found += {row.at(0).toLongLong(), row.at(1).toLongLong()};
    return found;
}

Result<QList<DemoOwned>> ServerTables::documentsFrom(int offset, int atMost, qint64 now) const
{
    const auto sql = u"SELECT rowid, 'sip:' || username || '@' || domain, event FROM presentity "
                     "WHERE expires BETWEEN ? AND ? ORDER BY rowid LIMIT ? OFFSET ?"_s;
    const Result<QList<QVariantList>> rows =
        m_connection.rows(sql, {now + 1, now + livingLifetime, atMost, offset});
    if (!rows)
        return rows.error();
    QList<DemoOwned> found;
    for (const QVariantList &row : *rows)
        found += {row.at(0).toLongLong(), row.at(1).toString(), row.at(2).toString()};
    return found;
}

Result<std::optional<DemoPair>> ServerTables::watcherAt(int offset, qint64 now) const
{
    const Result<QList<QVariantList>> rows = m_connection.rows(m_sql.watcherAt, {now - day, offset});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return std::optional<DemoPair>();
    const QVariantList &row = rows->first();
    return std::optional(DemoPair {0, row.at(0).toString(), row.at(1).toString(), row.at(2).toString()});
}

Result<std::optional<DemoAnswer>> ServerTables::answerFor(const DemoSubscription &s) const
{
    const QString uri = u"sip:%1@%2"_s.arg(s.presentityUser, s.presentityDomain);
    const Result<QList<QVariantList>> rows =
        m_connection.rows(m_sql.answerForPair, {uri, s.watcherUser, s.watcherDomain});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return std::optional<DemoAnswer>();
    return std::optional(DemoAnswer {rows->first().at(0), rows->first().at(1)});
}

Result<QList<DemoPair>> ServerTables::pendingWatchers(qint64 now) const
{
    const QVariant pending = demoStatus(m_kind, static_cast<int>(DemoStatus::Pending));
    const Result<QList<QVariantList>> rows =
        m_connection.rows(m_sql.watchersWithStatus, {pending, now - day});
    if (!rows)
        return rows.error();
    QList<DemoPair> found;
    for (const QVariantList &row : *rows)
        found += {row.at(0).toLongLong(), row.at(1).toString(), row.at(2).toString(), row.at(3).toString()};
    return found;
}

Result<void> ServerTables::add(const DemoSubscription &subscription, const DemoAnswer &answer)
{
    DemoRow row = demoRow(m_kind, subscription);
    for (auto &[column, value] : row.values) {
        if (column == "status"_L1)
            value = answer.status;
        else if (column == "reason"_L1)
            value = answer.reason;
    }
    return m_writer.insert(row);
}

Result<void> ServerTables::refreshDialog(qint64 row, qint64 expires) const
{
    return m_connection.run(m_sql.refreshDialog, {expires, row});
}

Result<void> ServerTables::refreshDocument(qint64 row, const QString &etag, qint64 expires, qint64 now) const
{
    const auto sql = u"UPDATE presentity SET etag = ?, expires = ?, received_time = ? WHERE rowid = ?"_s;
    return m_connection.run(sql, {etag, expires, now, row});
}

Result<void> ServerTables::refreshRow(QLatin1StringView table, qint64 row, qint64 expires) const
{
    return m_connection.run(u"UPDATE %1 SET expires = ? WHERE rowid = ?"_s.arg(table), {expires, row});
}

Result<void> ServerTables::replaceBody(qint64 row, const QByteArray &body) const
{
    const QVariant stored = m_kind == DemoKind::Seed ? QVariant(QString::fromUtf8(body)) : QVariant(body);
    return m_connection.run(u"UPDATE presentity SET body = ? WHERE rowid = ?"_s, {stored, row});
}

Result<void> ServerTables::removeDialogAt(int offset, qint64 now) const
{
    const auto sql = u"DELETE FROM active_watchers WHERE rowid = (SELECT rowid FROM active_watchers "
                     "WHERE expires BETWEEN ? AND ? ORDER BY rowid LIMIT 1 OFFSET ?)"_s;
    return m_connection.run(sql, {now, now + livingLifetime, offset});
}

Result<void> ServerTables::decide(const DemoPair &pair, DemoStatus status, const QString &reason) const
{
    const QVariant stored = demoStatus(m_kind, static_cast<int>(status));
    if (const Result<void> done = m_connection.run(m_sql.decideWatcher, {stored, reason, pair.row}); !done)
        return done;
    QVariantList values {stored};
    if (m_sql.modernDialogs)
        values += reason;
    values << pair.presentityUri << pair.watcherUser << pair.watcherDomain;
    return m_connection.run(m_sql.decideDialogs, values);
}

Result<void> ServerTables::notify(const QString &presentityUri, const QString &event, int slot) const
{
    QVariantList values;
    if (m_sql.modernDialogs)
        values += slot;
    values << presentityUri << event;
    return m_connection.run(m_sql.notifyWatchers, values);
}

Result<void> ServerTables::finishNotify(qint64 now) const
{
    if (!m_sql.modernDialogs)
        return {};
    return m_connection.run(m_sql.finishNotify, {now - day, now + livingLifetime});
}

Result<int> ServerTables::removeExpired(QLatin1StringView table, qint64 graceSeconds, qint64 now) const
{
    const auto sql = u"DELETE FROM %1 WHERE expires BETWEEN ? AND ?"_s.arg(table);
    if (const Result<void> done = m_connection.run(sql, {now - day, now - graceSeconds}); !done)
        return done.error();
    const Result<QVariant> removed = m_connection.value(u"SELECT changes()"_s);
    return removed ? Result<int>(removed->toInt()) : Result<int>(removed.error());
}

Result<void> ServerTables::forgetWatchers(int atMost, qint64 now) const
{
    return m_connection.run(m_sql.forgetWatchers, {now - day, atMost});
}
