// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailioload.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int lifetime = 3600;

SipBody documentOf(const QByteArray &presentity, int serial)
{
    // Of changing length, so that cells move within and between the pages of the file.
    return pidfBody(presentity, "t1", serial % 2 ? "open" : "closed", QByteArray(1 + serial * 37 % 900, 'n'));
}

} // namespace

KamailioLoad::KamailioLoad(SipAgent &agent, int publishers, QObject *parent)
    : QObject(parent)
    , m_agent(agent)
    , m_publishers(publishers)
{
    connect(&m_agent, &SipAgent::answered, this, [this](int task) {
        sendNext(task);
        if (isDone())
            emit done();
    });
}

QString KamailioLoad::seedSql(int documents)
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, "
           "priority, "
           "ruid) SELECT 'quiet' || i, 'example.org', 'presence', 'quiet.' || i, strftime('%s', 'now') + "
           "86400, "
           "strftime('%s', 'now'), CAST('<presence entity=\"sip:quiet' || i || '@example.org\"><note>' || "
           "hex(zeroblob(150)) || '</note></presence>' AS BLOB), '', 0, 'quiet-' || i FROM n;"_s.arg(
               documents);
}

void KamailioLoad::publishAll()
{
    for (int each = 0; each < m_publishers; ++each) {
        const QByteArray presentity = "sip:busy" + QByteArray::number(each) + "@example.com";
        m_tasks.append(m_agent.publish(presentity, documentOf(presentity, each), lifetime));
        ++m_sent;
    }
}

void KamailioLoad::changeDocuments(int count)
{
    m_left = count;
    for (const int task : m_tasks)
        sendNext(task);
}

void KamailioLoad::sendNext(int task)
{
    if (m_left == 0 || m_agent.task(task).isWaiting)
        return;
    --m_left;
    ++m_sent;
    m_agent.modify(task, documentOf(m_agent.task(task).presentity, m_sent), lifetime);
}

QStringList KamailioLoad::etags() const
{
    QStringList found;
    for (const int task : m_tasks)
        found.append(QString::fromLatin1(m_agent.task(task).etag));
    return found;
}
