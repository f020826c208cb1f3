// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "schema/schema.h"

#include <QTemporaryDir>

#include <memory>

/// A temporary SQLite file whose schema is read the way the programs read it.
class SchemaFile {
public:
    /// Makes the file from statements; an empty text makes an empty database.
    explicit SchemaFile(const QString &sql);

    bool isValid() const { return m_error.isEmpty(); }
    /// Why making or opening the file failed.
    QString error() const { return m_error; }
    QString path() const;
    Connection &connection() { return *m_connection; }
    /// Runs statements as another program would, on a connection of their own.
    bool run(const QString &sql);
    /// The schema, or an empty one (its label then holds the error).
    DatabaseSchema schema(const TableNames &names = {});

private:
    QTemporaryDir m_folder;
    QString m_error;
    std::unique_ptr<Connection> m_connection;
};

/// Codes of a table's findings, in their order.
QStringList codesOf(const TableInfo &table);
/// "table: code" of every finding of the database.
QStringList allFindings(const DatabaseSchema &schema);
