// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kamailiofixture.h"

/// A table full of documents that nobody touches and some that an agent changes as fast as the server can
/// take it. The number of rows never changes and every body names its own row, so a reader can tell a torn
/// page.
class KamailioLoad : public QObject {
    Q_OBJECT

public:
    KamailioLoad(SipAgent &agent, int publishers, QObject *parent = nullptr);

    /// SQL for KamailioOptions::seedSql that makes so many untouched documents.
    static QString seedSql(int documents);

    /// Sends the first document of every publisher.
    void publishAll();
    /// From now on each answered publisher sends its next document, until so many were sent.
    void changeDocuments(int count);
    int sent() const { return m_sent; }
    bool isDone() const { return m_left == 0 && m_agent.open() == 0; }
    /// The etag that the server gave last to each publisher.
    QStringList etags() const;

signals:
    /// Everything sent was answered.
    void done();

private:
    void sendNext(int task);

    SipAgent &m_agent;
    int m_publishers;
    QList<int> m_tasks;
    int m_left = 0;
    int m_sent = 0;
};
