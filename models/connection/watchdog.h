// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

/// Sees to it that a blocking call of a database driver ends: when its time is over or its flag is raised, it
/// asks the server to cancel the statement, and when that brings nothing within a short grace, it shuts the
/// socket down, which also ends a call that waits for a frozen server (then the connection is lost). A living
/// server that takes no request would go on with the statement of a connection that is cut: there a call that
/// nobody wants any more is left to the end of its time. Owns one
/// thread; cancelling, which may block itself while the server is frozen, never keeps it from shutting down
/// in time.
class Watchdog {
public:
    /// What can be done to the call; both are called from other threads. @c cancel may block, and then it
    /// outlives the watch: it has to own all that it touches; false says that the server lives but would not
    /// hear the request. @c cut must never block.
    struct Means {
        std::function<bool()> cancel;
        std::function<void()> cut;
    };
    /// What the watchdog had to do.
    enum class Bite { None, Cancelled, Cut };
    /// Why it did it.
    enum class Reason { None, TimeOver, Superseded };

    static constexpr std::chrono::milliseconds grace {1'000};

    Watchdog();
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    /// One watched call, from construction to end(). One at a time per watchdog.
    class Watch {
    public:
        Watch(Watchdog &dog, std::chrono::milliseconds limit,
            std::shared_ptr<const std::atomic<bool>> cancelled, Means means);
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

        /// The call has returned: nothing is done to it any more once this returns. A cancel that is still on
        /// its way is waited for, since it could hit the next call; within the grace, then the socket is cut.
        void end();
        Bite bite() const { return m_bite; }
        Reason reason() const { return m_reason; }

    private:
        friend class Watchdog;
        Watchdog &m_dog;
        Bite m_bite = Bite::None;
        Reason m_reason = Reason::None;
        bool m_ended = false;
    };

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::thread m_thread;
};
