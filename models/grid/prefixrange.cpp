// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/prefixrange.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Each letter doubles the number of ranges. This many tell "sip:alice" apart from all others.
constexpr int mostLetters = 8;

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// The beginning of which all spellings are listed. Other letters than those of ASCII have spellings that
/// only the server knows.
QString spelledPart(const QString &prefix)
{
    int letters = 0;
    const auto *end = std::find_if(prefix.begin(), prefix.end(), [&letters](QChar c) {
        letters += isLetter(c) ? 1 : 0;
        return c.unicode() > 126 || letters > mostLetters;
    });
    return prefix.left(end - prefix.begin());
}

QStringList spellings(const QString &text)
{
    QStringList all {QString()};
    for (const QChar c : text) {
        QStringList longer;
        for (const QString &each : std::as_const(all)) {
            longer.append(each + c.toUpper());
            if (isLetter(c))
                longer.append(each + c.toLower());
        }
        all = longer;
    }
    return all;
}

QString next(QString text)
{
    text.back() = QChar(text.back().unicode() + 1);
    return text;
}
} // namespace

QList<PrefixRange> prefixRanges(const QString &prefix)
{
    const QString part = spelledPart(prefix);
    QList<PrefixRange> ranges;
    if (!part.isEmpty())
        for (const QString &spelling : spellings(part))
            ranges.append({spelling, next(spelling)});
    return ranges;
}

bool hasBytewiseIndex(const TableInfo &table, const ColumnInfo &column)
{
    static const QStringList bytewise {u"C"_s, u"POSIX"_s, u"C.UTF-8"_s, u"C.utf8"_s, u"ucs_basic"_s};
    return bytewise.contains(column.collation)
        && std::any_of(table.indexes.begin(), table.indexes.end(),
            [&](const IndexInfo &index) { return index.whole && index.columns.value(0) == column.name; });
}
