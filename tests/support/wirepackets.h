// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

/// What a client of a database server sends, packet by packet, told by MariaDB's or PostgreSQL's own framing.
/// Behind TLS nothing can be told: then everything is passed on as it comes and holds no statement.
class WirePackets {
public:
    enum class Protocol { Mysql, Postgres };
    struct Packet {
        QByteArray bytes;
        bool isStatement; ///< a query, or the execution of a prepared statement
    };

    explicit WirePackets(Protocol protocol) : m_protocol(protocol) {}

    /// Adds what was received and gives the packets that are complete now.
    QList<Packet> take(const QByteArray &received);

private:
    Packet describe(const QByteArray &packet);
    Packet describeMysql(const QByteArray &packet);
    Packet describePostgres(const QByteArray &packet);
    qsizetype sizeOfFirst() const; ///< 0 while even its length is not known

    Protocol m_protocol;
    QByteArray m_waiting;
    bool m_started = false; ///< PostgreSQL: the nameless first packets are over
    bool m_encrypted = false;
};
