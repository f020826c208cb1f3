// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/textdiff.h"

#include <QByteArrayView>

#include <algorithm>
#include <vector>

// Without it the library compares whole lines by value: our units are views, and cheap.
#include <dtl/dtl.hpp>

namespace {
/// Lines or words of one comparison; beyond them the texts count as different where they are not the same at
/// both ends.
constexpr qsizetype mostUnits = 10'000;
/// Places that the library may note down while it compares; its own bound makes it begin again, and wrongly.
constexpr long long mostPlaces = 1'500'000;
/// What stands between two changes and is no longer than this, without a letter, belongs to them.
constexpr qsizetype shortGap = 3;

using Units = std::vector<QByteArrayView>;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Letters, digits and everything beyond ASCII, so that no character is cut apart.
bool isWord(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z')
        || (byte >= 'a' && byte <= 'z') || byte == '_';
}

Units linesOf(QByteArrayView text)
{
    Units lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const qsizetype length = end < 0 ? text.size() : end + 1;
        lines.push_back(text.first(length));
        text = text.sliced(length);
    }
    return lines;
}

qsizetype wordLength(QByteArrayView text)
{
    const auto sameKind = [first = text.front()](
                              char c) { return isWord(first) ? isWord(c) : isBlank(first) && isBlank(c); };
    qsizetype length = 1;
    while (length < text.size() && sameKind(text.at(length)))
        ++length;
    return length;
}

Units wordsOf(QByteArrayView text)
{
    Units words;
    while (!text.isEmpty()) {
        const qsizetype length = wordLength(text);
        words.push_back(text.first(length));
        text = text.sliced(length);
    }
    return words;
}

QByteArray joined(const Units &units)
{
    QByteArray text;
    for (const QByteArrayView unit : units)
        text.append(unit);
    return text;
}

void append(QList<DiffPiece> &pieces, bool isSame, QByteArrayView before, QByteArrayView after)
{
    if (before.isEmpty() && after.isEmpty())
        return;
    if (pieces.isEmpty() || pieces.constLast().isSame != isSame)
        pieces.append({isSame, {}, {}});
    pieces.last().before.append(before);
    pieces.last().after.append(after);
}

void appendAll(QList<DiffPiece> &pieces, const QList<DiffPiece> &more)
{
    for (const DiffPiece &piece : more)
        append(pieces, piece.isSame, piece.before, piece.after);
}

/// How many places the library would note down for these, found without noting any.
long long placesFor(const Units &before, const Units &after)
{
    dtl::Diff<QByteArrayView, Units> measure(before, after);
    measure.onOnlyEditDistance();
    measure.compose();
    const auto difference = static_cast<long long>(
        before.size() > after.size() ? before.size() - after.size() : after.size() - before.size());
    const long long detours = (measure.getEditDistance() - difference) / 2 + 1;
    return detours * (detours + difference + 1);
}

QList<DiffPiece> compareMiddle(const Units &before, const Units &after, bool &isCoarse)
{
    QList<DiffPiece> pieces;
    const auto count = static_cast<qsizetype>(before.size() + after.size());
    const bool isTrivial = before.empty() || after.empty();
    if (isTrivial || count > mostUnits || placesFor(before, after) > mostPlaces) {
        isCoarse = isCoarse || !isTrivial;
        append(pieces, false, joined(before), joined(after));
        return pieces;
    }
    dtl::Diff<QByteArrayView, Units> diff(before, after);
    diff.compose();
    for (const auto &[unit, info] : diff.getSes().getSequence())
        append(pieces, info.type == dtl::SES_COMMON, info.type == dtl::SES_ADD ? QByteArrayView() : unit,
            info.type == dtl::SES_DELETE ? QByteArrayView() : unit);
    return pieces;
}

/// The library never sees what is the same at the start and at the end.
QList<DiffPiece> compareUnits(const Units &before, const Units &after, bool &isCoarse)
{
    const auto starts = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto ends = std::mismatch(before.rbegin(), std::make_reverse_iterator(starts.first), after.rbegin(),
        std::make_reverse_iterator(starts.second));
    const Units start(before.begin(), starts.first);
    const Units end(ends.first.base(), before.end());
    QList<DiffPiece> pieces;
    append(pieces, true, joined(start), joined(start));
    appendAll(pieces,
        compareMiddle({starts.first, ends.first.base()}, {starts.second, ends.second.base()}, isCoarse));
    append(pieces, true, joined(end), joined(end));
    return pieces;
}

bool isShortGap(const QByteArray &text)
{
    return text.size() <= shortGap && std::none_of(text.begin(), text.end(), isWord) && !text.contains('\n');
}

