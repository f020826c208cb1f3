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

Session::Session(const ConnectionSpec &spec) : Session(spec, std::make_shared<ServerChoice>()) {}

Session::Session(ConnectionSpec spec, const DatabaseThread::Opener &opener)
    : Session(std::move(spec), opener, std::make_shared<ServerChoice>())
{
}

Session::Session(const ConnectionSpec &spec, const Choice &choice)
    : Session(
        spec, [spec, choice] { return openConnection(spec, *choice); }, choice)
{
}

Session::Session(ConnectionSpec spec, const DatabaseThread::Opener &opener, Choice choice)
    : m_spec(std::move(spec))
    , m_pause(std::make_shared<RetryPause>(pausesFor(m_spec.url)))
    , m_choice(std::move(choice))
    , m_reader(opener, m_pause, m_choice)
    , m_counter(opener, m_pause, m_choice)
    , m_writer(opener, m_pause, m_choice)
{
}

Session::~Session()
{
    // All at once: their destructors then wait for the same moment.
    m_reader.stop();
    m_counter.stop();
    m_writer.stop();
}
