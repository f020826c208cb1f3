// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/documentlines.h"

#include "base/visibletext.h"
#include "document/textdiff.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostLines = 40;
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

/// One line in the place of one: only what differs in them.
QList<DocumentLine> lineChange(const QByteArray &before, const QByteArray &after)
{
    const qsizetype start = commonStart(before, after);
    const qsizetype end = commonEnd(before, after, std::min(before.size(), after.size()) - start);
    return {{DocumentLine::Kind::Removed, excerpt(before, start - margin, before.size() - end + margin)},
        {DocumentLine::Kind::Added, excerpt(after, start - margin, after.size() - end + margin)}};
}

/// Collects the lines that differ while the pieces go by.
class LineCollector {
public:
    void same(const QByteArray &text)
    {
        for (const char c : text) {
            if (c == '\n') {
                endLine();
                continue;
            }
            m_before += c;
            m_after += c;
        }
    }
    void changed(const DiffPiece &piece)
    {
        m_isTouched = true;
        add(piece.before, m_before, m_removed);
        add(piece.after, m_after, m_added);
    }
    void endLine()
    {
        if (m_isTouched && m_before != m_after) {
            m_removed.append(m_before);
            m_added.append(m_after);
        }
        m_before.clear();
        m_after.clear();
        m_isTouched = false;
        flush();
    }
    QList<DocumentLine> lines() const { return m_lines; }

private:
    static void add(const QByteArray &text, QByteArray &line, QList<QByteArray> &lines)
    {
        for (const char c : text) {
            if (c != '\n') {
                line += c;
                continue;
            }
            lines.append(line);
            line.clear();
        }
    }
    void append(DocumentLine::Kind kind, const QList<QByteArray> &texts)
    {
        for (const QByteArray &text : texts)
            if (m_lines.size() < mostLines)
                m_lines.append({kind, excerpt(text, 0, longestLine)});
            else if (m_lines.size() == mostLines)
                m_lines.append({DocumentLine::Kind::Same, u"…"_s});
    }
    void flush()
    {
        if (m_removed.size() == 1 && m_added.size() == 1 && m_lines.size() < mostLines) {
            m_lines += lineChange(m_removed.constFirst(), m_added.constFirst());
        } else {
            append(DocumentLine::Kind::Removed, m_removed);
            append(DocumentLine::Kind::Added, m_added);
        }
        m_removed.clear();
        m_added.clear();
    }

    QByteArray m_before;
    QByteArray m_after;
    bool m_isTouched = false;
    QList<QByteArray> m_removed;
    QList<QByteArray> m_added;
    QList<DocumentLine> m_lines;
};
} // namespace

QList<DocumentLine> documentLines(const QByteArray &before, const QByteArray &after)
{
    LineCollector collector;
    const TextDiff diff = compareTexts(before, after);
    for (const DiffPiece &piece : diff.pieces) {
        if (piece.isSame)
            collector.same(piece.before);
        else
            collector.changed(piece);
    }
    collector.endLine();
    return collector.lines();
}
