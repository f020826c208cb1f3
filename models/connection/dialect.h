// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// How one engine spells what differs between engines. Plain data, so that statements can be built without a
/// connection.
struct Dialect {
    char16_t quote; ///< the character around an identifier
    bool nullsFirst; ///< NULL sorts before every value in ascending order
    const char *asText; ///< pattern with %1: any column as text that LIKE can search
    const char *head; ///< pattern with %1, %2: the first %2 bytes of a column
    const char *byteLength; ///< pattern with %1: size of a column in bytes
    bool hasRowid; ///< a table without a key still has a hidden one
    const char *clock; ///< statement that answers the server's time in epoch milliseconds UTC
    const char *version; ///< statement that answers the server's version

    /// The identifier in the engine's quotes, inner quotes doubled.
    /// A NUL would end the statement: it is dropped, and the name is then not found.
    QString quoted(const QString &identifier) const;
    /// The column as an expression on which LIKE works (binary columns too).
    QString textOf(const QString &column) const;
    QString headOf(const QString &column, int bytes) const;
    QString byteLengthOf(const QString &column) const;
};
