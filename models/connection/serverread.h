// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/connection.h"
#include "connection/watchdog.h"

/// What the connections to database servers have in common when they read.

/// How much longer than the server the watchdog waits, so that in good order the server ends a statement.
inline constexpr std::chrono::milliseconds watchdogSlack {300};
/// No answer may fill the memory, whatever a server sends. Bytes.
inline constexpr qsizetype mostAnswerBytes = 256 * 1024 * 1024;
/// A row larger than this is no presence data. Bytes.
inline constexpr qsizetype mostRowBytes = 64 * 1024 * 1024;

/// A newer request took the place of the read.
Error readSuperseded();
/// The server sent more than any screen can need.
Error answerTooLarge();
/// A row is larger than any presence data.
Error rowTooLarge();

/// What a server or its library says, for the detail of an error: on one line, bounded, without the password,
/// which may have more than one space or get its one by this. Who shows it makes hidden characters visible.
QString serverDetail(const QString &text, const Secret &password);

/// What a read came to that @p watch has watched over: the rows, or why there are none (Superseded, TimedOut,
/// Unreachable for a server that answered not even the request to stop, else the error of @p rows).
Result<RowSet> watchedOutcome(const Watchdog::Watch &watch, Result<RowSet> rows);
