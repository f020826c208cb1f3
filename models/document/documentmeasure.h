// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QByteArrayView>

#include <optional>

/// The bounds within which parsers and lexers get to see a document.
struct DocumentLimits {
    qint64 bytes = 4 * 1024 * 1024;
    int depth = 200;
    int attributes = 256; ///< and namespace declarations, of one element
    int nameBytes = 1024;
    int declarations = 1024; ///< namespaces in scope at one place: parsers search them for every name
};

/// What a linear scan of the bytes says about a document, before anybody parses it. Wrong XML is measured all
/// the same: never less than what a parser would meet. Stops at the first bound that is passed.
struct DocumentMeasure {
    qint64 bytes = 0;
    int depth = 0;
    int attributes = 0; ///< the most on one element
    int nameBytes = 0; ///< the longest name
    int declarations = 0; ///< the most in scope at one place
    int lines = 1;
    bool hasNul = false;
    bool hasDoctype = false;
    bool looksLikeXml = false; ///< the first character that is no blank is '<'

    TextPlace stopped = {}; ///< where the scan ended because a bound was passed

    /// The first bound that is passed, with its place; its code begins with "limit".
    std::optional<Diagnostic> exceeded(const DocumentLimits &limits = {}) const;
};

/// Looks at at most limits.bytes + 1 bytes, in whatever encoding (UTF-16 by its byte order mark or NULs).
DocumentMeasure measureDocument(QByteArrayView bytes, const DocumentLimits &limits = {});
