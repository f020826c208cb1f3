// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/session.h"

#include <QSemaphore>

#include <memory>

/// Keeps the reader of a session busy, as a slow server does, until it is let go or the time is over: on its
/// own thread, so that only those wait who wait for the database.
class HeldReader {
public:
    explicit HeldReader(Session &session, int milliseconds = 20'000)
    {
        const auto job = [gate = m_gate, begun = m_begun, milliseconds](Connection &) -> Result<bool> {
            begun->release();
            return gate->tryAcquire(1, milliseconds);
        };
        session.reader().run(job);
        m_holds = m_begun->tryAcquire(1, 10'000);
    }
    ~HeldReader() { letGo(); }
    Q_DISABLE_COPY_MOVE(HeldReader)

    bool holds() const { return m_holds; }
    void letGo()
    {
        if (m_holds)
            m_gate->release();
        m_holds = false;
    }

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
    std::shared_ptr<QSemaphore> m_begun = std::make_shared<QSemaphore>();
    bool m_holds = false;
};
