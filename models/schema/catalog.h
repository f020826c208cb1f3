// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

class Connection;

/// A column as the engine's catalog lists it.
struct CatalogColumn {
    QString name;
    QString type;
    bool notNull = false;
    int keyPosition = 0; ///< place in the primary key, from 1; 0 when it is no part of it
    QString collation = {}; ///< how its texts are compared; empty where the engine has no say in that
    QString defaultValue = {}; ///< as the catalog spells it; null when there is none
    bool isGenerated = false; ///< the engine numbers rows by it: auto_increment, serial, INTEGER PRIMARY KEY
    bool isComputed = false; ///< follows from other columns and cannot be written
};

/// An index as the engine's catalog lists it. Only whole ones (no condition, no expressions) can identify a
/// row.
struct CatalogIndex {
    QString name;
    bool unique = false;
    bool whole = true;
    QStringList columns;
};

/// A table or view with everything that the catalog says about it. Plain data, whatever the engine.
struct CatalogTable {
    QString name;
    QList<CatalogColumn> columns;
    QList<CatalogIndex> indexes;
    QString hiddenKey; ///< name of a hidden column that numbers the rows ("rowid"), empty when there is none
    QString database = {}; ///< where it lies when that is not the connection's own database
    QString storage = {}; ///< storage engine ("InnoDB", "MyISAM"), empty where there is but one
    qint64 estimatedRows = -1; ///< what the engine believes, -1 when it has no idea
};

/// A table by name, in the connection's own database unless another one (PostgreSQL: a schema) is named.
struct TableRef {
    QString database;
    QString name;
    bool operator==(const TableRef &) const = default;
};

/// A table or index with text that changes whenever its definition does.
struct CatalogDefinition {
    QString name;
    QString text;
};

/// How one engine's catalog is read. Names always travel as bound values.
struct CatalogReader {
    bool hasDatabases; ///< "database.table" names a table elsewhere on the same server
    /// All tables and views that a person made, of the own database when none is named.
    Result<QStringList> (*tableNames)(Connection &connection, const QString &database);
    Result<CatalogTable> (*table)(Connection &connection, const TableRef &table);
    /// What defines these tables and their indexes, to see whether anything changed.
    Result<QList<CatalogDefinition>> (*definitions)(
        Connection &connection, const QString &database, const QStringList &names);
    /// How many rows the engine believes there are, without counting; -1 when it has no idea.
    Result<qint64> (*estimatedRows)(Connection &connection, const TableRef &table);
};

/// The reader for the connection's engine.
const CatalogReader &catalogReader(const Connection &connection);

extern const CatalogReader sqliteCatalogReader;
extern const CatalogReader mariaDbCatalogReader;
extern const CatalogReader postgresCatalogReader;
