// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVariant>

#include <vector>

#include <mysql.h>

/// The values of one execution in the form in which the client library sends them, each with its own type:
/// whole numbers, double, text as UTF-8, bytes (QByteArray, RawText) as they are, NULL. Owns what is sent.
class MariaDbParameters {
public:
    explicit MariaDbParameters(const QVariantList &values);

    /// Every value has a form; a QString with half a character has none.
    bool areSound() const { return m_sound; }
    size_t size() const { return m_binds.size(); }
    MYSQL_BIND *binds() { return m_binds.data(); }

private:
    struct Cell {
        QByteArray bytes;
        qlonglong whole = 0;
        double real = 0;
        unsigned long length = 0;
    };

    void take(const QVariant &value, Cell &cell, MYSQL_BIND &bind);
    void takeText(const QString &text, Cell &cell, MYSQL_BIND &bind);
    static void takeBytes(const QByteArray &bytes, enum_field_types type, Cell &cell, MYSQL_BIND &bind);
    static void takeWhole(qlonglong whole, bool isUnsigned, Cell &cell, MYSQL_BIND &bind);

    std::vector<Cell> m_cells; ///< never grows: the binds point into it
    std::vector<MYSQL_BIND> m_binds;
    bool m_sound = true;
};
