// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbcursor.h"

#include <memory>
#include <vector>

struct MariaDbStatementCloser {
    void operator()(MYSQL_STMT *statement) const;
};

/// A statement that the server has prepared, executed with typed values as often as wanted.
class MariaDbStatement : public MariaDbCursor {
public:
    explicit MariaDbStatement(MYSQL *handle);

    bool prepare(const QByteArray &sql);
    bool execute(const QVariantList &values);

    Step next() override;
    void close() override;
    QSqlError error(QSqlError::ErrorType type) const override;
    qulonglong affectedRows() const override;
    qulonglong insertId() const override;

private:
    /// Where the library puts one column of a row. A longer value is asked for again, at its full length.
    struct Slot {
        std::vector<char> bytes;
        qlonglong whole = 0;
        double real = 0;
        float single = 0;
        unsigned long length = 0;
        my_bool isNull = 0;
        my_bool isCut = 0;
    };

    bool bindRow();
    void bindSlot(const MariaDbColumn &column, Slot &slot, MYSQL_BIND &bind);
    QVariant slotValue(unsigned column);
    QByteArray slotBytes(unsigned column);
    bool fail(unsigned code, const char *text);

    std::unique_ptr<MYSQL_STMT, MariaDbStatementCloser> m_statement;
    std::vector<Slot> m_slots; ///< never grows while bound
    std::vector<MYSQL_BIND> m_binds;
    QSqlError m_ownError; ///< ours, when the library was not even asked
    bool m_isOpen = false; ///< executed, and rows may still come
    bool m_failed = false;
};
