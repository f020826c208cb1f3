// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

/// One line of an outline: an element with the words that tell it from its like.
struct OutlineLine {
    int node = -1; ///< in the tree
    int parent = -1; ///< line of the parent, -1 on the top level
    int row = 0; ///< among its siblings
    QString name; ///< "rule"
    QString words; ///< "r1 · allow"; plain text, nothing made visible yet
    ByteSpan span;
    QList<int> children; ///< lines

    /// What stays the same while its content changes: enough to find it again.
    bool isLike(const OutlineLine &other) const { return parent == other.parent && name == other.name; }
    bool operator==(const OutlineLine &) const = default;
};

/// The elements of a document, with what matters of each: id, address, action, status, name. At most 20,000.
struct DocumentOutline {
    QList<OutlineLine> lines; ///< in document order
    bool isCut = false; ///< there are more elements than lines

    /// The innermost line at a byte, -1 for none.
    int lineAt(qint64 byte) const;
};

DocumentOutline outlineOf(const XmlTree &tree);
