// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemacase.h"

#include "base/visibletext.h"
#include "document/xmlcharacters.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostQuoted = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

} // namespace

SchemaCase::SchemaCase(const SchemaComplaint &complaint, const XmlTree &tree)
    : m_complaint(complaint)
    , m_tree(tree)
    , m_node(tree.nodes.at(complaint.node))
    , m_attribute(findAttribute())
{
}

const XmlAttribute *SchemaCase::findAttribute() const
{
    const auto found = std::ranges::find_if(m_node.attributes, [this](const XmlAttribute &attribute) {
        return QualifiedName(attribute.ns, attribute.name) == m_complaint.attribute;
    });
    return found == m_node.attributes.end() ? nullptr : &*found;
}

QString SchemaCase::parentName() const
{
    return m_node.parent < 0 ? QString() : m_tree.nodes.at(m_node.parent).name;
}

QString SchemaCase::subject() const
{
    return attributeName().isEmpty()
        ? shownTag(m_node.name)
        : tr("the attribute %1 of %2").arg(shownText(attributeName()), shownTag(m_node.name));
}

QString SchemaCase::value() const
{
    return m_attribute ? m_attribute->value : m_tree.textOf(m_complaint.node);
}

ByteSpan SchemaCase::valueSpan() const
{
    if (m_attribute)
        return m_attribute->valueSpan.length > 0 ? m_attribute->valueSpan : m_attribute->whole;
    const ByteSpan content {
        m_node.startTag.end(), std::max<qint64>(m_node.endTag.from - m_node.startTag.end(), 0)};
    const ByteSpan inner = trimmed(content);
    return inner.length > 0 ? inner : m_node.nameSpan;
}

ByteSpan SchemaCase::trimmed(ByteSpan span) const
{
    while (span.length > 0 && isXmlBlank(m_tree.utf8[span.from]))
        ++span.from, --span.length;
    while (span.length > 0 && isXmlBlank(m_tree.utf8[span.end() - 1]))
        --span.length;
    return span;
}

Diagnostic SchemaCase::invalid(QLatin1StringView code, const QString &sentence, ByteSpan span,
    const QString &expected, const QuickFix &fix) const
{
    return {Severity::Invalid, code, sentence, {span.from, span.length, 0, 0}, expected, fix};
}

QString shownText(const QString &text)
{
    const QString line = text.simplified();
    return visibleText(line.size() <= mostQuoted ? line : line.left(mostQuoted - 1) + u'…');
}

QString shownTag(const QString &name)
{
    return u'<' + shownText(name) + u'>';
}

QString alternatives(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return tr("%1 or %2").arg(words.mid(0, words.size() - 1).join(u", "_s), words.last());
}
