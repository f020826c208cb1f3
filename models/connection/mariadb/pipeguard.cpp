// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/pipeguard.h"

#include <ctime>

namespace {
sigset_t pipeSignal()
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGPIPE);
    return only;
}
} // namespace

PipeGuard::PipeGuard()
{
    sigset_t pending;
    sigpending(&pending);
    m_waited = sigismember(&pending, SIGPIPE) == 1;
    const sigset_t only = pipeSignal();
    pthread_sigmask(SIG_BLOCK, &only, &m_before);
}

PipeGuard::~PipeGuard()
{
    if (!m_waited) {
        const sigset_t only = pipeSignal();
        const timespec atOnce {0, 0};
        while (sigtimedwait(&only, nullptr, &atOnce) == SIGPIPE)
            ;
    }
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}
