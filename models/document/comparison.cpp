// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/comparison.h"

Comparison compareVersions(const ComparedVersions &versions)
{
    const QByteArray theirs = versions.theirs.value_or(versions.base);
    Comparison comparison;
    comparison.versions = versions;
    comparison.theirs = compareTexts(versions.base, theirs);
    comparison.mine = compareTexts(versions.base, versions.mine);
    const XmlTree base = readXmlTree(versions.base);
    const XmlTree their = readXmlTree(theirs);
    const XmlTree our = readXmlTree(versions.mine);
    comparison.comparesElements = base.isWellFormed() && their.isWellFormed() && our.isWellFormed();
    if (comparison.comparesElements)
        comparison.facts = changedFacts(factsOf(base), factsOf(their), factsOf(our));
    comparison.base = comparison.mine;
    if (versions.theirs) {
        const QList<MergePiece> pieces = mergePieces(versions.base, theirs, versions.mine);
        comparison.merged = mergedText(pieces);
        comparison.base.pieces.clear();
        for (const MergePiece &piece : pieces)
            comparison.base.pieces.append({piece.origin == MergePiece::Origin::Same, piece.base, piece.mine});
    }
    return comparison;
}
