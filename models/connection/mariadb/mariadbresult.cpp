// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbresult.h"

#include "connection/mariadb/mariadbdriver.h"
#include "connection/mariadb/mariadberror.h"

#include <QSqlRecord>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
int countOf(qulonglong count)
{
    constexpr qulonglong most = std::numeric_limits<int>::max();
    return count == ~0ULL ? -1 : static_cast<int>(std::min(count, most));
}
} // namespace

MariaDbResult::MariaDbResult(const MariaDbDriver *driver, std::shared_ptr<MariaDbSession> session)
    : QSqlResult(driver)
    , m_session(std::move(session))
{
}

MariaDbResult::~MariaDbResult()
{
    release();
}

/// Nothing of the last execution is left.
void MariaDbResult::release()
{
    if (m_streams && m_session && m_session->isOpen())
        m_session->leave(*m_cursor);
    m_streams = false;
    m_rows.clear();
    m_affected = -1;
    m_insertId = 0;
    setAt(QSql::BeforeFirstRow);
    setActive(false);
}

bool MariaDbResult::refuse(const QSqlError &error)
{
    setLastError(error);
    return false;
}

bool MariaDbResult::begin(MariaDbCursor &cursor)
{
    setLastError({});
    m_cursor = &cursor;
    if (const QSqlError busy = m_session->enter(cursor); busy.isValid())
        return refuse(busy);
    return true;
}

bool MariaDbResult::reset(const QString &sql)
{
    release();
    m_statement.reset();
    if (!m_session || !m_session->isOpen())
        return refuse(
            mariaDbError(MariaDbCode::GoneAway, u"The connection is closed."_s, QSqlError::ConnectionError));
    m_text = std::make_unique<MariaDbText>(m_session->handle());
    return begin(*m_text) && settle(m_text->execute(sql.toUtf8()));
}

bool MariaDbResult::prepare(const QString &sql)
{
    release();
    m_text.reset();
    m_statement.reset();
    if (!m_session || !m_session->isOpen())
        return refuse(
            mariaDbError(MariaDbCode::GoneAway, u"The connection is closed."_s, QSqlError::ConnectionError));
    m_statement = std::make_unique<MariaDbStatement>(m_session->handle());
    if (!begin(*m_statement))
        return false;
    const bool prepared = m_statement->prepare(sql.toUtf8());
    if (prepared) {
        m_session->leave(*m_statement);
        return true;
    }
    const QSqlError error = m_statement->error(QSqlError::StatementError);
    m_session->fail(*m_statement, error);
    return refuse(error);
}

bool MariaDbResult::exec()
{
    release();
    if (!m_statement || !m_session || !m_session->isOpen())
        return refuse(mariaDbError(MariaDbCode::GoneAway, u"Nothing is prepared on an open connection."_s,
            QSqlError::StatementError));
    return begin(*m_statement) && settle(m_statement->execute(boundValues()));
}

bool MariaDbResult::settle(bool executed)
{
    if (!executed) {
        const QSqlError error = m_cursor->error(QSqlError::StatementError);
        m_session->fail(*m_cursor, error);
        return refuse(error);
    }
    setSelect(m_cursor->hasRows());
    m_isBuffered = !isForwardOnly();
    m_affected = isSelect() ? -1 : countOf(m_cursor->affectedRows());
    m_insertId = m_cursor->insertId();
    m_streams = isSelect();
    if (m_streams && m_isBuffered && !readAll())
        return false;
    if (!m_streams)
        m_session->leave(*m_cursor);
    setActive(true);
    return true;
}

bool MariaDbResult::readAll()
{
    MariaDbCursor::Step step = m_cursor->next();
    for (; step == MariaDbCursor::Step::Row; step = m_cursor->next())
        m_rows += m_cursor->row();
    m_streams = false;
    if (step == MariaDbCursor::Step::End)
        return true;
    const QSqlError error = m_cursor->error(QSqlError::StatementError);
    m_session->fail(*m_cursor, error);
    m_rows.clear();
    return refuse(error);
}

bool MariaDbResult::fetchNext()
{
    if (m_isBuffered)
        return fetch(at() + 1);
    if (!m_streams || !m_session->isOpen())
        return false;
    const MariaDbCursor::Step step = m_cursor->next();
    if (step == MariaDbCursor::Step::Row) {
        setAt(at() + 1);
        return true;
    }
    m_streams = false;
    setAt(QSql::AfterLastRow);
    if (step == MariaDbCursor::Step::End) {
        m_session->leave(*m_cursor);
        return false;
    }
    const QSqlError error = m_cursor->error(QSqlError::StatementError);
    m_session->fail(*m_cursor, error);
    return refuse(error);
}

bool MariaDbResult::fetch(int index)
{
    if (m_isBuffered) {
        if (index < 0 || index >= m_rows.size())
            return false;
        setAt(index);
        return true;
    }
    if (index < at())
        return false;
    while (at() < index)
        if (!fetchNext())
            return false;
    return true;
}

bool MariaDbResult::fetchFirst()
{
    return at() == 0 || fetch(0);
}

bool MariaDbResult::fetchLast()
{
    if (m_isBuffered)
        return fetch(static_cast<int>(m_rows.size()) - 1);
    return false;
}

const QVariantList &MariaDbResult::currentRow() const
{
    static const QVariantList none;
    if (m_isBuffered)
        return at() >= 0 && at() < m_rows.size() ? m_rows.at(at()) : none;
    return m_streams && at() >= 0 ? m_cursor->row() : none;
}

QVariant MariaDbResult::data(int index)
{
    return currentRow().value(index);
}

bool MariaDbResult::isNull(int index)
{
    return currentRow().value(index).isNull();
}

int MariaDbResult::size()
{
    return isActive() && isSelect() && m_isBuffered ? static_cast<int>(m_rows.size()) : -1;
}

int MariaDbResult::numRowsAffected()
{
    return m_affected;
}

QSqlRecord MariaDbResult::record() const
{
    QSqlRecord record;
    if (!isActive() || !isSelect())
        return record;
    for (const MariaDbColumn &column : m_cursor->columns())
        record.append(column.sqlField());
    return record;
}

QVariant MariaDbResult::lastInsertId() const
{
    return m_insertId > 0 ? QVariant(m_insertId) : QVariant();
}

void MariaDbResult::detachFromResultSet()
{
    release();
}
