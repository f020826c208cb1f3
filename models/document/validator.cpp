// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/validator.h"

#include "document/documentmeasure.h"
#include "document/headerlines.h"
#include "document/messagesummary.h"
#include "document/multipart.h"
#include "document/xmlvalidator.h"

#include <algorithm>
#include <array>

namespace {

/// How documents of one syntax are checked.
struct Checker {
    Syntax syntax;
    Verdict (*check)(const QByteArray &stored, const DocumentType &type);
};

constexpr std::array checkers {
    Checker {Syntax::Xml, validateXml},
    Checker {Syntax::MessageSummary, validateMessageSummary},
    Checker {Syntax::HeaderLines, validateHeaderLines},
    Checker {Syntax::Multipart, validateMultipart},
    Checker {Syntax::Unknown, validateXml},
};

bool isError(const Diagnostic &diagnostic)
{
    return diagnostic.severity <= Severity::Invalid;
}

} // namespace

bool Verdict::isBeyondLimit() const
{
    return std::ranges::any_of(
        diagnostics, [](const Diagnostic &each) { return each.severity == Severity::Limit; });
}

const Diagnostic *Verdict::firstError() const
{
    const auto found = std::ranges::find_if(diagnostics, isError);
    return found == diagnostics.end() ? nullptr : &*found;
}

Verdict validateDocument(const QByteArray &stored, const DocumentType &type)
{
    if (stored.size() > DocumentLimits().bytes)
        return beyondLimit(*measureDocument(stored).exceeded());
    const auto *const checker = std::ranges::find(checkers, type.syntax, &Checker::syntax);
    Verdict verdict = checker->check(stored, type);
    sortDiagnostics(verdict.diagnostics);
    if (verdict.diagnostics.size() > mostDiagnostics)
        verdict.diagnostics.resize(mostDiagnostics);
    return verdict;
}
