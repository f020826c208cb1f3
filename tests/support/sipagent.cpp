// SPDX-License-Identifier: GPL-3.0-or-later
#include "sipagent.h"

#include <QNetworkDatagram>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Timers E and F of RFC 3261, the latter shortened: on loopback an answer comes within a second or not at
// all.
constexpr std::chrono::milliseconds firstInterval = 500ms;
constexpr std::chrono::milliseconds longestInterval = 4s;
constexpr std::chrono::milliseconds giveUp = 10s;
constexpr int noAnswer = 408;

QByteArray documentTypeOf(const QByteArray &event)
{
    static const QHash<QByteArray, QByteArray> types {
        {"presence", "application/pidf+xml"},
        {"dialog", "application/dialog-info+xml"},
        {"presence.winfo", "application/watcherinfo+xml"},
    };
    return types.value(event, "*/*");
}

} // namespace

SipAgent::SipAgent(QObject *parent)
    : QObject(parent)
    , m_unique(QUuid::createUuid().toByteArray(QUuid::Id128).left(12))
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &SipAgent::retransmit);
    connect(&m_socket, &QUdpSocket::readyRead, this, &SipAgent::readDatagrams);
}

Result<void> SipAgent::connectTo(quint16 serverPort)
{
    m_server = serverPort;
    m_socket.close();
    if (m_socket.bind(QHostAddress::LocalHost, 0))
        return {};
    return Error {u"The SIP agent found no free UDP port on this machine."_s, m_socket.errorString()};
}

int SipAgent::subscribe(
    const QByteArray &watcher, const QByteArray &presentity, const QByteArray &event, int expires)
{
    SipTask task;
    task.method = "SUBSCRIBE";
    task.presentity = presentity;
    task.sender = watcher;
    task.event = event;
    const int number = newTask(task);
    send(number, expires, nullptr);
    return number;
}

int SipAgent::publish(const QByteArray &presentity, const SipBody &body, int expires)
{
    SipTask task;
    task.method = "PUBLISH";
    task.presentity = presentity;
    task.sender = presentity;
    task.event = body.event;
    const int number = newTask(task);
    send(number, expires, &body);
    return number;
}

void SipAgent::refresh(int task, int expires)
{
    send(task, expires, nullptr);
}

void SipAgent::modify(int task, const SipBody &body, int expires)
{
    send(task, expires, &body);
}

int SipAgent::newTask(SipTask task)
{
    const int number = int(m_tasks.size());
    const QByteArray serial = QByteArray::number(number);
    task.callId = m_unique + '-' + serial + "@127.0.0.1";
    task.fromTag = m_unique + 'f' + serial;
    task.target = task.presentity;
    m_taskOfCall.insert(task.callId, number);
    m_tasks.append(task);
    return number;
}

SipMessage SipAgent::request(int number, const QByteArray &branch, int expires)
{
    SipTask &task = m_tasks[number];
    const QByteArray here = "127.0.0.1:" + QByteArray::number(m_socket.localPort());
    const QByteArray user = task.sender.mid(4, task.sender.indexOf('@') - 4);
    SipMessage message;
    message.startLine = task.method + ' ' + task.target + " SIP/2.0";
    message.add("Via", "SIP/2.0/UDP " + here + ";rport;branch=" + branch);
    message.add("Max-Forwards", "70");
    message.add("From", '<' + task.sender + ">;tag=" + task.fromTag);
    message.add("To", '<' + task.presentity + '>' + (task.toTag.isEmpty() ? "" : ";tag=" + task.toTag));
    message.add("Call-ID", task.callId);
    message.add("CSeq", QByteArray::number(++task.cseq) + ' ' + task.method);
    message.add("Contact", "<sip:" + user + '@' + here + '>');
    message.add("Event", task.event);
    message.add("Expires", QByteArray::number(expires));
    message.add("User-Agent", "Presence test agent");
    return message;
}

