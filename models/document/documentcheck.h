// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentcontext.h"
#include "document/validator.h"

/// Other documents of the same user, for what only shows across rows.
struct DocumentNeighbours {
    int presRulesDocuments = 1; ///< of this user, this one included
    QStringList otherTupleIds = {}; ///< ids of tuples in the user's other documents of this event

    bool operator==(const DocumentNeighbours &) const = default;
};

/// Everything there is to say about a document in its row: limits, syntax, schema, and where the server will
/// stumble. Thread-safe.
Verdict checkDocument(const QByteArray &stored, const DocumentType &type, const DocumentContext &context,
    const DocumentNeighbours &neighbours = {});

/// Where a server of the context's family will stumble; the document may well be valid.
QList<Diagnostic> findStumbles(const QByteArray &stored, const DocumentType &type,
    const DocumentContext &context, const DocumentNeighbours &neighbours = {});
