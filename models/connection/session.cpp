// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/session.h"

#include "connection/engine.h"

Session::Session(const DatabaseUrl &url) : Session(url, [url] { return openConnection(url); }) {}

Session::Session(DatabaseUrl url, const DatabaseThread::Opener &opener)
    : m_url(std::move(url))
    , m_reader(opener)
    , m_counter(opener)
{
}
