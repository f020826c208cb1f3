// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbstatement.h"

#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbparameters.h"
#include "connection/mariadb/pipeguard.h"

namespace {
/// Most values of presence tables fit; a longer one costs a second copy.
constexpr size_t usualLength = 4096;
} // namespace

void MariaDbStatementCloser::operator()(MYSQL_STMT *statement) const
{
    const PipeGuard guard;
    mysql_stmt_close(statement);
}

MariaDbStatement::MariaDbStatement(MYSQL *handle) : m_statement(mysql_stmt_init(handle)) {}

bool MariaDbStatement::fail(unsigned code, const char *text)
{
    m_ownError = mariaDbError(code, QString::fromLatin1(text), QSqlError::StatementError);
    return false;
}

bool MariaDbStatement::prepare(const QByteArray &sql)
{
    if (!m_statement)
        return fail(MariaDbCode::OutOfMemory, "out of memory");
    const PipeGuard guard;
    m_ownError = {};
    if (mysql_stmt_prepare(m_statement.get(), sql.constData(), static_cast<unsigned long>(sql.size())) != 0)
        return false;
    m_columns.clear();
    const unsigned count = mysql_stmt_field_count(m_statement.get());
    if (count > 0)
        readColumns(mariadb_stmt_fetch_fields(m_statement.get()), count);
    return true;
}

bool MariaDbStatement::execute(const QVariantList &values)
{
    close();
    m_ownError = {};
    MariaDbParameters parameters(values);
    if (parameters.size() != mysql_stmt_param_count(m_statement.get()))
        return fail(MariaDbCode::WrongParameters, "The number of values is not that of the placeholders.");
    if (!parameters.areSound())
        return fail(MariaDbCode::WrongParameters, "A text holds half a character and cannot be sent.");
    if (parameters.size() > 0 && mysql_stmt_bind_param(m_statement.get(), parameters.binds()) != 0)
        return false;
    const PipeGuard guard;
    if (mysql_stmt_execute(m_statement.get()) != 0)
        return false;
    const unsigned count = mysql_stmt_field_count(m_statement.get());
    m_isOpen = count > 0;
    m_failed = false;
    m_columns.clear();
    if (!m_isOpen)
        return true;
    // The types may have changed since it was prepared.
    readColumns(mariadb_stmt_fetch_fields(m_statement.get()), count);
    return bindRow();
}

bool MariaDbStatement::bindRow()
{
    m_slots = std::vector<Slot>(static_cast<size_t>(m_columns.size()));
    m_binds.assign(m_slots.size(), MYSQL_BIND {});
    for (size_t i = 0; i < m_slots.size(); ++i)
        bindSlot(m_columns.at(static_cast<qsizetype>(i)), m_slots[i], m_binds[i]);
    return mysql_stmt_bind_result(m_statement.get(), m_binds.data()) == 0;
}

void MariaDbStatement::bindSlot(const MariaDbColumn &column, Slot &slot, MYSQL_BIND &bind)
{
    bind.length = &slot.length;
    bind.is_null = &slot.isNull;
    bind.error = &slot.isCut;
    switch (column.kind) {
    case MariaDbKind::Integer:
    case MariaDbKind::Unsigned:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = &slot.whole;
        bind.is_unsigned = column.kind == MariaDbKind::Unsigned;
        return;
    case MariaDbKind::Float:
        bind.buffer_type = MYSQL_TYPE_FLOAT;
        bind.buffer = &slot.single;
        return;
    case MariaDbKind::Double:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &slot.real;
        return;
    default:
        slot.bytes.resize(usualLength);
        bind.buffer_type = MYSQL_TYPE_STRING;
        bind.buffer = slot.bytes.data();
        bind.buffer_length = slot.bytes.size();
    }
}

MariaDbCursor::Step MariaDbStatement::next()
{
    if (!m_isOpen || m_failed)
        return m_failed ? Step::Failed : Step::End;
    const int answer = mysql_stmt_fetch(m_statement.get());
    if (answer == MYSQL_NO_DATA)
        return Step::End;
    m_failed = answer != 0 && answer != MYSQL_DATA_TRUNCATED;
    for (unsigned i = 0; i < m_slots.size() && !m_failed; ++i)
        m_row[i] = slotValue(i);
    return m_failed ? Step::Failed : Step::Row;
}

QVariant MariaDbStatement::slotValue(unsigned column)
{
    const MariaDbColumn &description = m_columns.at(column);
    const Slot &slot = m_slots[column];
    if (slot.isNull)
        return QVariant(description.type());
    switch (description.kind) {
    case MariaDbKind::Integer:
        return slot.whole;
    case MariaDbKind::Unsigned:
        return mariaDbUnsigned(static_cast<qulonglong>(slot.whole));
    case MariaDbKind::Float:
        return double(slot.single);
    case MariaDbKind::Double:
        return slot.real;
    default:
        return description.value(slotBytes(column));
    }
}

QByteArray MariaDbStatement::slotBytes(unsigned column)
{
    const Slot &slot = m_slots[column];
    const auto length = static_cast<qsizetype>(slot.length);
    if (slot.length <= slot.bytes.size())
        return QByteArray(slot.bytes.data(), length);
    QByteArray whole(length, Qt::Uninitialized);
    MYSQL_BIND bind = m_binds[column];
    bind.buffer = whole.data();
    bind.buffer_length = slot.length;
    m_failed = mysql_stmt_fetch_column(m_statement.get(), &bind, column, 0) != 0;
    return whole;
}

void MariaDbStatement::close()
{
    if (!m_isOpen)
        return;
    m_isOpen = false;
    const PipeGuard guard;
    mysql_stmt_free_result(m_statement.get());
    // What a procedure answers besides.
    while (mysql_stmt_more_results(m_statement.get()) && mysql_stmt_next_result(m_statement.get()) == 0)
        mysql_stmt_free_result(m_statement.get());
}

QSqlError MariaDbStatement::error(QSqlError::ErrorType type) const
{
    if (m_ownError.isValid())
        return m_ownError;
    return mariaDbError(m_statement.get(), type);
}

qulonglong MariaDbStatement::affectedRows() const
{
    return mysql_stmt_affected_rows(m_statement.get());
}

qulonglong MariaDbStatement::insertId() const
{
    return mysql_stmt_insert_id(m_statement.get());
}
