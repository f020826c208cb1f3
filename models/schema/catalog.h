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
};

/// A table or index with text that changes whenever its definition does.
struct CatalogDefinition {
    QString name;
    QString text;
};

/// How one engine's catalog is read. Names always travel as bound values.
struct CatalogReader {
    /// All tables and views that a person made.
    Result<QStringList> (*tableNames)(Connection &connection);
    Result<CatalogTable> (*table)(Connection &connection, const QString &name);
    /// What defines these tables and their indexes, to see whether anything changed. One statement.
    Result<QList<CatalogDefinition>> (*definitions)(Connection &connection, const QStringList &names);
};

/// The reader for the connection's engine.
const CatalogReader &catalogReader(const Connection &connection);

extern const CatalogReader sqliteCatalogReader;
