// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/meaning.h"
#include "schema/tablerole.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

class Connection;

enum class ColumnKind { Text, Integer, Real, Binary };

/// A column as the database has it, with what our specification knows of it.
struct ColumnInfo {
    QString name;
    QString declaredType; ///< as the catalog spells it, "VARCHAR(64)"
    ColumnKind kind = ColumnKind::Text;
    int width = 0; ///< declared characters, 0 when none are declared
    bool notNull = false;
    bool known = false; ///< the specification of the table's generation has it (of any generation while that
                        ///< is undetermined)
    bool identity = false; ///< says who or what the row is about: shown first
    Meaning meaning = Meaning::Plain;
    QString collation = {}; ///< how its texts are compared; empty where the engine has no say in that
    QString defaultValue =
        {}; ///< what a new row has there, as the catalog spells it; null when nothing is declared
    bool isGenerated = false; ///< the engine numbers rows by it when no value is given
    bool isComputed = false; ///< follows from other columns and cannot be written
};

struct IndexInfo {
    QString name;
    bool unique = false;
    QStringList columns;
    bool whole = true; ///< has every row with all of these columns, so rows can be read in its order
};

/// What identifies a row: key columns, SQLite's rowid, or nothing (then the grid pages by OFFSET and is
/// read-only).
enum class KeyKind { Columns, Rowid, None };

/// Something about the schema that a support engineer should know. The code is stable, for scripts.
struct Finding {
    QString code; ///< version-missing, version-unreadable, version-mismatch, version-other-family,
                  ///< table-missing, column-unknown, column-missing, width-differs, index-missing, unreadable
    QString sentence;
    bool operator==(const Finding &) const = default;
};

/// One presence table as found (or not found) in the database.
struct TableInfo {
    TableRole role = TableRole::Presentity;
    QString name; ///< the name in this database (may be mapped)
    bool present = false;
    bool readable = true; ///< false: the catalog names it but it cannot be read (finding "unreadable")
    QList<ColumnInfo> columns; ///< in catalog order
    QList<IndexInfo> indexes;
    KeyKind keyKind = KeyKind::None;
    QStringList key; ///< key columns; for Rowid the hidden column's name
    Family family = Family::Unknown;
    QString generation; ///< "S0", "K53" ..., empty when undetermined
    std::optional<int> version; ///< number in the version table
    QList<Finding> findings;
    QString database = {}; ///< the database or schema it lies in when that is not the connection's own
    QString storage = {}; ///< storage engine ("InnoDB", "MyISAM"), empty where there is but one
    qint64 estimatedRows = -1; ///< what the engine believed when the schema was read, -1: no idea

    /// Readers of this table stop the server's writers while they read (MyISAM).
    bool readersStopWriters() const;
    int indexOf(const QString &column) const; ///< position in columns, -1 when there is none
    int indexOf(Meaning meaning) const; ///< first column with that meaning, -1 when there is none
};

/// What the whole database is: every role has an entry, present or not.
struct DatabaseSchema {
    Family family = Family::Unknown;
    QString
        label; ///< for the status bar: "Kamailio 5.3 to 5.6 tables", "seed tables (OpenSER, December 2006)"
    bool hasVersionTable = false;
    QList<TableInfo> tables; ///< one per role, in the order of the roles
    QStringList otherTables; ///< names of tables without a role, candidates for a mapping
    QByteArray fingerprint; ///< changes when any column, index or version row changes

    const TableInfo *table(TableRole role) const;
    const TableInfo *tableNamed(const QString &nameOrRole) const;
    bool anyPresent() const;
};

/// Reads the catalog and decides generation and family: columns first, version rows second.
/// Errors: what Connection::select() returns. A single unreadable table is a finding, not an error.
Result<DatabaseSchema> readSchema(Connection &connection, const TableNames &names = {});

/// Cheap: the fingerprint alone, compared at every refresh tick.
Result<QByteArray> readFingerprint(Connection &connection, const TableNames &names = {});
