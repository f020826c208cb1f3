// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hexkeys.h"

#include "editor/hexview.h"

#include <QKeyEvent>

#include <array>

namespace {
/// Keys that move, by bytes and rows.
struct HexMove {
    QKeySequence::StandardKey key;
    QKeySequence::StandardKey selectingKey;
    int bytes;
    int pages;
};

constexpr std::array hexMoves {
    HexMove {QKeySequence::MoveToNextChar, QKeySequence::SelectNextChar, 1, 0},
    HexMove {QKeySequence::MoveToPreviousChar, QKeySequence::SelectPreviousChar, -1, 0},
    HexMove {QKeySequence::MoveToNextLine, QKeySequence::SelectNextLine, HexView::bytesInRow, 0},
    HexMove {QKeySequence::MoveToPreviousLine, QKeySequence::SelectPreviousLine, -HexView::bytesInRow, 0},
    HexMove {QKeySequence::MoveToNextPage, QKeySequence::SelectNextPage, 0, 1},
    HexMove {QKeySequence::MoveToPreviousPage, QKeySequence::SelectPreviousPage, 0, -1},
};

/// Keys that go to an end.
struct HexEnd {
    QKeySequence::StandardKey key;
    QKeySequence::StandardKey selectingKey;
    qint64 (*target)(qint64 cursor, qint64 size);
};

constexpr std::array hexEnds {
    HexEnd {QKeySequence::MoveToStartOfDocument, QKeySequence::SelectStartOfDocument,
        [](qint64, qint64) { return qint64(0); }},
    HexEnd {QKeySequence::MoveToEndOfDocument, QKeySequence::SelectEndOfDocument,
        [](qint64, qint64 size) { return size - 1; }},
    HexEnd {QKeySequence::MoveToStartOfLine, QKeySequence::SelectStartOfLine,
        [](qint64 cursor, qint64) { return cursor - cursor % HexView::bytesInRow; }},
    HexEnd {QKeySequence::MoveToEndOfLine, QKeySequence::SelectEndOfLine,
        [](qint64 cursor, qint64) {
            return cursor - cursor % HexView::bytesInRow + HexView::bytesInRow - 1;
        }},
};
} // namespace

std::optional<HexTarget> hexTargetOf(const QKeyEvent &event, qint64 cursor, qint64 size, qint64 page)
{
    for (const HexMove &move : hexMoves) {
        const qint64 to = cursor + move.bytes + move.pages * page;
        if (event.matches(move.key) || event.matches(move.selectingKey))
            return HexTarget {to, event.matches(move.selectingKey)};
    }
    for (const HexEnd &end : hexEnds) {
        if (event.matches(end.key) || event.matches(end.selectingKey))
            return HexTarget {end.target(cursor, size), event.matches(end.selectingKey)};
    }
    return std::nullopt;
}
