// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "certificates.h"
#include "connection/databaseurl.h"
#include "truerows.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <sys/types.h>

/// A user of a test server, who logs in with a password over TCP and over the socket.
struct ServerAccount {
    const char *name;
    const char *password;
};
/// Owns every database that createDatabase() makes.
inline constexpr ServerAccount kamAccount {"kam", "kamailiorw"};
/// May only SELECT there.
inline constexpr ServerAccount readerAccount {"reader", "kamailioro"};

/// How a test wants its server.
struct MachineOptions {
    CertificateFiles tls = {}; ///< empty: the server offers no TLS
    QStringList arguments = {}; ///< further ones of the server program
};

/// A private database server on 127.0.0.1 and a UNIX socket, with its data in a temporary folder, that can be
/// mistreated. It ends with this object, and also when the test crashes. A missing program is an error like
/// others, never a reason to skip.
class ServerMachine {
public:
    ServerMachine(const ServerMachine &) = delete;
    ServerMachine &operator=(const ServerMachine &) = delete;
    virtual ~ServerMachine();

    /// Makes the data the first time, starts the server and returns when it answers. Later starts take the
    /// same port and data.
    Result<void> start();
    /// An orderly end.
    Result<void> stop();
    /// As a machine that loses its power: SIGKILL to all its processes.
    void kill();
    /// As a machine that hangs: connections stay open and nobody answers. Its processes are stopped.
    void freeze();
    void thaw();
    bool isRunning();

    quint16 port() const { return m_port; }
    /// As DatabaseUrl::socket wants it: a file (MariaDB) or a folder (PostgreSQL).
    virtual QString socket() const = 0;
    /// "mysql" or "postgres", as in DatabaseUrl::scheme.
    virtual QString scheme() const = 0;
    /// The address for the program, over TCP.
    DatabaseUrl url(const QString &database, const ServerAccount &account = kamAccount) const;
    /// The address for Kamailio, over TCP and with the password.
    QString kamailioUrl(const QString &database) const;
    /// What the server wrote so far, for the message of a failed test.
    QString log() const;

    /// Executes statements as the administrator over the socket, on a connection of their own, and gives the
    /// rows of the last one that had any. An empty database means the administrator's.
    virtual Result<QList<QVariantList>> run(const QString &sql, const QString &database = {}) const = 0;
    /// As run(), when only success matters.
    Result<void> exec(const QString &sql, const QString &database = {}) const;
    /// Makes it anew and empty, as the tool of Kamailio would, with the rights of both accounts.
    virtual Result<void> createDatabase(const QString &name) const = 0;
    /// A value as it stands in a statement.
    virtual QString literal(const QVariant &value) const = 0;

protected:
    explicit ServerMachine(MachineOptions options);

    /// What starts the server with the data of dataFolder() on port().
    struct Command {
        QString program;
        QStringList arguments;
    };
    virtual Command command() const = 0;
    /// Makes a data folder without any database of ours. It is made once and kept beside the test programs.
    virtual Result<void> makeData(const QString &folder) const = 0;
    /// Statements that make the accounts.
    virtual QString accountsSql() const = 0;
    virtual int stopSignal() const = 0;
    /// The user as whom the server program must run; nothing: as ourselves.
    virtual std::optional<QByteArray> systemUser() const { return {}; }
    /// Whether the log tells of a reason that is gone at the next attempt.
    virtual bool isPassing(const QString &log) const = 0;

    const MachineOptions &options() const { return m_options; }
    QString folder() const { return m_folder->path(); }
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }
    QString dataFolder() const { return inFolder(QStringLiteral("data")); }
    /// Where the server's own copies of its certificate and key are.
    CertificateFiles ownTls() const;

private:
    Result<void> prepareFolder();
    Result<void> copyTls() const;
    Result<QString> templateFolder(const QString &program) const;
    Result<void> launch();
    bool waitForAnswer();
    QList<pid_t> processes() const;
    void signalAll(int signal) const;
    void endGuard();

    MachineOptions m_options;
    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_process;
    QProcess m_guard; ///< while frozen: ends the stopped processes when the test crashes
    quint16 m_port = 0;
};

/// One database of a server, read as the administrator.
class ServerRows : public TrueRows {
public:
    ServerRows(const ServerMachine &machine, QString database)
        : m_machine(machine)
        , m_database(std::move(database))
    {
    }
    Result<QList<QVariantList>> select(const QString &sql, const QVariantList &values = {}) override;

private:
    const ServerMachine &m_machine; ///< the caller's, who keeps it longer
    QString m_database;
};
