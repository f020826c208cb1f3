// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "certificates.h"

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <thread>

class QSslSocket;

/// How somebody behaves who only pretends to be a PostgreSQL server.
struct RogueManners {
    CertificateFiles tls = {}; ///< empty: says that it has no TLS
    QByteArray toTlsRequest = {}; ///< says this instead
    QByteArray toStart = {}; ///< what it answers to the client's first words
    QByteArray andThen = {}; ///< and this when the client has had time to take that in
};

/// Listens on 127.0.0.1 on a thread of its own, plays its part to everybody who connects, and keeps what it
/// was told.
class RoguePostgres {
public:
    explicit RoguePostgres(RogueManners manners);
    ~RoguePostgres();
    RoguePostgres(const RoguePostgres &) = delete;
    RoguePostgres &operator=(const RoguePostgres &) = delete;

    quint16 port() const { return m_port; }
    /// Everything that clients said so far, decrypted.
    QByteArray heard() const;

    static QByteArray asksClearPassword();
    static QByteArray asksMd5Password();
    static QByteArray saysError(const QByteArray &text, const QByteArray &state = "28P01");

private:
    void work();
    void serve(QSslSocket &client);
    bool startTls(QSslSocket &client);
    QByteArray hear(QSslSocket &client, qsizetype atLeast);

    RogueManners m_manners;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_stopping = false;
    mutable std::mutex m_mutex; ///< guards the next
    QByteArray m_heard;
    std::thread m_thread;
};
