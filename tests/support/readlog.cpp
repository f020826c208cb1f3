// SPDX-License-Identifier: GPL-3.0-or-later
#include "readlog.h"

#include "connection/engine.h"

#include <QMutexLocker>

#include <algorithm>
#include <numeric>

namespace {
class LoggingConnection : public Connection {
public:
    LoggingConnection(std::unique_ptr<Connection> inner, std::shared_ptr<ReadLog> log)
        : m_inner(std::move(inner))
        , m_log(std::move(log))
    {
    }

    Result<RowSet> select(const Statement &statement, ReadLimit limit) override
    {
        auto rows = m_inner->select(statement, limit);
        m_log->add({statement.sql, statement.values, rows ? rows->rows.size() : 0});
        return rows;
    }
    const Dialect &dialect() const override { return m_inner->dialect(); }
    QString description() const override { return m_inner->description(); }
    QString manners() const override { return m_inner->manners(); }
    ServerIdentity server() const override { return m_inner->server(); }
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
    {
        m_inner->setCancelFlag(std::move(flag));
    }

private:
    std::unique_ptr<Connection> m_inner;
    std::shared_ptr<ReadLog> m_log;
};
} // namespace

void ReadLog::add(const LoggedRead &read)
{
    const QMutexLocker lock(&m_mutex);
    m_reads.append(read);
}

QList<LoggedRead> ReadLog::reads() const
{
    const QMutexLocker lock(&m_mutex);
    return m_reads;
}

qint64 ReadLog::pages() const
{
    const QList<LoggedRead> all = reads();
    return std::count_if(all.begin(), all.end(), [](const LoggedRead &read) { return read.isPage(); });
}

qint64 ReadLog::rows() const
{
    const QList<LoggedRead> all = reads();
    return std::accumulate(all.begin(), all.end(), qint64(0),
        [](qint64 sum, const LoggedRead &read) { return sum + (read.isPage() ? read.rows : 0); });
}

void ReadLog::clear()
{
    const QMutexLocker lock(&m_mutex);
    m_reads.clear();
}

DatabaseThread::Opener loggingOpener(const DatabaseUrl &url, const std::shared_ptr<ReadLog> &log)
{
    return [url, log]() -> Result<std::unique_ptr<Connection>> {
        auto opened = openConnection({.url = url});
        if (!opened)
            return opened.error();
        return std::unique_ptr<Connection>(std::make_unique<LoggingConnection>(std::move(*opened), log));
    };
}