void SipAgent::send(int number, int expires, const SipBody *body)
{
    const QByteArray branch = "z9hG4bK" + m_unique + QByteArray::number(++m_counter);
    SipMessage message = request(number, branch, expires);
    if (m_tasks[number].method == "SUBSCRIBE")
        message.add("Accept", documentTypeOf(m_tasks[number].event));
    else if (!m_tasks[number].etag.isEmpty())
        message.add("SIP-If-Match", m_tasks[number].etag);
    if (body) {
        message.add("Content-Type", body->contentType);
        message.body = body->bytes;
    }
    const auto now = std::chrono::steady_clock::now();
    const Transaction transaction {
        number, message.toBytes(), now + firstInterval, now + giveUp, firstInterval};
    m_open.insert(branch, transaction);
    m_tasks[number].isWaiting = true;
    m_socket.writeDatagram(transaction.bytes, QHostAddress::LocalHost, m_server);
    if (!m_timer.isActive())
        m_timer.start();
}

void SipAgent::readDatagrams()
{
    while (m_socket.hasPendingDatagrams()) {
        const auto message = SipMessage::fromBytes(m_socket.receiveDatagram().data());
        if (!message)
            continue;
        if (message->status())
            takeResponse(*message);
        else if (message->method() == "NOTIFY")
            takeNotify(*message);
        else
            answer(*message, "SIP/2.0 405 Method Not Allowed");
    }
}

void SipAgent::takeResponse(const SipMessage &response)
{
    const auto found = m_open.constFind(sipParameter(response.value("Via"), "branch"));
    if (found == m_open.cend() || response.status() < 200)
        return; // a late repetition, or not the last word
    const int number = found->task;
    m_open.erase(found);
    SipTask &task = m_tasks[number];
    if (response.status() < 300) {
        task.toTag = task.method == "SUBSCRIBE" ? sipParameter(response.value("To"), "tag") : QByteArray();
        task.etag = response.value("SIP-ETag");
        task.expires = response.value("Expires").toInt();
        if (const QByteArray contact = sipUri(response.value("Contact"));
            task.method == "SUBSCRIBE" && !contact.isEmpty())
            task.target = contact;
    }
    finish(number, response.status());
}

void SipAgent::takeNotify(const SipMessage &notify)
{
    const int number = m_taskOfCall.value(notify.value("Call-ID"), -1);
    if (number < 0) {
        answer(notify, "SIP/2.0 481 Subscription Does Not Exist");
        return;
    }
    answer(notify, "SIP/2.0 200 OK");
    SipTask &task = m_tasks[number];
    ++task.notifies;
    ++m_notifies;
    task.state = notify.value("Subscription-State");
    if (!notify.body.isEmpty())
        task.document = notify.body;
    emit notified(number);
}

void SipAgent::answer(const SipMessage &request, const QByteArray &line)
{
    SipMessage response;
    response.startLine = line;
    for (const char *name : {"Via", "From", "To", "Call-ID", "CSeq"})
        response.headers += request.all(name);
    m_socket.writeDatagram(response.toBytes(), QHostAddress::LocalHost, m_server);
}

void SipAgent::finish(int number, int status)
{
    m_tasks[number].answers.append(status);
    m_tasks[number].isWaiting = false;
    ++m_answerCounts[status];
    emit answered(number, status);
}

void SipAgent::retransmit()
{
    const auto now = std::chrono::steady_clock::now();
    QList<int> given;
    for (auto each = m_open.begin(); each != m_open.end();) {
        if (now >= each->end) {
            given.append(each->task);
            each = m_open.erase(each);
            continue;
        }
        if (now >= each->next) {
            m_socket.writeDatagram(each->bytes, QHostAddress::LocalHost, m_server);
            ++m_retransmissions;
            each->interval = std::min(each->interval * 2, longestInterval);
            each->next = now + each->interval;
        }
        ++each;
    }
    for (const int number : given)
        finish(number, noAnswer);
    if (m_open.isEmpty())
        m_timer.stop();
}
