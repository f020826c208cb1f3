// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemafile.h"

#include "connection/engine.h"
#include "seeddatabase.h"

using namespace Qt::StringLiterals;

SchemaFile::SchemaFile(const QString &sql)
{
    // An empty file is no database yet, so there is always one table that has no role.
    if (const auto made = executeSql(path(), u"CREATE TABLE filler (a INTEGER);"_s + sql); !made) {
        m_error = made.error().detail;
        return;
    }
    auto opened = openConnection({.url = {u"sqlite"_s, path()}});
    if (opened)
        m_connection = std::move(*opened);
    else
        m_error = opened.error().message + opened.error().detail;
}

QString SchemaFile::path() const
{
    return m_folder.filePath(u"presence.db"_s);
}

bool SchemaFile::run(const QString &sql)
{
    const auto done = executeSql(path(), sql);
    if (!done)
        m_error = done.error().detail;
    return bool(done);
}

DatabaseSchema SchemaFile::schema(const TableNames &names)
{
    const auto read = readSchema(*m_connection, names);
    if (read)
        return *read;
    DatabaseSchema failed;
    failed.label = read.error().message + read.error().detail;
    return failed;
}

QStringList codesOf(const TableInfo &table)
{
    QStringList codes;
    for (const Finding &finding : table.findings)
        codes.append(finding.code);
    return codes;
}

QStringList allFindings(const DatabaseSchema &schema)
{
    QStringList all;
    for (const TableInfo &table : schema.tables)
        for (const QString &code : codesOf(table))
            all.append(table.name + u": "_s + code);
    return all;
}
