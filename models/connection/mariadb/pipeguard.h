// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

/// While it lives, writing to a connection that is gone is an error on this thread and no signal that ends
/// the program. (The client library writes TLS records without asking for that.)
class PipeGuard {
public:
    PipeGuard();
    ~PipeGuard();
    PipeGuard(const PipeGuard &) = delete;
    PipeGuard &operator=(const PipeGuard &) = delete;

private:
    sigset_t m_before;
    bool m_waited = false; ///< one was pending before: not ours to take away
};
