// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/tablerole.h"

#include <QList>
#include <QString>
#include <QVariant>

/// A column with a value exactly as Connection::select() gives it: null, qlonglong, double, QString (clean
/// text), RawText (text that is no clean UTF-8), QByteArray (binary).
struct NamedValue {
    QString column;
    QVariant value;
    bool operator==(const NamedValue &other) const;
};

enum class ChangeKind { Insert, Update, Delete };

/// One row as it was seen and as it is wanted. Nothing is written unless the database still has what was
/// seen.
struct RowChange {
    ChangeKind kind = ChangeKind::Update;
    TableRole role = TableRole::Presentity;
    QString table; ///< name in the database
    QString database; ///< where that is not the connection's own
    QList<NamedValue> key; ///< key columns (or the rowid) with their stored values; empty for Insert
    QList<NamedValue> seen; ///< Update: at least the changed columns; Delete: the whole row; Insert: empty
    QList<NamedValue> wanted; ///< Update: the changed columns; Insert: those that are given; Delete: empty
    QString label; ///< for people: "presence document of sip:alice@example.com"

    bool operator==(const RowChange &) const = default;
};

/// The entry of a column, whatever the case of its name; nullptr when there is none.
const NamedValue *valueOf(const QList<NamedValue> &values, const QString &column);
/// @p values with those of @p newer in their place, and what is only there behind them.
QList<NamedValue> overlaid(QList<NamedValue> values, const QList<NamedValue> &newer);
/// The same bytes of the same type; NULL equals NULL only.
bool isSameValue(const QVariant &one, const QVariant &other);
/// What takes a change back, once it has been made: update and delete need nothing more than they hold;
/// @p key names the row that an insert made.
RowChange inverseOf(const RowChange &change, const QList<NamedValue> &key);
