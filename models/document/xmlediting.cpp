// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlediting.h"

#include "document/namespaceprefix.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostGaps = 100; // that are tried from the end before a rougher way is taken

bool isBlank(QByteArrayView bytes)
{
    return bytes.trimmed().isEmpty();
}

bool isSelfClosed(const XmlNode &element)
{
    return element.endTag.length == 0;
}

// Edits that touch become one, so that their order is never a question.
QList<TextEdit> joined(QList<TextEdit> edits)
{
    std::stable_sort(edits.begin(), edits.end(),
        [](const TextEdit &left, const TextEdit &right) { return left.byte < right.byte; });
    QList<TextEdit> result;
    for (const TextEdit &edit : edits) {
        if (!result.isEmpty() && result.constLast().byte + result.constLast().length >= edit.byte) {
            TextEdit &last = result.last();
            last.length = qMax(last.byte + last.length, edit.byte + edit.length) - last.byte;
            last.replacement += edit.replacement;
        } else {
            result.append(edit);
        }
    }
    return result;
}

} // namespace

XmlEditing::XmlEditing(const XmlTree &tree, std::shared_ptr<const Grammar> grammar)
    : m_tree(tree)
    , m_grammar(std::move(grammar))
{
}

QList<TextEdit> XmlEditing::setText(int element, const QString &text) const
{
    const XmlNode &node = m_tree.nodes.at(element);
    const QByteArray escaped = xmlTextEscaped(text);
    if (isSelfClosed(node))
        return {opened(element, escaped)};
    QList<TextEdit> edits;
    bool isPlaced = false;
    const bool isTextAlone = std::all_of(node.children.begin(), node.children.end(), [this](int child) {
        const XmlNode::Kind kind = m_tree.nodes.at(child).kind;
        return kind == XmlNode::Kind::Text || kind == XmlNode::Kind::CData;
    });
    if (isTextAlone)
        return {{node.startTag.end(), node.endTag.from - node.startTag.end(), escaped}};
    // Comments and elements in between stay: the first text says it all, the others nothing.
    for (const int child : node.children) {
        const XmlNode &part = m_tree.nodes.at(child);
        if ((part.kind != XmlNode::Kind::Text && part.kind != XmlNode::Kind::CData) || part.isBlank())
            continue;
        edits.append({part.whole.from, part.whole.length, isPlaced ? QByteArray() : escaped});
        isPlaced = true;
    }
    if (!isPlaced)
        edits.append({node.startTag.end(), 0, escaped});
    return edits;
}

QList<TextEdit> XmlEditing::setAttribute(int element, QLatin1StringView name, const QString &value) const
{
    const XmlNode &node = m_tree.nodes.at(element);
    QByteArray escaped = xmlEscaped(value);
    if (const XmlAttribute *attribute = node.attribute(name))
        return {{attribute->valueSpan.from, attribute->valueSpan.length, escaped.replace('\'', "&apos;")}};
    return {{node.nameSpan.end(), 0, ' ' + QByteArray(name.data(), name.size()) + "=\"" + escaped + '"'}};
}

QList<TextEdit> XmlEditing::insert(int parent, const NewElement &child) const
{
    return replace(parent, {}, {child});
}

QList<TextEdit> XmlEditing::remove(int element) const
{
    return replace(m_tree.nodes.at(element).parent, {element}, {});
}

QList<TextEdit> XmlEditing::replace(
    int parent, const QList<int> &removed, const QList<NewElement> &added) const
{
    if (parent < 0)
        return {};
    QList<TextEdit> edits;
    for (const int element : removed) {
        const ByteSpan &whole = m_tree.nodes.at(element).whole;
        const qint64 from = whole.from - lineBefore(whole.from).size();
        edits.append({from, whole.end() - from, {}});
    }
    if (added.isEmpty())
        return joined(edits);
    QList<int> staying = m_tree.elementsOf(parent);
    staying.removeIf([&removed](int element) { return removed.contains(element); });
    QList<QualifiedName> names;
    for (const int element : std::as_const(staying))
        names.append(nameOf(element));
    const qsizetype gap = gapFor(parent, names, added.constFirst().name);
    const qint64 byte = gap > 0 ? behind(staying.at(gap - 1)) : m_tree.nodes.at(parent).startTag.end();
    const Layout layout = layoutIn(parent);
    QByteArray content;
    for (const NewElement &element : added)
        content += layout.childLine + written(element, scopeIn(parent), layout.childLine, layout.unit);
    edits.append(insertion(parent, byte, content));
    return joined(edits);
}

QHash<QString, QString> XmlEditing::scopeIn(int element) const
{
    QHash<QString, QString> scope;
    for (int at = element; at >= 0; at = m_tree.nodes.at(at).parent) {
        for (const XmlAttribute &attribute : m_tree.nodes.at(at).attributes) {
            const QString prefix = attribute.prefix.isEmpty() ? QString() : attribute.name;
            if (attribute.isDeclaration() && !scope.contains(prefix))
                scope.insert(prefix, attribute.value);
        }
    }
    return scope;
}

QString XmlEditing::freeId(const QString &letter) const
{
    QSet<QString> taken;
    for (const XmlNode &node : m_tree.nodes) {
        if (const XmlAttribute *id = node.attribute("id"_L1))
            taken.insert(id->value);
    }
    int number = 1;
    while (taken.contains(letter + QString::number(number)))
        ++number;
    return letter + QString::number(number);
}

QualifiedName XmlEditing::nameOf(int element) const
{
    const XmlNode &node = m_tree.nodes.at(element);
    return {node.ns, node.name};
}

