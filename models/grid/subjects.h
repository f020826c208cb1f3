// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sipuri.h"
#include "grid/rowfilter.h"

#include <optional>

/// Whom a row is about: every generation spells presentity, watcher and Call-ID in columns of its own.
enum class Subject { Presentity, Watcher, CallId };

/// True when rows of the table name such a subject.
bool hasSubject(Subject subject, const TableInfo &table);
/// The value of a row's subject as one text (an address or a Call-ID), nothing when the table has no such
/// column.
std::optional<QString> subjectOf(Subject subject, const TableInfo &table, const QVariantList &cells);
/// The conditions that find the same subject in a table, empty when it has no such column.
QList<Condition> subjectConditions(Subject subject, const TableInfo &table, const QString &value);

/// A way from one row to the rows of another table that belong to it.
struct RowLink {
    QString label; ///< "Watcher row", "Documents of sip:alice@example.com" ...
    TableRole role = TableRole::Presentity;
    QList<Condition> conditions;
};

/// All ways from a row, into tables that this database has.
QList<RowLink> linksOf(const DatabaseSchema &schema, const TableInfo &table, const QVariantList &cells);
