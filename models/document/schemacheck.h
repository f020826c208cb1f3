// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemaset.h"

struct _xmlDoc;

/// What libxml2 says against an element or one of its attributes.
struct SchemaComplaint {
    int node = -1; ///< position in the tree
    int code = 0; ///< libxml2's own
    QualifiedName attribute; ///< empty: the element itself
    QString text; ///< in libxml2's words, without the names of element and attribute
    bool isDeclaredHere = false; ///< the element may stand in its parent, only not at this place

    bool isUnexpected() const;
    bool operator==(const SchemaComplaint &) const = default;
};

/// Validates a document, of which @p tree knows the places. libxml2 gives up on the rest of an element at the
/// first child that it did not expect. So then
///  - the order of the children is looked at again without that child, until nothing is wrong with it, and
///  - that child and all after it are validated alone, by the declarations that they have in this place.
QList<SchemaComplaint> schemaComplaints(
    const CompiledSchema &schema, _xmlDoc &document, const XmlTree &tree, qsizetype most);
