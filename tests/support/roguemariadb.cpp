// SPDX-License-Identifier: GPL-3.0-or-later
#include "roguemariadb.h"

#include <QFile>
#include <QMutexLocker>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {
constexpr int patienceMs = 3'000;
/// Twenty bytes, none of them zero.
const QByteArray challenge = "abcdefghijklmnopqrst";

constexpr quint32 longPassword = 1;
constexpr quint32 connectWithDatabase = 8;
constexpr quint32 protocol41 = 0x200;
constexpr quint32 offersTlsBit = 0x800;
constexpr quint32 secureConnection = 0x8000;
constexpr quint32 pluginAuth = 0x80000;
constexpr char isError = '\xff';
constexpr char asksForFile = '\xfb';
constexpr char switchesPlugin = '\xfe';
constexpr char preparesStatement = '\x16';
constexpr char moreData = '\x01';

QByteArray littleEndian(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = 0; i < bytes; ++i)
        out += char(value >> 8 * i);
    return out;
}

QByteArray counted(const QByteArray &text)
{
    return char(text.size()) + text;
}

QByteArray columnDefinition(const QByteArray &name)
{
    return counted("def") + counted("") + counted("") + counted("") + counted(name) + counted(name) + '\x0c'
        + littleEndian(45, 2) + littleEndian(100, 4) + '\xfd' + littleEndian(0, 2) + '\0'
        + littleEndian(0, 2);
}

QByteArray endOfPart()
{
    return '\xfe' + littleEndian(0, 2) + littleEndian(2, 2);
}

int listenOnAnyPort()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(listener, 5) != 0) {
        ::close(listener);
        return -1;
    }
    return listener;
}

quint16 portOf(int listener)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}
} // namespace

