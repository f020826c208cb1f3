// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sipbody.h"
#include "sipmessage.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QUdpSocket>

#include <chrono>

/// One subscription dialog or publication of SipAgent, with all that the server said about it.
struct SipTask {
    QByteArray method; ///< SUBSCRIBE or PUBLISH
    QByteArray presentity; ///< "sip:alice@example.com"
    QByteArray sender; ///< the watcher, or the presentity itself when it publishes
    QByteArray event;
    QByteArray callId;
    QByteArray fromTag;
    QByteArray toTag; ///< empty until the server accepted the subscription
    QByteArray target; ///< where requests within the dialog go
    QByteArray etag; ///< of the last accepted PUBLISH
    int cseq = 0;
    bool isWaiting = false; ///< a request is on its way; the next one has to wait for its answer
    QList<int> answers; ///< final status codes in their order; 408 is ours when no answer came
    int expires = -1; ///< seconds that the server granted last
    int notifies = 0;
    QByteArray state; ///< Subscription-State of the last NOTIFY
    QByteArray document; ///< body of the last NOTIFY that had one

    int lastAnswer() const { return answers.isEmpty() ? 0 : answers.last(); }
};

/// A small SIP endpoint on loopback UDP that subscribes and publishes for any number of users and answers
/// every NOTIFY. All is driven by events: send, then wait for answered(), notified() or open() == 0.
class SipAgent : public QObject {
    Q_OBJECT

public:
    explicit SipAgent(QObject *parent = nullptr);

    /// Opens the socket and remembers the port of the server on 127.0.0.1.
    Result<void> connectTo(quint16 serverPort);

    /// Starts a subscription dialog; gives the number under which task() knows it.
    int subscribe(
        const QByteArray &watcher, const QByteArray &presentity, const QByteArray &event, int expires);
    /// Sends a first document; gives the number under which task() knows the publication.
    int publish(const QByteArray &presentity, const SipBody &body, int expires);
    /// Prolongs a subscription within its dialog, or a publication by its etag and without a body.
    void refresh(int task, int expires);
    /// Replaces the document of a publication.
    void modify(int task, const SipBody &body, int expires);
    /// Ends a subscription or withdraws a publication (Expires: 0).
    void end(int task) { refresh(task, 0); }

    const SipTask &task(int number) const { return m_tasks.at(number); }
    int taskCount() const { return int(m_tasks.size()); }
    /// Requests that wait for a final answer.
    int open() const { return int(m_open.size()); }
    /// How often each final status code came.
    QHash<int, int> answerCounts() const { return m_answerCounts; }
    int retransmissions() const { return m_retransmissions; }
    int notifies() const { return m_notifies; }

signals:
    void answered(int task, int status);
    void notified(int task);

private:
    struct Transaction {
        int task;
        QByteArray bytes;
        std::chrono::steady_clock::time_point next;
        std::chrono::steady_clock::time_point end;
        std::chrono::milliseconds interval;
    };

    SipMessage request(int number, const QByteArray &branch, int expires);
    void send(int number, int expires, const SipBody *body);
    void readDatagrams();
    void takeResponse(const SipMessage &response);
    void takeNotify(const SipMessage &notify);
    void answer(const SipMessage &request, const QByteArray &line);
    void finish(int number, int status);
    void retransmit();
    int newTask(SipTask task);

    QUdpSocket m_socket;
    QTimer m_timer;
    quint16 m_server = 0;
    QList<SipTask> m_tasks;
    QHash<QByteArray, Transaction> m_open; ///< by Via branch
    QHash<QByteArray, int> m_taskOfCall; ///< by Call-ID
    QHash<int, int> m_answerCounts;
    QByteArray m_unique;
    int m_retransmissions = 0;
    int m_notifies = 0;
    quint64 m_counter = 0;
};
