// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlError>
#include <QString>

#include <mysql.h>

/// Numbers of the server and of the client library that somebody asks for by name.
namespace MariaDbCode {
constexpr unsigned Denied = 1045;
constexpr unsigned NodeNotReady = 1047;
constexpr unsigned UnknownVariable = 1193;
constexpr unsigned Syntax = 1064;
constexpr unsigned Interrupted = 1317;
constexpr unsigned NoAnswer = 2002;
constexpr unsigned OutOfMemory = 2008;
constexpr unsigned GoneAway = 2006;
constexpr unsigned Lost = 2013;
constexpr unsigned OutOfSync = 2014;
constexpr unsigned TooLarge = 2020;
constexpr unsigned Tls = 2026;
constexpr unsigned WrongParameters = 2031;
} // namespace MariaDbCode

/// What a handle or statement says of its last call, with the native code. The text of a failed call is never
/// empty: a failure of which nothing is known is a lost connection.
QSqlError mariaDbError(MYSQL *handle, QSqlError::ErrorType type);
QSqlError mariaDbError(MYSQL_STMT *statement, QSqlError::ErrorType type);
QSqlError mariaDbError(unsigned code, const QString &text, QSqlError::ErrorType type);

/// The connection is of no use any more.
bool isMariaDbLost(unsigned code);
/// The server lives, and has no place for another connection.
bool isMariaDbFull(unsigned code);
unsigned mariaDbCode(const QSqlError &error);
