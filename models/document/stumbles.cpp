// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/stumble.h"

#include "authorisation/servernode.h"
#include "base/visibletext.h"
#include "document/textlines.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostStumbles = 200;

const QList<StumbleCheck> &allChecks()
{
    static const QList<StumbleCheck> checks = byteStumbles() + ruleStumbles() + identityStumbles()
        + conditionStumbles() + actionStumbles() + entityStumbles();
    return checks;
}

StumbleInput inputOf(const QByteArray &stored, const DocumentType &type, const DocumentContext &context,
    const DocumentNeighbours &neighbours)
{
    DocumentText text = decodeDocument(stored);
    const bool isXml = type.syntax == Syntax::Xml;
    const XmlTree tree = isXml ? readXmlTree(text.utf8) : XmlTree {text.utf8, {}, -1, {}};
    const qint64 now = context.now > 0 ? context.now : QDateTime::currentSecsSinceEpoch();
    return {stored, type, context, neighbours, std::move(text), PresRules(tree), now};
}

Diagnostic diagnosticOf(const Stumble &stumble, const TextLines &lines)
{
    const bool isPlace = stumble.span.length > 0 || stumble.span.from > 0;
    const TextPlace place = isPlace ? lines.placeOf(stumble.span.from, stumble.span.length) : TextPlace();
    return {stumble.severity, stumble.code, stumble.sentence, place, stumble.expected, stumble.fix};
}

} // namespace

bool StumbleInput::isRules() const
{
    return is("pres-rules"_L1) && !context.isOmaRules();
}

QList<int> StumbleInput::realRules() const
{
    QList<int> real;
    for (const int rule : rules.rules())
        if (childCalled(tree(), rule, "conditions"_L1) >= 0)
            real.append(rule);
    return real;
}

bool StumbleInput::maybeKamailio() const
{
    return context.family == Family::Kamailio || context.family == Family::Unknown;
}

bool StumbleInput::maybeOpenSips() const
{
    return context.family != Family::Kamailio;
}

bool isAnyDocument(const StumbleInput &)
{
    return true;
}

bool isParsedRules(const StumbleInput &input)
{
    return input.isRules() && input.tree().isWellFormed();
}

QByteArray attributeText(const QString &value)
{
    return value.toHtmlEscaped().replace(u'\'', "&apos;"_L1).toUtf8();
}

QString quotedText(const QString &text)
{
    constexpr qsizetype most = 80;
    return u'“' + visibleText(text.size() > most ? text.left(most) + u'…' : text) + u'”';
}

QuickFix replacement(const QString &label, const ByteSpan &span, const QByteArray &text)
{
    return {label, {{span.from, span.length, text}}};
}

QList<Diagnostic> findStumbles(const QByteArray &stored, const DocumentType &type,
    const DocumentContext &context, const DocumentNeighbours &neighbours)
{
    const StumbleInput input = inputOf(stored, type, context, neighbours);
    Stumbles all;
    for (const StumbleCheck &check : allChecks())
        if (check.applies(input))
            all += check.find(input);
    std::ranges::stable_sort(all, {}, [](const Stumble &stumble) { return stumble.span.from; });
    all.resize(std::min(all.size(), mostStumbles));
    const TextLines lines(all.isEmpty() ? QByteArray() : input.text.utf8);
    QList<Diagnostic> diagnostics;
    for (const Stumble &stumble : all)
        diagnostics.append(diagnosticOf(stumble, lines));
    sortDiagnostics(diagnostics);
    return diagnostics;
}
