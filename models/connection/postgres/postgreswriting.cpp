// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgresconnection.h"
#include "connection/serverread.h"
#include "connection/serverwrite.h"

#include <QScopeGuard>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

/// A transaction of a PostgresConnection that may write.
class PostgresConnection::Writing : public ServerWriting {
public:
    explicit Writing(PostgresConnection &connection) : m_connection(connection) {}

    Result<void> begin() override;
    Result<qint64> execute(const Statement &statement) override;
    Result<RowSet> select(const Statement &statement) override;
    WriteOutcome commit() override;
    bool rollback() override;
    bool isReadOnlyAgain() override;
    void giveUp() override { m_connection.m_handle.cut(); }
    QString mark() const override { return m_mark; }

private:
    /// A step that is not interrupted by newer wishes.
    Result<RowSet> step(const QString &sql)
    {
        return m_connection.watched({sql, {}}, m_connection.longestStep(), {});
    }

    PostgresConnection &m_connection;
    QString m_mark;
};

Result<void> PostgresConnection::Writing::begin()
{
    PostgresConnection &c = m_connection;
    if (c.m_cancelled && *c.m_cancelled)
        return readSuperseded();
    if (const auto limited = c.limitStatement(c.m_spec.limits.statement); !limited)
        return limited.error();
    // A row that somebody else changes meanwhile is waited for and then looked at again, not an error.
    const auto begun = step(u"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"_s);
    if (!begun)
        return begun.error();
    const auto number = step(u"SELECT CAST(txid_current() AS text)"_s);
    if (!number) {
        if (!rollback())
            giveUp();
        return number.error();
    }
    m_mark = number->rows.value(0).value(0).toString();
    return {};
}

Result<RowSet> PostgresConnection::Writing::select(const Statement &statement)
{
    m_connection.m_isWriting = true;
    const auto reading = qScopeGuard([this] { m_connection.m_isWriting = false; });
    return m_connection.watchedSelect(statement, m_connection.longestStep());
}

Result<qint64> PostgresConnection::Writing::execute(const Statement &statement)
{
    if (const auto rows = select(statement); !rows)
        return rows.error();
    return m_connection.m_lastTag.mid(m_connection.m_lastTag.lastIndexOf(' ') + 1).toLongLong();
}

WriteOutcome PostgresConnection::Writing::commit()
{
    const auto committed = step(u"COMMIT"_s);
    // To a transaction in which something failed the server answers with another word, and no error.
    if (committed && m_connection.m_lastTag == "COMMIT")
        return {WriteOutcome::End::Committed};
    if (committed)
        return {WriteOutcome::End::RolledBack, Error {{}, QString::fromUtf8(m_connection.m_lastTag)}};
    // An error that the server itself tells means that nothing is stored.
    const bool isTold = committed.error().fault != Fault::Unreachable
        && PQstatus(m_connection.m_handle.get()) == CONNECTION_OK;
    return {isTold ? WriteOutcome::End::RolledBack : WriteOutcome::End::Unknown, committed.error()};
}

bool PostgresConnection::Writing::rollback()
{
    return bool(step(u"ROLLBACK"_s));
}

bool PostgresConnection::Writing::isReadOnlyAgain()
{
    const auto mode = step(u"SELECT current_setting('transaction_read_only')"_s);
    return mode && PQtransactionStatus(m_connection.m_handle.get()) == PQTRANS_IDLE
        && mode->rows.value(0).value(0).toString() == "on"_L1;
}

std::chrono::milliseconds PostgresConnection::longestStep() const
{
    return std::min<std::chrono::milliseconds>(m_spec.limits.statement, longestWriteStep);
}

WriteOutcome PostgresConnection::write(const WritePermit &permit, const WriteJob &job)
{
    if (!permit.isValid())
        return Connection::write(permit, job);
    Writing writing(*this);
    return writeOnServer(writing, job);
}

Result<std::optional<bool>> PostgresConnection::hasEnded(const QString &mark)
{
    bool isNumber = false;
    const qlonglong number = mark.toLongLong(&isNumber);
    if (!isNumber)
        return std::optional<bool>();
    const auto status = select({u"SELECT txid_status(?)"_s, {number}}, {});
    if (!status && status.error().fault == Fault::General)
        return std::optional<bool>(); // too old a server, or another one
    if (!status)
        return status.error();
    const QString word = status->rows.value(0).value(0).toString();
    return word.isEmpty() ? std::optional<bool>() : std::optional(word != "in progress"_L1);
}
