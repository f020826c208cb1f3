// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/rowfilter.h"

#include <algorithm>
#include <array>

namespace {

/// Which operators a kind of column is offered, the most useful first. Null and NotNull follow where NULL is
/// possible.
const QList<FilterOp> textOps {FilterOp::Contains, FilterOp::Starts, FilterOp::Equal, FilterOp::NotEqual,
    FilterOp::Ends, FilterOp::In, FilterOp::Less, FilterOp::LessEqual, FilterOp::Greater,
    FilterOp::GreaterEqual};
const QList<FilterOp> wordOps {FilterOp::Equal, FilterOp::NotEqual, FilterOp::In};
const QList<FilterOp> timeOps {FilterOp::Less, FilterOp::Greater, FilterOp::LessEqual, FilterOp::GreaterEqual,
    FilterOp::Equal, FilterOp::NotEqual, FilterOp::In};
const QList<FilterOp> numberOps {FilterOp::Equal, FilterOp::NotEqual, FilterOp::Less, FilterOp::LessEqual,
    FilterOp::Greater, FilterOp::GreaterEqual, FilterOp::In};
const QList<FilterOp> documentOps {FilterOp::Contains, FilterOp::Starts, FilterOp::Ends};

struct MeaningOps {
    Meaning meaning;
    const QList<FilterOp> *ops;
};

const std::array meaningOps {
    MeaningOps {Meaning::Time, &timeOps},
    MeaningOps {Meaning::Expiry, &timeOps},
    MeaningOps {Meaning::DesiredExpiry, &timeOps},
    MeaningOps {Meaning::Status, &wordOps},
    MeaningOps {Meaning::DocType, &wordOps},
    MeaningOps {Meaning::PuaEvent, &wordOps},
    MeaningOps {Meaning::PuaFlag, &wordOps},
    MeaningOps {Meaning::AuthState, &wordOps},
    MeaningOps {Meaning::XcapSource, &wordOps},
    MeaningOps {Meaning::Document, &documentOps},
};

const QList<FilterOp> &opsOfKind(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Text:
        return textOps;
    case ColumnKind::Binary:
        return documentOps;
    case ColumnKind::Integer:
    case ColumnKind::Real:
        break;
    }
    return numberOps;
}

} // namespace

const QList<FilterOpSpec> &filterOps()
{
    static const QList<FilterOpSpec> ops {
        {FilterOp::Equal, "=", QT_TRANSLATE_NOOP("RowFilter", "is"), true},
        {FilterOp::NotEqual, "!=", QT_TRANSLATE_NOOP("RowFilter", "is not"), true},
        {FilterOp::Less, "<", QT_TRANSLATE_NOOP("RowFilter", "is less than"), true},
        {FilterOp::LessEqual, "<=", QT_TRANSLATE_NOOP("RowFilter", "is at most"), true},
        {FilterOp::Greater, ">", QT_TRANSLATE_NOOP("RowFilter", "is greater than"), true},
        {FilterOp::GreaterEqual, ">=", QT_TRANSLATE_NOOP("RowFilter", "is at least"), true},
        {FilterOp::Contains, "contains", QT_TRANSLATE_NOOP("RowFilter", "contains"), true},
        {FilterOp::Starts, "starts", QT_TRANSLATE_NOOP("RowFilter", "starts with"), true},
        {FilterOp::Ends, "ends", QT_TRANSLATE_NOOP("RowFilter", "ends with"), true},
        {FilterOp::In, "in", QT_TRANSLATE_NOOP("RowFilter", "is one of"), true},
        {FilterOp::Null, "null", QT_TRANSLATE_NOOP("RowFilter", "is NULL"), false},
        {FilterOp::NotNull, "notnull", QT_TRANSLATE_NOOP("RowFilter", "is not NULL"), false},
    };
    return ops;
}

QList<FilterOp> filterOpsFor(const ColumnInfo &column)
{
    const auto *special = std::find_if(meaningOps.begin(), meaningOps.end(),
        [&](const MeaningOps &each) { return each.meaning == column.meaning; });
    QList<FilterOp> ops = special == meaningOps.end() ? opsOfKind(column.kind) : *special->ops;
    if (!column.notNull)
        ops << FilterOp::Null << FilterOp::NotNull;
    return ops;
}
