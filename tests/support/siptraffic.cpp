// SPDX-License-Identifier: GPL-3.0-or-later
#include "siptraffic.h"

#include <array>

namespace {

constexpr std::array domains {"example.com", "example.net", "branch.example.org"};
constexpr std::array notes {
    "at my desk", "in a meeting", "lunch", "on the phone", "back at 3", "r\xc3\xa9union"};
constexpr std::array dialogStates {"trying", "early", "confirmed", "terminated"};
// Many short ones, so that a watcher of the tables sees every threshold passed within minutes.
constexpr std::array lifetimes {15, 45, 90, 240, 360, 600, 1800};

template <typename Values>
QByteArray any(const Values &values, QRandomGenerator &random)
{
    return values[random.bounded(int(values.size()))];
}

} // namespace

SipTraffic::SipTraffic(SipAgent &agent, int users, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_agent(agent)
    , m_users(users)
    , m_random(seed)
{
    connect(&m_timer, &QTimer::timeout, this, &SipTraffic::act);
}

void SipTraffic::start(std::chrono::milliseconds interval)
{
    m_timer.start(interval);
}

void SipTraffic::act()
{
    struct Share {
        int percent;
        void (SipTraffic::*deed)(int);
    };
    static constexpr std::array shares {Share {35, &SipTraffic::changeTask},
        Share {20, &SipTraffic::refreshTask}, Share {6, &SipTraffic::endTask},
        Share {6, &SipTraffic::forgetTask}};
    ++m_acts;
    // Every user has about one document and watches about four colleagues.
    const bool crowded = m_alive.size() >= m_users * 5;
    int dice = pick(crowded ? 67 : 100);
    for (const Share &share : shares) {
        if (dice < share.percent)
            return withTask(share.deed);
        dice -= share.percent;
    }
    return dice < 9 ? publishSomething() : watchSomebody();
}

void SipTraffic::withTask(void (SipTraffic::*deed)(int))
{
    if (m_alive.isEmpty())
        return publishSomething();
    const int task = m_alive[pick(int(m_alive.size()))];
    if (isUsable(task))
        (this->*deed)(task);
    else if (m_agent.task(task).lastAnswer())
        m_alive.removeOne(task); // refused, or expired at the server: its user starts anew
}

bool SipTraffic::isUsable(int task) const
{
    return m_agent.task(task).lastAnswer() / 100 == 2 && !m_agent.task(task).isWaiting;
}

void SipTraffic::publishSomething()
{
    const QByteArray presentity = anybody();
    const QByteArray event = pick(4) ? "presence" : "dialog";
    m_alive.append(
        m_agent.publish(presentity, document(presentity, event), lifetimes[pick(lifetimes.size())]));
}

void SipTraffic::watchSomebody()
{
    static constexpr std::array events {"presence", "presence", "presence", "dialog", "presence.winfo"};
    const QByteArray event = any(events, m_random);
    const QByteArray watcher = anybody();
    const QByteArray presentity = event == "presence.winfo" ? watcher : anybody();
    m_alive.append(m_agent.subscribe(watcher, presentity, event, lifetimes[pick(lifetimes.size())]));
}

void SipTraffic::refreshTask(int task)
{
    m_agent.refresh(task, lifetimes[pick(lifetimes.size())]);
}

void SipTraffic::changeTask(int task)
{
    const SipTask &known = m_agent.task(task);
    if (known.method == "PUBLISH")
        m_agent.modify(task, document(known.presentity, known.event), lifetimes[pick(lifetimes.size())]);
    else
        refreshTask(task);
}

void SipTraffic::endTask(int task)
{
    m_agent.end(task);
    m_alive.removeOne(task);
}

void SipTraffic::forgetTask(int task)
{
    m_alive.removeOne(task);
}

QByteArray SipTraffic::user(int number) const
{
    return "sip:user" + QByteArray::number(number).rightJustified(3, '0') + '@'
        + domains[number % domains.size()];
}

QByteArray SipTraffic::anybody()
{
    return user(pick(m_users));
}

SipBody SipTraffic::document(const QByteArray &presentity, const QByteArray &event)
{
    if (event == "dialog")
        return dialogInfoBody(presentity, "d" + QByteArray::number(pick(1000)), any(dialogStates, m_random));
    return pidfBody(presentity, "t1", pick(3) ? "open" : "closed", any(notes, m_random));
}
