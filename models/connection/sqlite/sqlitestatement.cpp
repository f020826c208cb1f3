// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitestatement.h"

#include "connection/connection.h"
#include "connection/textvalue.h"

#include <sqlite3.h>

namespace {
int bindText(sqlite3_stmt *statement, int at, const QByteArray &utf8)
{
    return sqlite3_bind_text64(statement, at, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
        SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds with the value's own storage class: SQLite compares classes before contents.
int bindValue(sqlite3_stmt *statement, int at, const QVariant &value)
{
    if (value.isNull())
        return sqlite3_bind_null(statement, at);
    if (value.userType() == qMetaTypeId<RawText>())
        return bindText(statement, at, value.value<RawText>().bytes);
    switch (value.userType()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, at, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, at, value.toDouble());
    case QMetaType::QByteArray: {
        const QByteArray bytes = value.toByteArray();
        return sqlite3_bind_blob64(statement, at, bytes.isNull() ? "" : bytes.constData(),
            static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
    }
    default:
        return bindText(statement, at, value.toString().toUtf8());
    }
}

/// The data first, its size after: SQLite may convert it in between.
QByteArray bytesOf(const void *data, sqlite3_stmt *statement, int column)
{
    const auto *bytes = static_cast<const char *>(data);
    return QByteArray(bytes ? bytes : "", sqlite3_column_bytes(statement, column));
}

QVariant columnValue(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<qlonglong>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
        return textValue(bytesOf(sqlite3_column_text(statement, column), statement, column));
    case SQLITE_BLOB:
        return bytesOf(sqlite3_column_blob(statement, column), statement, column);
    default:
        return {};
    }
}
} // namespace

void SqliteFinalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

QVariantList sqliteRow(sqlite3_stmt *statement)
{
    const int count = sqlite3_column_count(statement);
    QVariantList row;
    row.reserve(count);
    for (int i = 0; i < count; ++i)
        row.append(columnValue(statement, i));
    return row;
}

QStringList sqliteColumns(sqlite3_stmt *statement)
{
    QStringList names;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        names.append(QString::fromUtf8(sqlite3_column_name(statement, i)));
    return names;
}

SqliteStatement prepareSqlite(sqlite3 *handle, const Statement &statement)
{
    sqlite3_stmt *raw = nullptr;
    const QByteArray sql = statement.sql.toUtf8();
    if (sqlite3_prepare_v2(handle, sql.constData(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
        return {};
    SqliteStatement prepared(raw);
    for (int i = 0; i < statement.values.size(); ++i)
        if (bindValue(raw, i + 1, statement.values.at(i)) != SQLITE_OK)
            return {};
    return prepared;
}
