// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemaerror.h"

#include "base/visibletext.h"
#include "document/nearestword.h"
#include "document/schemavalueerror.h"
#include "document/textlines.h"

#include <QCoreApplication>

#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// What libxml2 lists behind "Expected is", and how a sentence names it.
struct Expectation {
    QStringList names; ///< local names, without wildcards
    QStringList namespaces; ///< of each name
    QStringList words; ///< "<status>", "an element of another namespace"
};

Expectation expectationOf(const QString &text)
{
    Expectation result;
    const qsizetype open = text.indexOf(" ( "_L1);
    const qsizetype close = text.lastIndexOf(" )"_L1);
    const QStringList items =
        open < 0 || close < open ? QStringList() : text.sliced(open + 3, close - open - 3).split(u", "_s);
    for (const QString &item : items) {
        if (item.endsWith(u'*')) {
            result.words.append(
                item.startsWith("##other"_L1) ? tr("an element of another namespace") : tr("any element"));
            continue;
        }
        const qsizetype end = item.lastIndexOf(u'}');
        result.names.append(item.sliced(end + 1));
        result.namespaces.append(end < 0 ? QString() : item.sliced(1, end - 1));
        result.words.append(shownTag(result.names.last()));
    }
    result.words.removeDuplicates();
    return result;
}

QString expectedText(const Expectation &expectation)
{
    return expectation.words.join(u", "_s).remove(u'<').remove(u'>');
}

QuickFix renaming(const SchemaCase &c, const Expectation &expectation)
{
    const QString word =
        c.node().prefix.isEmpty() ? nearestWord(c.node().name, expectation.names) : QString();
    if (word.isEmpty())
        return {};
    const QByteArray name = word.toUtf8();
    QList<TextEdit> edits {{c.node().nameSpan.from, c.node().nameSpan.length, name}};
    if (c.node().endTag.length > 0)
        edits.append({c.node().endTag.from + 2, c.node().nameSpan.length, name});
    return {tr("Rename to <%1>").arg(word), edits};
}

Diagnostic unknownElement(const SchemaCase &c, const Expectation &expectation)
{
    constexpr auto code = "schema-unknown-element"_L1;
    const qsizetype same = expectation.names.indexOf(c.node().name);
    const QString name = shownTag(c.node().name);
    const QString parent = shownTag(c.parentName());
    const QString expected = expectedText(expectation);
    if (same >= 0)
        return c.invalid(code,
            tr("%1 has the wrong namespace: in %2 it must be of the namespace %3.")
                .arg(name, parent, shownText(expectation.namespaces.at(same))),
            c.node().nameSpan, expected);
    if (expectation.words.isEmpty())
        return c.invalid(code, tr("%1 may not stand in %2.").arg(name, parent), c.node().nameSpan);
    return c.invalid(code,
        tr("%1 may not stand in %2: expected here is %3.").arg(name, parent, alternatives(expectation.words)),
        c.node().nameSpan, expected, renaming(c, expectation));
}

Diagnostic elementContent(const SchemaCase &c)
{
    const Expectation expectation = expectationOf(c.text());
    const QString expected = expectedText(expectation);
    const QString name = shownTag(c.node().name);
    if (c.text().startsWith("Missing"_L1))
        return c.invalid("schema-missing-element"_L1,
            tr("%1 is not complete: it lacks %2.").arg(name, alternatives(expectation.words)),
            c.node().nameSpan, expected);
    if (!c.isDeclaredHere())
        return unknownElement(c, expectation);
    const QString sentence = expectation.words.isEmpty()
        ? tr("%1 stands in the wrong place of %2, or once too often: nothing may follow here.")
        : tr("%1 stands in the wrong place of %2, or once too often: expected here is %3.");
    return c.invalid("schema-order"_L1,
        expectation.words.isEmpty()
            ? sentence.arg(name, shownTag(c.parentName()))
            : sentence.arg(name, shownTag(c.parentName()), alternatives(expectation.words)),
        c.node().nameSpan, expected);
}

