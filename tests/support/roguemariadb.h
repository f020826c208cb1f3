// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "certificates.h"

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QThread>

#include <memory>

class RogueWire;

/// What a scripted server says. The handshakes of caching_sha2_password are played as MySQL's documentation
/// of the protocol describes them; there was no MySQL server to observe.
struct RogueScript {
    CertificateFiles tls = {}; ///< empty: no TLS is offered
    QByteArray version = "5.5.5-10.11.0-MariaDB-rogue";
    QByteArray plugin = "mysql_native_password"; ///< named in the greeting
    QByteArray switchTo = {}; ///< how the password is asked for after the first answer; empty: not at all
    enum class Sha2 { None, Known, Unknown } sha2 = Sha2::None; ///< whether the server remembers the password
    QByteArray publicKey = {}; ///< PEM, given to who asks for it
    quint16 refusal = 0; ///< the code of an error in the place of a greeting
    /// What becomes of a client that begins with TLS.
    enum class AtTls { Encrypt, HangUp, Reset } atTls = AtTls::Encrypt;
    /// The value of a statement's one row, by words that stand in it; also for what is no SELECT.
    QList<std::pair<QByteArray, QByteArray>> answers = {};
    /// What becomes of every statement that is prepared: a code, and its text.
    std::pair<quint16, QByteArray> failure = {};
    QByteArray wantedFile = {}; ///< asked for at each SELECT
};

/// A server that only plays a part and writes down every byte that it gets, on 127.0.0.1 and every other
/// address of this machine.
class RogueMariaDb : public QThread {
public:
    explicit RogueMariaDb(RogueScript script);
    ~RogueMariaDb() override;

    quint16 port() const { return m_port; }
    /// All that came, after decryption.
    QByteArray received() const;
    /// What somebody on the way could have read.
    QByteArray receivedInClear() const;
    /// What came after the server had asked for a file.
    QByteArray receivedOfFile() const;
    /// The authentication got through to the end.
    bool letIn() const;

protected:
    void run() override;

private:
    void serve(RogueWire &wire);
    bool authenticate(RogueWire &wire);
    bool playSha2(RogueWire &wire, const QByteArray &proof);
    void answerCommands(RogueWire &wire);
    void answer(RogueWire &wire, const QByteArray &command);
    void answerRow(RogueWire &wire, const QByteArray &value);
    void send(RogueWire &wire, const QByteArray &payload);
    void sendOk(RogueWire &wire);
    /// The payload of the next packet; empty when nothing comes any more.
    QByteArray receive(RogueWire &wire);
    void note(QByteArray RogueMariaDb::*where, const QByteArray &bytes);
    QByteArray greeting() const;

    const RogueScript m_script;
    quint16 m_port = 0;
    int m_listener = -1;
    char m_sequence = 0;
    mutable QMutex m_mutex; ///< guards what follows
    QByteArray m_received;
    QByteArray m_inClear;
    QByteArray m_ofFile;
    bool m_letIn = false;
};
