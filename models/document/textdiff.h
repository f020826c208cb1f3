// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

/// A stretch of two texts: the same in both, or one in the place of the other (either may be empty).
struct DiffPiece {
    bool isSame = true;
    QByteArray before;
    QByteArray after; ///< equal to before when it is the same

    bool operator==(const DiffPiece &) const = default;
};

/// Two texts piece by piece. All "before" joined are the one text, all "after" joined the other.
struct TextDiff {
    QList<DiffPiece> pieces;
    bool isCoarse = false; ///< too long or too different for words: a whole stretch counts as changed

    bool isSame() const { return pieces.isEmpty() || (pieces.size() == 1 && pieces.constFirst().isSame); }
    qsizetype changeCount() const;
};

/// First by lines, then the lines that differ by words, so that a document in one line is compared as well.
/// Bounded in time and memory. Pure and thread-safe.
TextDiff compareTexts(const QByteArray &before, const QByteArray &after);

/// A stretch of three texts.
struct MergePiece {
    enum class Origin {
        Same, ///< in all three
        Theirs, ///< only they changed it
        Mine, ///< only we did
        Both, ///< both did, in the same way
        Clash, ///< both did, differently
    };

    Origin origin = Origin::Same;
    QByteArray base;
    QByteArray theirs;
    QByteArray mine;

    bool operator==(const MergePiece &) const = default;
};

/// Two descendants of one text, piece by piece. Changes that touch each other clash.
QList<MergePiece> mergePieces(const QByteArray &base, const QByteArray &theirs, const QByteArray &mine);
/// Both changes in one text; nothing when they clash.
std::optional<QByteArray> mergedText(const QList<MergePiece> &pieces);
