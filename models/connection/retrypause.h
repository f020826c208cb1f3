// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connection.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

/// Why there is no connection, and when the next attempt may be made.
struct OpeningTrouble {
    Error error;
    /// Until the next job makes an attempt; none when only a person can start it (Denied).
    std::optional<std::chrono::milliseconds> nextAttempt;
};

/// Growing pauses between attempts to open a connection that fail, so that a server in trouble is left in
/// peace; after a refused password there is none until a person asks for it, because servers lock accounts.
/// Shared by the connections of one session, whose attempts wait for each other. May be used from any thread.
class RetryPause {
public:
    struct Lengths {
        std::chrono::milliseconds first {1'000}; ///< doubled after each failure; 0: no pauses
        std::chrono::milliseconds longest {30'000};
    };
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;

    RetryPause() = default;
    explicit RetryPause(Lengths lengths) : m_lengths(lengths) {}

    /// What @p opener opens; during a pause the error that led to it, at once.
    Result<std::unique_ptr<Connection>> open(const Opener &opener);
    /// By hand: the next open() is an attempt, and pauses are short again.
    void end();
    /// Nothing after a success, or before the first attempt.
    std::optional<OpeningTrouble> trouble() const;

private:
    using Clock = std::chrono::steady_clock;

    std::optional<Error> pausing() const;
    void note(const Error &error);
    std::chrono::milliseconds nextLength() const;

    Lengths m_lengths;
    std::mutex m_attempt; ///< held during an attempt
    mutable std::mutex m_mutex; ///< guards what follows, never for long
    std::optional<Error> m_error;
    bool m_onlyByHand = false;
    int m_failures = 0;
    Clock::time_point m_until;
};
