// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlnamespaces.h"

#include "base/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr auto xmlNamespace = "http://www.w3.org/XML/1998/namespace"_L1;
constexpr auto xmlnsNamespace = "http://www.w3.org/2000/xmlns/"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// Why a prefix cannot stand for a namespace; nullptr when it can.
const char *declarationFault(const QString &prefix, const QString &uri)
{
    if (prefix == "xmlns"_L1)
        return QT_TRANSLATE_NOOP("Document", "The prefix xmlns cannot be declared.");
    if ((prefix == "xml"_L1) != (uri == xmlNamespace))
        return QT_TRANSLATE_NOOP(
            "Document", "The prefix xml and its namespace belong together and need no declaration.");
    if (uri == xmlnsNamespace)
        return QT_TRANSLATE_NOOP("Document", "The namespace of the prefix xmlns cannot be declared.");
    if (!prefix.isEmpty() && uri.isEmpty())
        return QT_TRANSLATE_NOOP("Document", "A prefix cannot stand for an empty namespace.");
    return nullptr;
}

XmlFault undeclared(const QString &prefix, ByteSpan span)
{
    const QString shown = visibleText(prefix.left(80));
    return {"xml-undefined-prefix"_L1, {span.from, prefix.toUtf8().size()},
        tr("The prefix %1 is not declared: xmlns:%1=\"...\" is missing on this element or around it.")
            .arg(shown),
        u"xmlns:%1"_s.arg(shown)};
}

XmlFault twice(const XmlAttribute &attribute, const XmlAttribute &first, const QByteArray &utf8)
{
    const TextPlace place = placeAt(utf8, first.whole.from);
    return {"xml-attribute-twice"_L1, attribute.whole,
        tr("The attribute %1 stands twice in this tag, first in line %2, column %3.")
            .arg(visibleText(attribute.name.left(80)))
            .arg(place.line)
            .arg(place.column)};
}

std::optional<XmlFault> repeatedAttribute(const XmlNode &element, const QByteArray &utf8)
{
    const QList<XmlAttribute> &all = element.attributes;
    for (qsizetype i = 1; i < all.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (all[i].name == all[j].name && all[i].ns == all[j].ns
                && (!all[i].ns.isEmpty() || all[i].prefix == all[j].prefix))
                return twice(all[i], all[j], utf8);
    return std::nullopt;
}

} // namespace

std::optional<XmlFault> XmlNamespaces::enter(XmlNode &element, const QByteArray &utf8)
{
    m_declared.append(QList<QString>());
    for (XmlAttribute &attribute : element.attributes)
        if (attribute.isDeclaration()) {
            attribute.ns = xmlnsNamespace;
            if (std::optional<XmlFault> fault = declare(attribute))
                return fault;
        }
    const std::optional<QString> ns = uriOf(element.prefix);
    if (!ns)
        return undeclared(element.prefix, element.nameSpan);
    element.ns = *ns;
    for (XmlAttribute &attribute : element.attributes) {
        if (attribute.prefix.isEmpty() || attribute.isDeclaration())
            continue;
        const std::optional<QString> uri = uriOf(attribute.prefix);
        if (!uri)
            return undeclared(attribute.prefix, attribute.whole);
        attribute.ns = *uri;
    }
    return repeatedAttribute(element, utf8);
}

std::optional<XmlFault> XmlNamespaces::declare(const XmlAttribute &attribute)
{
    const QString prefix = attribute.prefix.isEmpty() ? QString() : attribute.name;
    if (const char *fault = declarationFault(prefix, attribute.value))
        return XmlFault {"xml-namespace"_L1, attribute.whole, tr(fault)};
    m_uris[prefix].append(attribute.value);
    m_declared.last().append(prefix);
    return std::nullopt;
}

void XmlNamespaces::leave()
{
    for (const QString &prefix : m_declared.takeLast())
        m_uris[prefix].removeLast();
}

std::optional<QString> XmlNamespaces::uriOf(const QString &prefix) const
{
    if (prefix == "xml"_L1)
        return xmlNamespace;
    const auto known = m_uris.constFind(prefix);
    if (known != m_uris.cend() && !known->isEmpty())
        return known->last();
    return prefix.isEmpty() ? std::optional<QString>(QString()) : std::nullopt;
}
