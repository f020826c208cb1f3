// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/session.h"

#include "connection/engine.h"

Session::Session(const ConnectionSpec &spec) : Session(spec, [spec] { return openConnection(spec); }) {}

Session::Session(ConnectionSpec spec, const DatabaseThread::Opener &opener)
    : m_spec(std::move(spec))
    , m_reader(opener)
    , m_counter(opener)
{
}