/// A client's connection, in clear and later perhaps encrypted.
class RogueWire {
public:
    explicit RogueWire(int client) : m_client(client)
    {
        const timeval patience {patienceMs / 1000, 0};
        ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~RogueWire()
    {
        if (m_tls)
            m_tls->disconnectFromHost();
        else
            ::close(m_client);
    }
    RogueWire(const RogueWire &) = delete;
    RogueWire &operator=(const RogueWire &) = delete;

    bool isEncrypted() const { return m_tls != nullptr; }
    bool encrypt(const CertificateFiles &files);
    /// Closing will be no orderly end.
    void endWithReset() const
    {
        const linger atOnce {1, 0};
        ::setsockopt(m_client, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    void write(const QByteArray &bytes);
    /// So many bytes, or none.
    QByteArray read(qsizetype size);

private:
    int m_client;
    std::unique_ptr<QSslSocket> m_tls; ///< made late, so that it has read nothing that is not encrypted
};

bool RogueWire::encrypt(const CertificateFiles &files)
{
    QFile certificate(files.certificate);
    QFile key(files.key);
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        return false;
    m_tls = std::make_unique<QSslSocket>();
    m_tls->setSocketDescriptor(m_client);
    m_tls->setLocalCertificate(QSslCertificate(&certificate));
    m_tls->setPrivateKey(QSslKey(&key, QSsl::Ec));
    m_tls->setPeerVerifyMode(QSslSocket::VerifyNone);
    // In TLS 1.3 the client's first data may come with the end of the handshake, and then QSslSocket waits
    // for more before it looks at them.
    m_tls->setProtocol(QSsl::TlsV1_2);
    m_tls->startServerEncryption();
    return m_tls->waitForEncrypted(patienceMs);
}

void RogueWire::write(const QByteArray &bytes)
{
    if (m_tls) {
        m_tls->write(bytes);
        m_tls->waitForBytesWritten(patienceMs);
    } else {
        ::send(m_client, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
    }
}

QByteArray RogueWire::read(qsizetype size)
{
    if (m_tls) {
        while (m_tls->bytesAvailable() < size)
            if (!m_tls->waitForReadyRead(patienceMs))
                return {};
        return m_tls->read(size);
    }
    QByteArray bytes(size, '\0');
    const ssize_t got = ::recv(m_client, bytes.data(), size_t(size), MSG_WAITALL);
    return got == size ? bytes : QByteArray();
}

RogueMariaDb::RogueMariaDb(RogueScript script) : m_script(std::move(script)), m_listener(listenOnAnyPort())
{
    m_port = portOf(m_listener);
    start();
}

RogueMariaDb::~RogueMariaDb()
{
    ::shutdown(m_listener, SHUT_RDWR);
    wait();
    ::close(m_listener);
}

QByteArray RogueMariaDb::received() const
{
    const QMutexLocker lock(&m_mutex);
    return m_received;
}

QByteArray RogueMariaDb::receivedInClear() const
{
    const QMutexLocker lock(&m_mutex);
    return m_inClear;
}

QByteArray RogueMariaDb::receivedOfFile() const
{
    const QMutexLocker lock(&m_mutex);
    return m_ofFile;
}

bool RogueMariaDb::letIn() const
{
    const QMutexLocker lock(&m_mutex);
    return m_letIn;
}

void RogueMariaDb::note(QByteArray RogueMariaDb::*where, const QByteArray &bytes)
{
    const QMutexLocker lock(&m_mutex);
    this->*where += bytes;
}

void RogueMariaDb::run()
{
    while (true) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        RogueWire wire(client);
        m_sequence = 0;
        serve(wire);
    }
}

void RogueMariaDb::serve(RogueWire &wire)
{
    if (m_script.refusal != 0)
        return send(wire, isError + littleEndian(m_script.refusal, 2) + "Not you");
    send(wire, greeting());
    if (!authenticate(wire))
        return;
    {
        const QMutexLocker lock(&m_mutex);
        m_letIn = true;
    }
    sendOk(wire);
    answerCommands(wire);
}

QByteArray RogueMariaDb::greeting() const
{
    const bool isTls = !m_script.tls.certificate.isEmpty();
    const quint32 abilities = longPassword | connectWithDatabase | protocol41 | secureConnection | pluginAuth
        | (isTls ? offersTlsBit : 0);
    return '\x0a' + m_script.version + '\0' + littleEndian(7, 4) + challenge.left(8) + '\0'
        + littleEndian(abilities, 2) + '\x2d' + littleEndian(2, 2) + littleEndian(abilities >> 16, 2)
        + char(challenge.size() + 1) + QByteArray(10, '\0') + challenge.mid(8) + '\0' + m_script.plugin
        + '\0';
}

bool RogueMariaDb::authenticate(RogueWire &wire)
{
    QByteArray answer = receive(wire);
    constexpr qsizetype tlsRequestSize = 32;
    if (answer.size() == tlsRequestSize) {
        if (m_script.atTls == RogueScript::AtTls::Reset)
            wire.endWithReset();
        if (m_script.atTls != RogueScript::AtTls::Encrypt)
            return false;
        if (!wire.encrypt(m_script.tls))
            return false;
        answer = receive(wire);
    }
    if (answer.isEmpty())
        return false;
    if (m_script.switchTo.isEmpty())
        return true;
    send(wire, switchesPlugin + m_script.switchTo + '\0' + challenge + '\0');
    const QByteArray proof = receive(wire);
    if (m_script.sha2 != RogueScript::Sha2::None)
        return playSha2(wire, proof);
    return !proof.isEmpty();
}

bool RogueMariaDb::playSha2(RogueWire &wire, const QByteArray &proof)
{
    constexpr qsizetype digestSize = 32;
    // Over TLS the client may give the password without being asked further.
    if (proof.size() != digestSize)
        return !proof.isEmpty();
    if (m_script.sha2 == RogueScript::Sha2::Known) {
        send(wire, QByteArray("\x01\x03", 2));
        return true;
    }
    send(wire, QByteArray("\x01\x04", 2));
    const QByteArray next = receive(wire);
    if (next != QByteArray("\x02", 1))
        return !next.isEmpty();
    send(wire, moreData + m_script.publicKey);
    return !receive(wire).isEmpty();
}

void RogueMariaDb::answerCommands(RogueWire &wire)
{
    while (true) {
        m_sequence = 0;
        const QByteArray command = receive(wire);
        if (command.isEmpty() || command.startsWith('\x01'))
            return;
        answer(wire, command);
    }
}

void RogueMariaDb::answer(RogueWire &wire, const QByteArray &command)
{
    const auto scripted = std::find_if(m_script.answers.begin(), m_script.answers.end(),
        [&](const auto &line) { return command.contains(line.first); });
    if (command.startsWith(preparesStatement) && m_script.failure.first > 0)
        return send(
            wire, '\xff' + littleEndian(m_script.failure.first, 2) + "#HY000" + m_script.failure.second);
    if (scripted != m_script.answers.end())
        return answerRow(wire, scripted->second);
    if (!command.contains("SELECT"))
        return sendOk(wire);
    if (m_script.wantedFile.isEmpty())
        return answerRow(wire, "rogue");
    send(wire, asksForFile + m_script.wantedFile);
    note(&RogueMariaDb::m_ofFile, receive(wire));
    sendOk(wire);
}

/// Two columns, one row.
void RogueMariaDb::answerRow(RogueWire &wire, const QByteArray &value)
{
    send(wire, QByteArray("\x02", 1));
    send(wire, columnDefinition("a"));
    send(wire, columnDefinition("b"));
    send(wire, endOfPart());
    send(wire, counted("7") + counted(value));
    send(wire, endOfPart());
}

void RogueMariaDb::send(RogueWire &wire, const QByteArray &payload)
{
    wire.write(littleEndian(quint32(payload.size()), 3) + m_sequence++ + payload);
}

void RogueMariaDb::sendOk(RogueWire &wire)
{
    send(wire, QByteArray("\0\0\0\x02\0\0\0", 7));
}

QByteArray RogueMariaDb::receive(RogueWire &wire)
{
    constexpr qsizetype headerSize = 4;
    const QByteArray header = wire.read(headerSize);
    if (header.isEmpty())
        return {};
    m_sequence = char(header[3] + 1);
    const QByteArray payload = wire.read(uchar(header[0]) | uchar(header[1]) << 8 | uchar(header[2]) << 16);
    note(&RogueMariaDb::m_received, payload);
    if (!wire.isEncrypted())
        note(&RogueMariaDb::m_inClear, payload);
    return payload;
}
