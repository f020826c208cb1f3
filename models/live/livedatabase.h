// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profile.h"
#include "connection/serverclock.h"
#include "connection/session.h"
#include "grid/pace.h"
#include "grid/tablecounts.h"
#include "schema/schema.h"

#include <QElapsedTimer>
#include <QObject>

/// What is known about the connection, for the status bar.
struct ServerFacts {
    QString description; ///< engine and version
    QString manners; ///< how we keep out of the server's way, a sentence
    ServerClock clock;
    ServerIdentity server;
};

/// A database that is being watched: opens it, knows its schema, and at each tick measures its clock, looks
/// whether the schema is still the same and counts tables. Owns the session. Every read is bounded and off
/// this thread.
class LiveDatabase : public QObject {
    Q_OBJECT
public:
    /// Now: a person asked and wants to see it, whatever it costs.
    enum class Counting { WhenDue, Now };

    LiveDatabase(Profile profile, const Secret &password, QObject *parent = nullptr);
    /// With connections of the caller's making, for tests.
    LiveDatabase(Profile profile, const DatabaseThread::Opener &opener, QObject *parent = nullptr);

    void open();
    bool isOpen() const { return m_open; }
    Session &session() { return m_session; }
    const DatabaseUrl &url() const { return m_session.url(); }
    const Profile &profile() const { return m_profile; }
    const DatabaseSchema &schema() const { return m_schema; }
    const ServerFacts &facts() const { return m_facts; }
    qint64 serverNow() const { return m_facts.clock.now(); }
    const TableNames &tableNames() const { return m_profile.tables; }
    /// Reads the schema anew with other names.
    void setTableNames(const TableNames &names);

    /// One tick: clock, schema fingerprint, and the counts of @p roles when they are due: no more than a
    /// tenth of the time goes into counting. Skipped while the last one is under way. A gentle profile counts
    /// nothing where the engine has an idea of the number.
    void check(const QList<TableRole> &roles, const ExpiryPolicy &policy, Counting counting);

signals:
    void opened();
    void openFailed(const Error &error);
    /// Another host answers than before, or it answers in another way.
    void serverChanged(const ServerIdentity &before);
    /// The tables are no longer the same: grids must be built anew.
    void schemaChanged();
    void checked(); ///< a tick was answered; facts() are new
    void counted(TableRole role, const TableCounts &counts);
    void checkFailed(const Error &error);

private:
    struct Opened {
        DatabaseSchema schema;
        ServerFacts facts;
    };
    struct Checked {
        ServerFacts facts;
        QByteArray fingerprint;
        QList<std::pair<TableRole, TableCounts>> counts;
        qint64 countMs; ///< what the counts took, -1 when none was due
    };

    static Result<Opened> readAll(Connection &connection, const TableNames &names);
    /// What a tick reads.
    struct Wanted {
        TableNames names;
        QList<TableInfo> known; ///< all tables
        QList<TableInfo> tables; ///< to be counted
        ExpiryPolicy policy;
        ConnectionSpec spec; ///< for its limits
        bool gentle;
    };
    static Result<TableCounts> countOne(
        Connection &connection, const TableInfo &table, const Wanted &wanted, qint64 now);
    static Result<Checked> readCheck(Connection &connection, const Wanted &wanted);
    void tellEstimates();
    void takeFacts(const ServerFacts &facts);
    void takeSchema(const Result<Opened> &answer);
    void takeCheck(const Result<Checked> &answer);

    Profile m_profile;
    Session m_session;
    DatabaseSchema m_schema;
    ServerFacts m_facts;
    bool m_open = false;
    bool m_checking = false;
    Pace m_countPace;
    QElapsedTimer m_sinceCounts;
};