Diagnostic missingAttribute(const SchemaCase &c)
{
    const QString name = c.text().section(u'\'', 1, 1);
    return c.invalid("schema-missing-attribute"_L1,
        tr("%1 lacks the attribute %2.").arg(shownTag(c.node().name), shownText(name)), c.node().nameSpan,
        u"%1=\"...\""_s.arg(shownText(name)));
}

Diagnostic unknownAttribute(const SchemaCase &c)
{
    return c.invalid("schema-unknown-attribute"_L1,
        tr("%1 has no attribute %2.").arg(shownTag(c.node().name), shownText(c.attributeName())),
        c.attribute() ? c.attribute()->whole : c.node().nameSpan);
}

Diagnostic strayText(const SchemaCase &c)
{
    ByteSpan span = c.node().nameSpan;
    for (const int child : c.node().children) {
        const XmlNode &node = c.tree().nodes.at(child);
        const bool isText = node.kind == XmlNode::Kind::Text || node.kind == XmlNode::Kind::CData;
        if (isText && !node.isBlank()) {
            span = c.trimmed(node.whole);
            break;
        }
    }
    const bool isEmptyType = c.text().contains("content type is empty"_L1);
    return c.invalid("schema-value"_L1,
        (isEmptyType ? tr("%1 must be empty.") : tr("%1 may hold elements, but no text of its own."))
            .arg(shownTag(c.node().name)),
        span);
}

Diagnostic strayElement(const SchemaCase &c)
{
    const int child = c.tree().elementsOf(c.id()).value(0, -1);
    return c.invalid("schema-unknown-element"_L1,
        tr("%1 may hold text, but no element.").arg(shownTag(c.node().name)),
        child < 0 ? c.node().nameSpan : c.tree().nodes.at(child).nameSpan);
}

Diagnostic otherwise(const SchemaCase &c)
{
    return c.invalid("schema-other"_L1,
        tr("The schema does not accept %1: %2").arg(c.subject(), visibleText(c.text().left(300))),
        c.attribute() ? c.attribute()->whole : c.node().nameSpan);
}

struct Wording {
    int code;
    Diagnostic (*diagnostic)(const SchemaCase &);
};

constexpr std::array wordings {
    Wording {XML_SCHEMAV_ELEMENT_CONTENT, elementContent},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_4, missingAttribute},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, unknownAttribute},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, unknownAttribute},
    Wording {XML_SCHEMAV_CVC_ENUMERATION_VALID, notEnumerated},
    Wording {XML_SCHEMAV_CVC_PATTERN_VALID, notOfForm},
    Wording {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, notOfType},
    Wording {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, notOfType},
    Wording {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, notOfType},
    Wording {XML_SCHEMAV_CVC_MININCLUSIVE_VALID, outOfRange},
    Wording {XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, outOfRange},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, strayText},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, strayText},
    Wording {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, strayElement},
    Wording {XML_SCHEMAV_CVC_TYPE_3_1_2, strayElement},
};

Diagnostic diagnosticOf(const SchemaComplaint &complaint, const XmlTree &tree)
{
    const auto *const found = std::ranges::find(wordings, complaint.code, &Wording::code);
    const SchemaCase c(complaint, tree);
    return found == wordings.end() ? otherwise(c) : found->diagnostic(c);
}

} // namespace

QList<Diagnostic> diagnosticsOf(const QList<SchemaComplaint> &complaints, const XmlTree &tree)
{
    QList<Diagnostic> diagnostics;
    const TextLines lines(tree.utf8);
    for (const SchemaComplaint &complaint : complaints) {
        Diagnostic diagnostic = diagnosticOf(complaint, tree);
        diagnostic.place = lines.placeOf(diagnostic.place.byte, diagnostic.place.length);
        diagnostics.append(std::move(diagnostic));
    }
    return diagnostics;
}
