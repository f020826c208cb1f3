// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/databaseurl.h"

#include <QHash>
#include <QJsonValue>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

class ServerMachine;

/// How a test wants its Kamailio. The defaults show every SUBSCRIBE and PUBLISH in the database at once.
struct KamailioOptions {
    /// Keeps the tables, started by the caller and there for longer; nullptr: an SQLite file.
    const ServerMachine *machine = nullptr;
    /// File, by default a fresh one in the server's own temporary folder; or name of a database on the
    /// machine, by default "presence", which is made anew.
    QString database;
    QString journalMode; ///< "WAL", "DELETE" ...; empty leaves SQLite's default, the rollback journal
    QString seedSql; ///< run once after the shipped DDL, for rules documents and the like
    int subsDbMode = 3; ///< 0 memory, 1 write-through, 2 write-back, 3 database only
    int publCache = 0; ///< 0 database only
    int children = 1; ///< workers; more than one collide with each other on a rollback journal
    int notifiers =
        0; ///< processes that send NOTIFYs later; 0: within the request. They collide with workers, too
    int cleanPeriod = 0; ///< seconds between two clean-ups of expired documents, 0 never
    int updatePeriod = 0; ///< seconds between two write-backs and clean-ups of subscriptions, 0 never
    bool forceActive = true; ///< false: without a rules document every watcher is pending
};

/// A real Kamailio on a private loopback port and a database made from Debian's DDL. It lives at most as
/// long as this object; its whole process group ends with it.
class KamailioServer {
public:
    KamailioServer() = default;
    ~KamailioServer();
    Q_DISABLE_COPY_MOVE(KamailioServer)

    /// Makes the database, starts the server and returns when it answers. A missing program is an error like
    /// others.
    Result<void> start(const KamailioOptions &options = {});
    /// Ends the process group: asks first, then insists. Bounded by some seconds.
    Result<void> stop();
    bool isRunning();

    /// One JSON-RPC call ("presence.cleanup"); the result, or the server's own words.
    Result<QJsonValue> call(const QString &method, const QJsonValue &parameters = {}) const;

    quint16 port() const { return m_port; }
    /// The SQLite file; on a machine the name of the database.
    QString databasePath() const { return m_database; }
    /// Where its tables are, for the program.
    DatabaseUrl databaseUrl() const;
    qint64 processId() const { return m_process.processId(); }
    /// What the server wrote so far, for the message of a failed test.
    QString log() const;
    /// Lines of the log in which its database module complains: each is a statement that the server lost.
    QStringList databaseComplaints() const;

private:
    Result<void> prepareFolder(const KamailioOptions &options);
    Result<void> prepareFile(const KamailioOptions &options);
    Result<void> prepareMachine(const KamailioOptions &options);
    Result<void> writeConfiguration(const KamailioOptions &options);
    Result<void> startProcess(const QString &program);
    bool waitForAnswer();
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_process;
    const ServerMachine *m_machine = nullptr;
    QString m_database;
    quint16 m_port = 0;
    quint16 m_rpcPort = 0;
};
