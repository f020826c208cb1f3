// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/nearestword.h"

#include <algorithm>
#include <numeric>

namespace {

constexpr qsizetype longestWord = 64;

/// Letters to insert, remove or replace (Levenshtein).
int distance(const QString &left, const QString &right)
{
    QList<int> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < right.size(); ++j) {
            const int replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.last();
}

} // namespace

QString nearestWord(const QString &typed, const QStringList &words)
{
    const QString plain = typed.trimmed().toLower();
    if (plain.isEmpty() || plain.size() > longestWord)
        return {};
    QStringList near;
    for (const QString &word : words) {
        if (word.toLower() == plain)
            return word;
        const bool isShort = std::min(word.size(), plain.size()) < 4;
        if (word.size() <= longestWord && distance(word.toLower(), plain) <= (isShort ? 1 : 2))
            near.append(word);
    }
    return near.size() == 1 ? near.first() : QString();
}
