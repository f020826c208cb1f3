// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowwriter.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int busyMs = 5000;

/// Columns that the tables want to be unique.
bool mustDiffer(const QString &column)
{
    return column == "callid"_L1 || column == "from_tag"_L1;
}
} // namespace

RowWriter::RowWriter(const QString &path, const TableInfo &table)
    : m_table(table.name)
    , m_key(table.key.constFirst())
    , m_connection(path, busyMs)
{
    QStringList all;
    QStringList copied;
    QStringList values;
    for (const ColumnInfo &column : table.columns) {
        all.append(column.name);
        if (column.name == "id"_L1)
            continue;
        copied.append(column.name);
        values.append(mustDiffer(column.name) ? column.name + " || ?"_L1 : column.name);
    }
    if (table.keyKind == KeyKind::Rowid)
        all.append(m_key);
    m_columns = all.join(", "_L1);
    m_copiedColumns = copied.join(", "_L1);
    m_copiedValues = values.join(", "_L1);
    // A test's file need not survive a power cut.
    run(u"PRAGMA synchronous = OFF"_s);
    // Copies of another writer may be in the file.
    const auto last = m_connection.value(u"SELECT max(rowid) FROM "_s + m_table);
    m_copies = last ? last->toLongLong() : 0;
}

bool RowWriter::run(const QString &sql, const QVariantList &values)
{
    const auto done = m_connection.run(sql, values);
    if (!done)
        qWarning("%s in %s", qPrintable(done.error().detail), qPrintable(sql));
    return bool(done);
}

bool RowWriter::update(const QVariant &key, const QString &assignment)
{
    return run(u"UPDATE %1 SET %2 WHERE %3 = ?"_s.arg(m_table, assignment, m_key), {key});
}

bool RowWriter::remove(const QVariant &key)
{
    const auto rows =
        m_connection.rows(u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(m_columns, m_table, m_key), {key});
    if (!rows)
        return false;
    m_removed += *rows;
    return run(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(m_table, m_key), {key});
}

bool RowWriter::restore()
{
    if (m_removed.isEmpty())
        return true;
    const QVariantList row = m_removed.takeLast();
    const QString marks = QStringList(row.size(), u"?"_s).join(", "_L1);
    return run(u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(m_table, m_columns, marks), row);
}

bool RowWriter::copy(const QVariant &key)
{
    const QString suffix = u"-%1"_s.arg(++m_copies);
    QVariantList values(m_copiedValues.count(u'?'), suffix);
    values.append(key);
    return run(u"INSERT INTO %1 (%2) SELECT %3 FROM %1 WHERE %4 = ?"_s.arg(
                   m_table, m_copiedColumns, m_copiedValues, m_key),
        values);
}
