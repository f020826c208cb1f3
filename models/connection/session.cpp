// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/session.h"

#include "connection/engine.h"

namespace {
/// Looking whether a file is there costs nobody anything.
RetryPause::Lengths pausesFor(const DatabaseUrl &url)
{
    return url.isFile() ? RetryPause::Lengths {std::chrono::milliseconds(0), std::chrono::milliseconds(0)}
                        : RetryPause::Lengths();
}
} // namespace

Session::Session(const ConnectionSpec &spec) : Session(spec, [spec] { return openConnection(spec); }) {}

Session::Session(ConnectionSpec spec, const DatabaseThread::Opener &opener)
    : m_spec(std::move(spec))
    , m_pause(std::make_shared<RetryPause>(pausesFor(m_spec.url)))
    , m_reader(opener, m_pause)
    , m_counter(opener, m_pause)
{
}

Session::~Session()
{
    // Both at once: their destructors then wait for the same moment.
    m_reader.stop();
    m_counter.stop();
}
