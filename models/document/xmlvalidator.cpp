// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlvalidator.h"

#include "document/documentmeasure.h"
#include "document/encodingfault.h"
#include "document/schemacheck.h"
#include "document/schemaerror.h"
#include "document/xmlparser.h"
#include "document/xmlscanner.h"

#include "base/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

Verdict malformed(const Diagnostic &fault)
{
    return {false, std::nullopt, {fault}};
}

/// A schema says nothing about which of its elements is the root: the type does.
std::optional<Diagnostic> rootFault(const XmlTree &tree, const DocumentType &type)
{
    const XmlNode &root = *tree.rootNode();
    if (root.name == type.root && root.ns == type.ns)
        return std::nullopt;
    const bool isRightName = root.name == type.root;
    const QString sentence = isRightName
        ? tr("The root element <%1> must be of the namespace %2.").arg(type.root, type.ns)
        : tr("The root element is <%1>; in this kind of document it must be <%2>.")
              .arg(visibleText(root.name.left(60)), type.root);
    return Diagnostic {Severity::Invalid, u"schema-root"_s, sentence, tree.placeOf(root.nameSpan),
        isRightName ? QString(type.ns) : QString(type.root)};
}

Verdict validated(const XmlTree &tree, _xmlDoc &document, const DocumentType &type)
{
    const CompiledSchema *schema = compiledSchema(type.schema);
    if (!schema || !schema->whole || !schema->singles)
        return {true, std::nullopt, {}};
    if (const std::optional<Diagnostic> fault = rootFault(tree, type))
        return {true, false, {*fault}};
    const QList<SchemaComplaint> complaints = schemaComplaints(*schema, document, tree, mostDiagnostics);
    return {true, complaints.isEmpty(),
        complaints.isEmpty() ? QList<Diagnostic>() : diagnosticsOf(complaints, tree)};
}

} // namespace

Verdict beyondLimit(const Diagnostic &limit)
{
    return {std::nullopt, std::nullopt, {limit}};
}

Verdict validateXml(const QByteArray &stored, const DocumentType &type)
{
    const DocumentText text = decodeDocument(stored);
    if (const std::optional<Diagnostic> limit = measureDocument(text.utf8).exceeded())
        return beyondLimit(*limit);
    if (const std::optional<Diagnostic> fault = encodingFault(text, stored))
        return malformed(*fault);
    const XmlTree tree = scanXml(text.utf8);
    if (tree.fault)
        return malformed(*tree.fault);
    const ParsedXml parsed = parseXml(text.utf8);
    if (parsed.fault)
        return malformed(*parsed.fault);
    return type.schema.isEmpty() ? Verdict {true, std::nullopt, {}} : validated(tree, *parsed.document, type);
}
