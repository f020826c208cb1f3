// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sipagent.h"

#include <QRandomGenerator>

/// Keeps a presence server as busy as a small office would: some users publish what they do, watch a few
/// colleagues, refresh, leave, come back, and now and then just fall silent until the server lets them
/// expire. The same seed makes the same decisions.
class SipTraffic : public QObject {
    Q_OBJECT

public:
    SipTraffic(SipAgent &agent, int users, quint32 seed, QObject *parent = nullptr);

    /// One random act every so many milliseconds until stop().
    void start(std::chrono::milliseconds interval);
    void stop() { m_timer.stop(); }
    int acts() const { return m_acts; }

private:
    void act();
    void publishSomething();
    void watchSomebody();
    void withTask(void (SipTraffic::*deed)(int));
    void refreshTask(int task);
    void changeTask(int task);
    void endTask(int task);
    void forgetTask(int task);
    bool isUsable(int task) const;
    QByteArray user(int number) const;
    QByteArray anybody();
    SipBody document(const QByteArray &presentity, const QByteArray &event);
    int pick(int below) { return m_random.bounded(below); }

    SipAgent &m_agent;
    int m_users;
    QRandomGenerator m_random;
    QTimer m_timer;
    QList<int> m_alive; ///< tasks that the users still care for
    int m_acts = 0;
};
