// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/documentlines.h"

#include "base/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostLines = 24; ///< of each side
constexpr qsizetype longestLine = 240;
constexpr qsizetype margin = 40; ///< bytes around a change within one long line

qsizetype commonStart(const QByteArray &a, const QByteArray &b)
{
    const auto [first, second] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return first - a.begin();
}

qsizetype commonEnd(const QByteArray &a, const QByteArray &b, qsizetype most)
{
    qsizetype length = 0;
    while (length < most && a.at(a.size() - 1 - length) == b.at(b.size() - 1 - length))
        ++length;
    return length;
}

bool isContinuation(char byte)
{
    return (byte & 0xC0) == 0x80;
}

/// [from, to) of a text, widened to whole characters, with marks where it was cut.
QString excerpt(const QByteArray &text, qsizetype from, qsizetype to)
{
    from = std::max<qsizetype>(0, from);
    to = std::min(text.size(), std::min(to, from + longestLine));
    while (from > 0 && isContinuation(text.at(from)))
        --from;
    while (to < text.size() && isContinuation(text.at(to)))
        ++to;
    return (from > 0 ? u"…"_s : QString()) + visibleText(text.sliced(from, to - from))
        + (to < text.size() ? u"…"_s : QString());
}

void addLines(QList<DocumentLine> &lines, DocumentLine::Kind kind, const QList<QByteArray> &texts)
{
    for (qsizetype i = 0; i < std::min(texts.size(), mostLines); ++i)
        lines.append({kind, excerpt(texts.at(i), 0, longestLine)});
    if (texts.size() > mostLines)
        lines.append({kind, u"…"_s});
}

/// One line in the place of one: only what differs in them.
QList<DocumentLine> lineChange(const QByteArray &before, const QByteArray &after)
{
    const qsizetype start = commonStart(before, after);
    const qsizetype end = commonEnd(before, after, std::min(before.size(), after.size()) - start);
    return {{DocumentLine::Kind::Removed, excerpt(before, start - margin, before.size() - end + margin)},
        {DocumentLine::Kind::Added, excerpt(after, start - margin, after.size() - end + margin)}};
}
} // namespace

QList<DocumentLine> documentLines(const QByteArray &before, const QByteArray &after)
{
    QList<QByteArray> removed = before.split('\n');
    QList<QByteArray> added = after.split('\n');
    while (!removed.isEmpty() && !added.isEmpty() && removed.constFirst() == added.constFirst()) {
        removed.removeFirst();
        added.removeFirst();
    }
    while (!removed.isEmpty() && !added.isEmpty() && removed.constLast() == added.constLast()) {
        removed.removeLast();
        added.removeLast();
    }
    if (removed.size() == 1 && added.size() == 1)
        return lineChange(removed.constFirst(), added.constFirst());
    QList<DocumentLine> lines;
    addLines(lines, DocumentLine::Kind::Removed, removed);
    addLines(lines, DocumentLine::Kind::Added, added);
    return lines;
}
