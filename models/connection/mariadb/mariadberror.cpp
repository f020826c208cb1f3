// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadberror.h"

#include <algorithm>
#include <array>

#include <errmsg.h>

namespace {
constexpr std::array lostCodes {1053U, 1927U, 2002U, 2003U, 2005U, 2006U, 2013U, 2020U, 2026U, 2055U, 4031U};
constexpr std::array fullCodes {1040U, 1203U, 1226U};
} // namespace

bool isMariaDbLost(unsigned code)
{
    return std::find(lostCodes.begin(), lostCodes.end(), code) != lostCodes.end();
}

bool isMariaDbFull(unsigned code)
{
    return std::find(fullCodes.begin(), fullCodes.end(), code) != fullCodes.end();
}

unsigned mariaDbCode(const QSqlError &error)
{
    return error.nativeErrorCode().toUInt();
}

QSqlError mariaDbError(unsigned code, const QString &text, QSqlError::ErrorType type)
{
    const bool isLost = type == QSqlError::StatementError && isMariaDbLost(code);
    return QSqlError(
        QStringLiteral("MariaDB"), text, isLost ? QSqlError::ConnectionError : type, QString::number(code));
}

QSqlError mariaDbError(MYSQL *handle, QSqlError::ErrorType type)
{
    const unsigned code = mysql_errno(handle);
    if (code == 0)
        return mariaDbError(MariaDbCode::Lost, QStringLiteral("The server ended the connection."), type);
    return mariaDbError(code, QString::fromUtf8(mysql_error(handle)), type);
}

QSqlError mariaDbError(MYSQL_STMT *statement, QSqlError::ErrorType type)
{
    const unsigned code = mysql_stmt_errno(statement);
    if (code != 0)
        return mariaDbError(code, QString::fromUtf8(mysql_stmt_error(statement)), type);
    // In the middle of a result only the connection knows.
    if (statement->mysql)
        return mariaDbError(statement->mysql, type);
    return mariaDbError(MariaDbCode::GoneAway, QStringLiteral("The connection was closed."), type);
}
