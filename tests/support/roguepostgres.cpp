// SPDX-License-Identifier: GPL-3.0-or-later
#include "roguepostgres.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QtEndian>
#include <QThread>

namespace {

constexpr quint32 tlsRequestCode = 80877103;

class Listener : public QTcpServer {
protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        addPendingConnection(socket);
    }
};

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray message(char type, const QByteArray &body)
{
    return type + number(quint32(body.size() + 4)) + body;
}

void say(QSslSocket &client, const QByteArray &bytes)
{
    if (client.state() != QAbstractSocket::ConnectedState || bytes.isEmpty())
        return; // who learnt enough has hung up
    client.write(bytes);
    client.waitForBytesWritten(1'000);
}

} // namespace

RoguePostgres::RoguePostgres(RogueManners manners)
    : m_manners(std::move(manners))
    , m_thread([this] { work(); })
{
    while (m_port == 0)
        QThread::msleep(1);
}

RoguePostgres::~RoguePostgres()
{
    m_stopping = true;
    m_thread.join();
}

QByteArray RoguePostgres::heard() const
{
    const std::lock_guard lock(m_mutex);
    return m_heard;
}

QByteArray RoguePostgres::asksClearPassword()
{
    return message('R', number(3));
}

QByteArray RoguePostgres::asksMd5Password()
{
    return message('R', number(5) + "salt");
}

QByteArray RoguePostgres::saysError(const QByteArray &text, const QByteArray &state)
{
    using namespace std::string_literals;
    return message('E',
        QByteArray::fromStdString("SFATAL\0VFATAL\0C"s) + state + QByteArray::fromStdString("\0M"s) + text
            + QByteArray::fromStdString("\0\0"s));
}

void RoguePostgres::work()
{
    Listener listener;
    listener.listen(QHostAddress::LocalHost);
    m_port = listener.serverPort();
    while (!m_stopping) {
        if (!listener.waitForNewConnection(20))
            continue;
        const std::unique_ptr<QTcpSocket> client(listener.nextPendingConnection());
        serve(static_cast<QSslSocket &>(*client));
    }
}

void RoguePostgres::serve(QSslSocket &client)
{
    constexpr int requestSize = 8;
    const QByteArray first = hear(client, requestSize);
    const bool wantsTls =
        first.size() == requestSize && qFromBigEndian<quint32>(first.data() + 4) == tlsRequestCode;
    if (wantsTls) {
        if (!startTls(client))
            return;
        hear(client, requestSize);
    }
    say(client, m_manners.toStart);
    if (!m_manners.andThen.isEmpty()) {
        QThread::msleep(100); // a client that takes in parts shall have taken this one
        say(client, m_manners.andThen);
    }
    while (!m_stopping && client.state() == QAbstractSocket::ConnectedState)
        hear(client, 1);
}

bool RoguePostgres::startTls(QSslSocket &client)
{
    const bool hasTls = !m_manners.tls.certificate.isEmpty();
    const QByteArray own = m_manners.toTlsRequest;
    say(client, !own.isEmpty() ? own : hasTls ? "S" : "N");
    if (!hasTls)
        return true;
    client.setLocalCertificate(m_manners.tls.certificate);
    client.setPrivateKey(QSslKey(contentOf(m_manners.tls.key), QSsl::Ec));
    client.startServerEncryption();
    return client.waitForEncrypted(2'000);
}

QByteArray RoguePostgres::hear(QSslSocket &client, qsizetype atLeast)
{
    QByteArray said = client.readAll();
    const QDeadlineTimer deadline(2'000);
    while (said.size() < atLeast && !deadline.hasExpired() && !m_stopping
        && client.state() == QAbstractSocket::ConnectedState)
        if (client.waitForReadyRead(20))
            said += client.readAll();
    const std::lock_guard lock(m_mutex);
    m_heard += said;
    return said;
}
