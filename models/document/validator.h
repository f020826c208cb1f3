// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"
#include "document/documenttype.h"

#include <QByteArray>

#include <optional>

/// What standards and the parser say about a document.
struct Verdict {
    std::optional<bool> isWellFormed; ///< nothing: not XML, or beyond a limit
    std::optional<bool> isValid; ///< nothing: malformed, no schema, or beyond a limit
    QList<Diagnostic> diagnostics; ///< sorted by place; at most 200

    bool isFine() const { return isWellFormed.value_or(true) && isValid.value_or(true) && !isBeyondLimit(); }
    bool isBeyondLimit() const;
    const Diagnostic *firstError() const; ///< limit, malformed or invalid; nullptr when there is none
};

/// Parses and validates stored bytes as a document of @p type: limits first, then syntax, then the schema.
/// After an order error the children are checked one by one. Thread-safe; schemas are compiled once per type.
Verdict validateDocument(const QByteArray &stored, const DocumentType &type);