int XmlEditing::declarationOf(int element) const
{
    QList<int> path;
    for (int at = element; at >= 0; at = m_tree.nodes.at(at).parent)
        path.prepend(at);
    int declared = -1;
    for (const int at : path)
        declared = m_grammar ? m_grammar->childOf(declared, nameOf(at)) : -1;
    return declared;
}

// The last gap in which the grammar takes the new child: behind its like.
qsizetype XmlEditing::gapFor(
    int parent, const QList<QualifiedName> &children, const QualifiedName &added) const
{
    const int declared = declarationOf(parent);
    if (declared < 0)
        return children.size();
    for (qsizetype gap = children.size(); gap >= qMax<qsizetype>(0, children.size() - mostGaps); --gap) {
        QList<QualifiedName> with = children;
        with.insert(gap, added);
        if (m_grammar->accepts(declared, with))
            return gap;
    }
    // The document is wrong already, or long: where the child fits behind what comes before it.
    ContentWalk walk(m_grammar->typeOf(declared).content);
    qsizetype best = children.size();
    for (qsizetype gap = 0; gap <= children.size(); ++gap) {
        ContentWalk with = walk;
        if (with.step(added))
            best = gap;
        if (gap < children.size())
            walk.step(children.at(gap));
    }
    return best;
}

// The blanks before a byte back to the line end, with it; empty when something else stands on the line.
QByteArray XmlEditing::lineBefore(qint64 byte) const
{
    const QByteArray &text = m_tree.utf8;
    qint64 from = byte;
    while (from > 0 && (text.at(from - 1) == ' ' || text.at(from - 1) == '\t'))
        --from;
    const qint64 blanks = from;
    if (from > 0 && text.at(from - 1) == '\n')
        --from;
    if (from > 0 && text.at(from - 1) == '\r')
        --from;
    return from == blanks ? QByteArray() : text.sliced(from, byte - from);
}

XmlEditing::Layout XmlEditing::layoutIn(int parent) const
{
    const QList<int> elements = m_tree.elementsOf(parent);
    const XmlNode &node = m_tree.nodes.at(parent);
    Layout layout;
    layout.parentLine = lineBefore(node.whole.from);
    const bool isRoot = node.parent < 0;
    if (isRoot && layout.parentLine.isEmpty() && m_tree.utf8.contains('\n'))
        layout.parentLine = m_tree.utf8.contains("\r\n") ? "\r\n" : "\n";
    layout.unit = layout.parentLine.contains('\t') ? "\t" : "  ";
    if (!elements.isEmpty()) {
        layout.childLine = lineBefore(m_tree.nodes.at(elements.constFirst()).whole.from);
        if (layout.childLine.startsWith(layout.parentLine)
            && layout.childLine.size() > layout.parentLine.size())
            layout.unit = layout.childLine.sliced(layout.parentLine.size());
    } else if (!layout.parentLine.isEmpty()) {
        const Layout outer = isRoot ? layout : layoutIn(node.parent);
        layout.unit = outer.unit;
        layout.childLine = layout.parentLine + layout.unit;
    }
    if (layout.childLine.isEmpty())
        layout.unit.clear();
    return layout;
}

// Behind a node and the comments that stand on its line.
qint64 XmlEditing::behind(int node) const
{
    qint64 end = m_tree.nodes.at(node).whole.end();
    const QList<int> &siblings = m_tree.nodes.at(m_tree.nodes.at(node).parent).children;
    for (qsizetype at = siblings.indexOf(node) + 1; at < siblings.size(); ++at) {
        const XmlNode &next = m_tree.nodes.at(siblings.at(at));
        const QByteArrayView bytes = QByteArrayView(m_tree.utf8).sliced(next.whole.from, next.whole.length);
        if (next.kind == XmlNode::Kind::Comment)
            end = next.whole.end();
        else if (!isBlank(bytes) || bytes.contains('\n') || bytes.contains('\r'))
            break;
    }
    return end;
}

TextEdit XmlEditing::insertion(int parent, qint64 byte, const QByteArray &content) const
{
    const XmlNode &node = m_tree.nodes.at(parent);
    const QByteArray endLine =
        layoutIn(parent).childLine.isEmpty() ? QByteArray() : layoutIn(parent).parentLine;
    if (isSelfClosed(node))
        return opened(parent, content + endLine);
    const bool isEmpty = node.endTag.from == node.startTag.end();
    return {byte, 0, isEmpty ? content + endLine : content};
}

// <a/> with content.
TextEdit XmlEditing::opened(int element, const QByteArray &content) const
{
    const XmlNode &node = m_tree.nodes.at(element);
    const QByteArray name = m_tree.utf8.sliced(node.nameSpan.from, node.nameSpan.length);
    return {node.startTag.end() - 2, 2, '>' + content + "</" + name + '>'};
}

QByteArray XmlEditing::written(
    const NewElement &element, QHash<QString, QString> scope, const QByteArray &line, const QByteArray &unit)
{
    const WrittenName name = writtenName(element.name.ns, element.name.name, scope);
    QByteArray text = '<' + name.text.toUtf8();
    if (!name.declaration.isEmpty()) {
        text += ' ' + name.declaration.toUtf8();
        const qsizetype colon = name.text.indexOf(u':');
        scope.insert(colon < 0 ? QString() : name.text.left(colon), element.name.ns);
    }
    for (const auto &[attribute, value] : element.attributes)
        text += ' ' + attribute.toUtf8() + "=\"" + xmlEscaped(value) + '"';
    QByteArray content = xmlTextEscaped(element.text);
    const QByteArray childLine = line.isEmpty() ? QByteArray() : line + unit;
    for (const NewElement &child : element.children)
        content += childLine + written(child, scope, childLine, unit);
    if (content.isEmpty())
        return text + "/>";
    return text + '>' + content + (element.children.isEmpty() ? QByteArray() : line) + "</"
        + name.text.toUtf8() + '>';
}
