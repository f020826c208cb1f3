// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentcheck.h"

#include <algorithm>

namespace {
constexpr qsizetype mostDiagnostics = 200;
}

// Stumbles come behind what is wrong by the standard when both do not fit.
Verdict checkDocument(const QByteArray &stored, const DocumentType &type, const DocumentContext &context,
    const DocumentNeighbours &neighbours)
{
    Verdict verdict = validateDocument(stored, type);
    verdict.diagnostics += findStumbles(stored, type, context, neighbours);
    verdict.diagnostics.resize(std::min(verdict.diagnostics.size(), mostDiagnostics));
    sortDiagnostics(verdict.diagnostics);
    return verdict;
}
