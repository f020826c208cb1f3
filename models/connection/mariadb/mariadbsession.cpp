// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbsession.h"

#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbtext.h"

using namespace Qt::StringLiterals;

namespace {
/// Reading an unwanted rest for this long costs less than asking the server to stop.
constexpr std::chrono::milliseconds cheapRest {20};
} // namespace

MariaDbSession::MariaDbSession(MariaDbHandle handle, const MariaDbTarget &target)
    : m_handle(std::move(handle))
    , m_stop(std::make_shared<MariaDbStop>(target, mysql_get_socket(m_handle.get())))
{
}

MariaDbSession::~MariaDbSession()
{
    close();
}

QSqlError MariaDbSession::prepare()
{
    // No character set for results means that columns are not converted.
    if (const QSqlError error = run("SET NAMES utf8mb4, character_set_results = NULL"); error.isValid())
        return error;
    MariaDbText text(handle());
    if (!text.execute(MariaDbStop::markSql) || text.next() != MariaDbCursor::Step::Row)
        return text.error(QSqlError::ConnectionError);
    m_stop->setMark({QByteArray::number(text.row().at(0).toLongLong()), text.row().at(1).toByteArray()});
    return {};
}

void MariaDbSession::close()
{
    if (!m_handle)
        return;
    if (m_current) {
        // Else the library would wait for all the rows that nobody reads.
        m_stop->cut();
        m_current->close();
        m_current = nullptr;
    }
    m_handle.reset();
    m_stop->disarm();
}

QSqlError MariaDbSession::enter(MariaDbCursor &cursor)
{
    if (m_current && m_current != &cursor)
        return mariaDbError(MariaDbCode::OutOfSync,
            u"Another statement of this connection still has rows to read."_s, QSqlError::StatementError);
    m_current = &cursor;
    m_stop->enter();
    return {};
}

void MariaDbSession::fail(MariaDbCursor &cursor, const QSqlError &error)
{
    const unsigned code = mariaDbCode(error);
    cursor.close();
    ended(code);
    if (!m_failure.isValid())
        m_failure = error;
}

void MariaDbSession::leave(MariaDbCursor &cursor)
{
    if (m_current != &cursor)
        return;
    const auto end = std::chrono::steady_clock::now() + cheapRest;
    MariaDbCursor::Step step = MariaDbCursor::Step::Row;
    while (step == MariaDbCursor::Step::Row && std::chrono::steady_clock::now() < end)
        step = cursor.next();
    if (step == MariaDbCursor::Step::Row)
        m_stop->cancel();
    const QSqlError error =
        step == MariaDbCursor::Step::Failed ? cursor.error(QSqlError::StatementError) : QSqlError();
    cursor.close();
    ended(mariaDbCode(error));
}

void MariaDbSession::ended(unsigned code)
{
    m_current = nullptr;
    const bool wasAsked = m_stop->leave(isMariaDbLost(code));
    // A request that came too late would end the next statement.
    if (wasAsked && code != MariaDbCode::Interrupted && !isMariaDbLost(code))
        MariaDbText(handle()).execute("DO 0");
}

QSqlError MariaDbSession::run(const QByteArray &sql, QSqlError::ErrorType type)
{
    if (!isOpen())
        return mariaDbError(MariaDbCode::GoneAway, u"The connection is closed."_s, type);
    MariaDbText text(handle());
    if (const QSqlError busy = enter(text); busy.isValid())
        return busy;
    if (!text.execute(sql)) {
        const QSqlError error = text.error(type);
        fail(text, error);
        return error;
    }
    leave(text);
    return {};
}

bool MariaDbSession::isInTransaction() const
{
    unsigned status = 0;
    mariadb_get_infov(handle(), MARIADB_CONNECTION_SERVER_STATUS, &status);
    return (status & SERVER_STATUS_IN_TRANS) != 0;
}

QSqlError MariaDbSession::begin(const QByteArray &sql)
{
    const QSqlError error = run(sql, QSqlError::TransactionError);
    m_failure = {};
    return error;
}

QSqlError MariaDbSession::commit()
{
    if (!isOpen() || (!m_failure.isValid() && isInTransaction()))
        return run("COMMIT", QSqlError::TransactionError);
    const QSqlError failure = m_failure;
    rollback();
    if (failure.isValid())
        return QSqlError(u"A statement of this transaction failed; nothing of it is saved."_s,
            failure.databaseText(), QSqlError::TransactionError, failure.nativeErrorCode());
    return QSqlError(u"The server has no transaction to commit."_s, {}, QSqlError::TransactionError);
}

QSqlError MariaDbSession::rollback()
{
    const QSqlError error = run("ROLLBACK", QSqlError::TransactionError);
    m_failure = {};
    return error;
}
