// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databasethread.h"
#include "connection/databaseurl.h"

#include <QMutex>

#include <memory>

/// One statement that reached a connection, and how many rows it brought.
struct LoggedRead {
    QString sql;
    QVariantList values;
    qint64 rows = 0;

    bool isPage() const { return sql.contains(QLatin1StringView(" LIMIT ")); }
    bool isCount() const { return sql.startsWith(QLatin1StringView("SELECT count(*)")); }
};

/// Every statement that reached the connections of one session. May be asked from any thread.
class ReadLog {
public:
    void add(const LoggedRead &read);
    QList<LoggedRead> reads() const;
    qint64 pages() const; ///< reads of rows
    qint64 rows() const; ///< rows of all pages together
    void clear();

private:
    mutable QMutex m_mutex;
    QList<LoggedRead> m_reads;
};

/// Opens connections to @p url that write down in @p log what they are asked.
DatabaseThread::Opener loggingOpener(const DatabaseUrl &url, const std::shared_ptr<ReadLog> &log);
