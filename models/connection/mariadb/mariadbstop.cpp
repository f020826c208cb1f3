// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbstop.h"

#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbhandle.h"
#include "connection/mariadb/mariadbtext.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {
constexpr std::chrono::seconds patience {2};

MariaDbTarget hurried(MariaDbTarget target)
{
    target.options.connectTimeout = patience;
    target.options.readTimeout = patience;
    target.options.writeTimeout = patience;
    return target;
}
} // namespace

MariaDbStop::MariaDbStop(MariaDbTarget target, int socket)
    : m_target(hurried(std::move(target)))
    , m_socket(fcntl(socket, F_DUPFD_CLOEXEC, 0))
{
}

MariaDbStop::~MariaDbStop()
{
    disarm();
    if (m_socket >= 0)
        ::close(m_socket);
}

void MariaDbStop::setMark(const Mark &mark)
{
    const std::lock_guard lock(m_mutex);
    m_mark = mark;
}

MariaDbStop::Mark MariaDbStop::mark() const
{
    const std::lock_guard lock(m_mutex);
    return m_mark;
}

void MariaDbStop::disarm()
{
    const std::lock_guard lock(m_mutex);
    // Somebody may keep us: the server must learn of the end all the same.
    if (m_isArmed && m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
    m_isArmed = false;
    m_isRunning = false;
}

void MariaDbStop::enter()
{
    const std::lock_guard lock(m_mutex);
    m_isRunning = true;
    m_wasAsked = false;
}

bool MariaDbStop::leave(bool isLost)
{
    std::unique_lock lock(m_mutex);
    m_isRunning = false;
    if (!isLost)
        m_idle.wait(lock, [this] { return m_asking == 0; });
    return m_wasAsked;
}

MariaDbStop::Request MariaDbStop::request()
{
    Mark mark;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isRunning || m_mark.connection.isEmpty())
            return Request::NothingRuns;
        mark = m_mark;
        m_wasAsked = true;
        ++m_asking;
    }
    const Request asked = killQuery(mark);
    const std::lock_guard lock(m_mutex);
    --m_asking;
    m_idle.notify_all();
    return asked;
}

MariaDbStop::Request MariaDbStop::killQuery(const Mark &mark) const
{
    const MariaDbOpening second = openMariaDb(m_target, patience);
    if (!second.handle)
        return isMariaDbFull(mariaDbCode(second.error)) ? Request::Refused : Request::Failed;
    // Behind one name may be several servers, where our number belongs to somebody else.
    MariaDbText text(second.handle.get());
    if (!text.execute(markSql) || text.next() != MariaDbCursor::Step::Row
        || text.row().at(1).toByteArray() != mark.server)
        return Request::Failed;
    text.close();
    return text.execute("KILL QUERY " + mark.connection) ? Request::Made : Request::Failed;
}

void MariaDbStop::cut()
{
    const std::lock_guard lock(m_mutex);
    if (m_isArmed && m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}
