// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/columntype.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

int declaredWidth(const QString &type)
{
    static const QRegularExpression pattern(
        uR"(^\s*(?:national\s+)?(?:n?var)?n?char(?:acter)?(?:\s+varying)?2?\s*\(\s*(\d{1,9}))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(type).captured(1).toInt();
}

ColumnKind kindOfType(const QString &type, ColumnKind undeclared)
{
    struct Word {
        QLatin1StringView word;
        ColumnKind kind;
    };
    // Searched in this order, as SQLite itself does it.
    static constexpr Word words[] {
        {"int"_L1, ColumnKind::Integer},
        {"serial"_L1, ColumnKind::Integer},
        {"char"_L1, ColumnKind::Text},
        {"clob"_L1, ColumnKind::Text},
        {"text"_L1, ColumnKind::Text},
        {"blob"_L1, ColumnKind::Binary},
        {"bytea"_L1, ColumnKind::Binary},
        {"binary"_L1, ColumnKind::Binary},
        {"real"_L1, ColumnKind::Real},
        {"floa"_L1, ColumnKind::Real},
        {"doub"_L1, ColumnKind::Real},
        {"dec"_L1, ColumnKind::Real},
        {"num"_L1, ColumnKind::Real},
    };
    for (const Word &entry : words)
        if (type.contains(entry.word, Qt::CaseInsensitive))
            return entry.kind;
    return undeclared;
}
