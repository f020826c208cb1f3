// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "schema/decode.h"

enum class FilterOp {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Contains,
    Starts,
    Ends,
    In,
    Null,
    NotNull
};

/// One operator as both programs offer it.
struct FilterOpSpec {
    FilterOp op;
    const char *word; ///< command line: "=", "!=", "<", "contains", "null" ...
    const char *label; ///< translatable label of the filter row ("contains")
    bool takesValue;
};

/// All operators, in the order of the chooser.
const QList<FilterOpSpec> &filterOps();
/// The operators that make sense for a column, the most useful first.
QList<FilterOp> filterOpsFor(const ColumnInfo &column);

/// One condition. Values are stored values (already encoded), bound, never glued into a statement.
struct Condition {
    QString column;
    FilterOp op = FilterOp::Equal;
    QVariantList values; ///< one; several for In; none for Null and NotNull
    bool operator==(const Condition &) const = default;
};

/// Conditions that all hold, and a free text that occurs in one of the identifying columns. A value; knows no
/// widget.
struct RowFilter {
    QList<Condition> conditions;
    QString freeText;

    bool isEmpty() const { return conditions.isEmpty() && freeText.isEmpty(); }
    bool operator==(const RowFilter &) const = default;
};

/// The filter as a WHERE expression with placeholders ("" when empty). Unknown columns are an Error (Usage)
/// that lists the known ones.
Result<Statement> whereClause(const RowFilter &filter, const TableInfo &table, const Dialect &dialect);

/// Reads "COLUMN OP VALUE" of the command line; the value raw or the decoded word; In takes a comma-separated
/// list. Errors (Usage): unknown column, unknown operator, missing value, a word that the column does not
/// know; each sentence lists what is accepted.
Result<Condition> parseCondition(const QString &text, const TableInfo &table, const DecodeContext &context);
