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
    bool columnsAreTyped = false; ///< a value in a column has the column's type, whatever was written
    /// Pattern with %1 (character set), %2 (collation): a bound text as a column of that collation holds it.
    /// Texts are bound and stored as the same bytes, whatever character set the column claims.
    const char *collatedText = "?";
    const char *bytesOfText = "?"; ///< a bound text where it is compared with a binary column
    /// Patterns with %1 (column), %2 (placeholder): the column's text is like a bound pattern whose escape
    /// is "!", whatever the case; for text columns, for binary ones and for all others.
    const char *textLike = "CAST(%1 AS TEXT) LIKE %2 ESCAPE '!'";
    const char *bytesLike = "CAST(%1 AS TEXT) LIKE %2 ESCAPE '!'";
    const char *valueLike = "CAST(%1 AS TEXT) LIKE %2 ESCAPE '!'";
    /// LIKE finds no texts in an index: a beginning is looked up in ranges where the collation allows it.
    bool prefixesByRange = false;
    /// (a, b) > (?, ?) is looked up in an index that begins with these columns.
    bool comparesRows = false;
    /// A page from a known row on is asked in pieces: one condition for all would read the equal ones before
    /// that row.
    bool asksInPieces = false;
    /// Equal rows of an order may as well follow the index of its column, which then serves the whole order.
    bool followsIndexes = false;
    /// A jump over many rows joins their keys; elsewhere it asks which rows have one of the keys.
    bool joinsJumps = false;
    /// Patterns with %1 (column): it holds exactly the bound text, bytes, whole number, real number, or,
    /// where it is no text column, what the bound text says. Bytes are compared, whatever the collation.
    const char *isText = "%1 = ?";
    const char *isBytes = "%1 = ?";
    const char *isWhole = "%1 = ?";
    const char *isReal = "%1 = ?";
    const char *isTold = "%1 = ?";
    /// Texts are bound as bytes where they are compared by isText or written, so that no character set is on
    /// their way.
    bool textsAsBytes = false;
    /// INSERT tells by RETURNING how to find the row; elsewhere this statement tells the number that it got.
    const char *lastNumber = nullptr;

    /// The identifier in the engine's quotes, inner quotes doubled.
    /// A NUL would end the statement: it is dropped, and the name is then not found.
    QString quoted(const QString &identifier) const;
    /// A table by name, in another database (or schema) when that is named.
    QString tableName(const QString &database, const QString &name) const;
    /// The placeholder for a text that is compared with a column of @p collation ("latin1_swedish_ci";
    /// empty: the column has none).
    QString textParameter(const QString &collation) const;
    /// The column as an expression on which LIKE works (binary columns too).
    QString textOf(const QString &column) const;
    QString headOf(const QString &column, int bytes) const;
    QString byteLengthOf(const QString &column) const;
};

extern const Dialect mariaDbDialect;
extern const Dialect postgresDialect;