/// Changes that only a bracket or a blank keeps apart are read as one.
QList<DiffPiece> readable(const QList<DiffPiece> &pieces)
{
    QList<DiffPiece> readable;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const DiffPiece &piece = pieces.at(i);
        const bool isBetween = i > 0 && i + 1 < pieces.size();
        append(readable, piece.isSame && !(isBetween && isShortGap(piece.before)), piece.before, piece.after);
    }
    return readable;
}

/// Where a text was changed, in bytes of the base.
struct Change {
    qsizetype from = 0;
    qsizetype length = 0;
    QByteArray text;

    qsizetype end() const { return from + length; }
};

QList<Change> changesOf(const TextDiff &diff)
{
    QList<Change> changes;
    qsizetype at = 0;
    for (const DiffPiece &piece : diff.pieces) {
        if (!piece.isSame)
            changes.append({at, piece.before.size(), piece.after});
        at += piece.before.size();
    }
    return changes;
}

/// Walks over the base with the changes of one side.
class Side {
public:
    Side(const QByteArray &base, const TextDiff &diff) : m_base(base), m_changes(changesOf(diff)) {}

    bool isDone() const { return m_next == m_changes.size(); }
    qsizetype nextFrom() const { return isDone() ? m_base.size() + 1 : m_changes.at(m_next).from; }
    /// Takes all changes that touch the stretch [from, to]; the new end of the stretch.
    qsizetype take(qsizetype to)
    {
        while (!isDone() && m_changes.at(m_next).from <= to) {
            to = std::max(to, m_changes.at(m_next).end());
            m_taken.append(m_changes.at(m_next++));
        }
        return to;
    }
    bool hasTaken() const { return !m_taken.isEmpty(); }
    /// The text of the stretch with what was taken.
    QByteArray textOf(qsizetype from, qsizetype to)
    {
        QByteArray text;
        for (const Change &change : std::exchange(m_taken, {})) {
            text += m_base.sliced(from, change.from - from) + change.text;
            from = change.end();
        }
        return text + m_base.sliced(from, to - from);
    }

private:
    const QByteArray &m_base;
    QList<Change> m_changes;
    qsizetype m_next = 0;
    QList<Change> m_taken;
};

MergePiece::Origin originOf(bool byThem, bool byUs, const QByteArray &theirs, const QByteArray &mine)
{
    if (byThem && byUs)
        return theirs == mine ? MergePiece::Origin::Both : MergePiece::Origin::Clash;
    return byThem ? MergePiece::Origin::Theirs : MergePiece::Origin::Mine;
}
} // namespace

qsizetype TextDiff::changeCount() const
{
    return std::count_if(pieces.begin(), pieces.end(), [](const DiffPiece &piece) { return !piece.isSame; });
}

TextDiff compareTexts(const QByteArray &before, const QByteArray &after)
{
    TextDiff diff;
    for (const DiffPiece &lines : compareUnits(linesOf(before), linesOf(after), diff.isCoarse))
        if (lines.isSame)
            append(diff.pieces, true, lines.before, lines.after);
        else
            appendAll(diff.pieces,
                readable(compareUnits(wordsOf(lines.before), wordsOf(lines.after), diff.isCoarse)));
    return diff;
}

QList<MergePiece> mergePieces(const QByteArray &base, const QByteArray &theirs, const QByteArray &mine)
{
    Side them(base, compareTexts(base, theirs));
    Side us(base, compareTexts(base, mine));
    QList<MergePiece> pieces;
    qsizetype at = 0;
    while (!them.isDone() || !us.isDone()) {
        const qsizetype from = std::min(them.nextFrom(), us.nextFrom());
        if (from > at)
            pieces.append({MergePiece::Origin::Same, base.sliced(at, from - at), base.sliced(at, from - at),
                base.sliced(at, from - at)});
        qsizetype to = from;
        for (qsizetype reached = -1; reached != to;) {
            reached = to;
            to = us.take(them.take(to));
        }
        const bool byThem = them.hasTaken();
        const bool byUs = us.hasTaken();
        const QByteArray theirText = them.textOf(from, to);
        const QByteArray ourText = us.textOf(from, to);
        pieces.append(
            {originOf(byThem, byUs, theirText, ourText), base.sliced(from, to - from), theirText, ourText});
        at = to;
    }
    if (at < base.size())
        pieces.append({MergePiece::Origin::Same, base.sliced(at), base.sliced(at), base.sliced(at)});
    return pieces;
}

std::optional<QByteArray> mergedText(const QList<MergePiece> &pieces)
{
    QByteArray text;
    for (const MergePiece &piece : pieces) {
        if (piece.origin == MergePiece::Origin::Clash)
            return {};
        text += piece.origin == MergePiece::Origin::Theirs ? piece.theirs : piece.mine;
    }
    return text;
}
