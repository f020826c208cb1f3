// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/watchdog.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace {
using Clock = std::chrono::steady_clock;
/// How often a flag is looked at that anybody may raise without telling us.
constexpr std::chrono::milliseconds betweenLooks {20};
} // namespace

/// What the watchdog's thread, the watched call and a cancel under way share. The members named *Locked are
/// called with the mutex held.
struct Watchdog::State : std::enable_shared_from_this<State> {
    std::mutex mutex;
    std::condition_variable changed;
    Watch *watch = nullptr;
    std::shared_ptr<const std::atomic<bool>> cancelled;
    Means means;
    Clock::time_point deadline;
    Clock::time_point cutAt;
    std::shared_ptr<bool> cancelling; ///< true until the cancel of this watch returned
    bool unheard = false; ///< the server took no request: the call has its whole time
    bool stopping = false;

    void run();
    void lookLocked();
    void biteLocked(Reason reason);
    void cutLocked();
    void cancelAside();
    void unheardLocked();
    Clock::time_point nextLookLocked() const;
    bool isCancellingLocked() const { return cancelling && *cancelling; }
};

void Watchdog::State::run()
{
    std::unique_lock lock(mutex);
    while (!stopping) {
        if (!watch || watch->m_bite == Bite::Cut) {
            changed.wait(lock);
            continue;
        }
        lookLocked();
        if (watch->m_bite != Bite::Cut)
            changed.wait_until(lock, nextLookLocked());
    }
}

Clock::time_point Watchdog::State::nextLookLocked() const
{
    if (watch->m_bite == Bite::Cancelled)
        return cutAt;
    return cancelled && !unheard ? std::min(deadline, Clock::now() + betweenLooks) : deadline;
}

void Watchdog::State::lookLocked()
{
    const Clock::time_point now = Clock::now();
    if (watch->m_bite == Bite::Cancelled) {
        if (now >= cutAt)
            cutLocked();
    } else if (!unheard && cancelled && *cancelled) {
        biteLocked(Reason::Superseded);
    } else if (now >= deadline) {
        biteLocked(Reason::TimeOver);
    }
}

void Watchdog::State::biteLocked(Reason reason)
{
    if (watch->m_reason == Reason::None)
        watch->m_reason = reason;
    if (!means.cancel)
        return cutLocked();
    watch->m_bite = Bite::Cancelled;
    cutAt = Clock::now() + grace;
    cancelAside();
}

void Watchdog::State::cutLocked()
{
    watch->m_bite = Bite::Cut;
    if (means.cut)
        means.cut();
    changed.notify_all();
}

void Watchdog::State::cancelAside()
{
    cancelling = std::make_shared<bool>(true);
    // Its own thread, which nobody waits for for ever: a frozen server holds it until it thaws.
    std::thread([state = shared_from_this(), running = cancelling, cancel = means.cancel] {
        const bool heard = cancel();
        const std::lock_guard lock(state->mutex);
        *running = false;
        if (!heard && state->cancelling == running)
            state->unheardLocked();
        state->changed.notify_all();
    }).detach();
}

void Watchdog::State::unheardLocked()
{
    // Who has used up the time is cut all the same.
    if (!watch || watch->m_bite != Bite::Cancelled || Clock::now() >= deadline)
        return;
    watch->m_bite = Bite::None;
    unheard = true;
}

Watchdog::Watchdog() : m_state(std::make_shared<State>()), m_thread([state = m_state] { state->run(); }) {}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
        m_state->changed.notify_all();
    }
    m_thread.join();
}

Watchdog::Watch::Watch(Watchdog &dog, std::chrono::milliseconds limit,
    std::shared_ptr<const std::atomic<bool>> cancelled, Means means)
    : m_dog(dog)
{
    State &state = *m_dog.m_state;
    const std::lock_guard lock(state.mutex);
    state.watch = this;
    state.deadline = Clock::now() + limit;
    state.cancelled = std::move(cancelled);
    state.means = std::move(means);
    state.cancelling.reset();
    state.unheard = false;
    state.changed.notify_all();
}

Watchdog::Watch::~Watch()
{
    end();
}

void Watchdog::Watch::end()
{
    if (m_ended)
        return;
    m_ended = true;
    State &state = *m_dog.m_state;
    std::unique_lock lock(state.mutex);
    state.changed.wait(lock, [&] { return m_bite == Bite::Cut || !state.isCancellingLocked(); });
    state.watch = nullptr;
    state.cancelled.reset();
    state.means = {};
}
