// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/democonnection.h"
#include "schema/schema.h"

/// Changes single rows of one table as a server does, on a connection of its own. The table's key is one
/// column or the row number.
class RowWriter {
public:
    RowWriter(const QString &path, const TableInfo &table);

    /// @p assignment is SQL: "expires = expires + 60".
    bool update(const QVariant &key, const QString &assignment);
    bool remove(const QVariant &key);
    /// The row that was removed last comes back as it was; nothing when there is none, or when another took
    /// its key.
    bool restore();
    /// Another row like this one: at the end of the table where the key is a number, directly behind it
    /// where it is text.
    bool copy(const QVariant &key);

private:
    bool run(const QString &sql, const QVariantList &values = {});

    QString m_table;
    QString m_key;
    QString m_columns; ///< all
    QString m_copiedColumns; ///< without a number that the database gives
    QString m_copiedValues;
    qint64 m_copies = 0; ///< number of the last copy: makes it unique
    QList<QVariantList> m_removed;
    DemoConnection m_connection;
};
