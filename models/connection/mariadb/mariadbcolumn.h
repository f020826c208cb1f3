// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSqlField>
#include <QString>
#include <QVariant>

#include <mysql.h>

/// How the values of a result's column are read. Text and Bytes both arrive as the stored bytes, as
/// QByteArray; the type of the QSqlField (QString or QByteArray) tells them apart.
enum class MariaDbKind {
    Integer, ///< qlonglong
    Unsigned, ///< qlonglong while it fits, else qulonglong
    Bits, ///< BIT(n), as Unsigned
    Float, ///< the same number as double, so that it is found again by it
    Double,
    Ascii, ///< decimals, dates and times: QString as the server writes them
    Text,
    Bytes
};

/// A column of a result.
struct MariaDbColumn {
    QString name;
    QString table; ///< empty for an expression
    MariaDbKind kind = MariaDbKind::Text;
    bool required = false;

    static MariaDbColumn of(const MYSQL_FIELD &field);
    /// A column as information_schema names its type ("bigint", "varchar").
    static MariaDbKind kindNamed(const QString &dataType, bool isUnsigned);
    QMetaType type() const;
    QSqlField sqlField() const;
    /// What a value means that arrived as bytes: the text form of a number, or the bytes themselves.
    QVariant value(const QByteArray &bytes) const;
};

/// qlonglong while it fits.
QVariant mariaDbUnsigned(qulonglong value);
