// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmloutline.h"

/// A kind of document, known by its root element; the namespace is asked for only where the name is too
/// common.
struct DocumentKind {
    QLatin1StringView root;
    QLatin1StringView ns;
    QLatin1StringView kind;
    QString (*summary)(const XmlOutline &outline);
};

/// The kind of a document, nullptr for one that we do not know.
const DocumentKind *documentKind(const XmlOutline &outline);
