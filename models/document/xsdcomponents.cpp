// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xsdcomponents.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNesting = 40; // of types and groups that name each other

QString key(QStringView kind, const QualifiedName &name)
{
    const QStringView word = kind.endsWith("Type"_L1) ? QStringView(u"type") : kind;
    return word.toString() + u' ' + name.ns + u' ' + name.name;
}

// A later declaration of an attribute takes the place of an inherited one.
QList<GrammarAttribute> merged(QList<GrammarAttribute> list, const QList<GrammarAttribute> &more)
{
    for (const GrammarAttribute &one : more) {
        list.removeIf([&one](const GrammarAttribute &other) { return other.name == one.name; });
        list.append(one);
    }
    return list;
}

} // namespace

QualifiedName XsdPlace::qualified(QLatin1StringView name) const
{
    return file->resolved(value(name));
}

QualifiedName XsdPlace::ownName() const
{
    return {file->targetNamespace, value("name"_L1)};
}

QList<XsdPlace> XsdPlace::children() const
{
    QList<XsdPlace> list;
    for (const int index : node->children)
        list.append({file, &file->nodes.at(index)});
    return list;
}

XsdPlace XsdPlace::child(QLatin1StringView kind) const
{
    for (const int index : node->children) {
        if (file->nodes.at(index).kind == kind)
            return {file, &file->nodes.at(index)};
    }
    return {};
}

XsdPlace XsdPlace::derivation() const
{
    const XsdPlace extension = child("extension"_L1);
    return extension ? extension : child("restriction"_L1);
}

QString XsdPlace::description() const
{
    const XsdPlace annotation = child("annotation"_L1);
    const XsdPlace text = annotation ? annotation.child("documentation"_L1) : XsdPlace();
    return text ? text.node->text.simplified() : QString();
}

XsdComponents::XsdComponents(const QList<XsdFile> &files) : m_files(files)
{
    for (const XsdFile &file : m_files) {
        const QList<XsdPlace> places = XsdPlace {&file, &file.nodes.constFirst()}.children();
        for (const XsdPlace &place : places) {
            m_components.insert(key(place.kind(), place.ownName()), place);
            if (place.kind() == "element"_L1)
                m_elements.append(place);
            if (!place.value("substitutionGroup"_L1).isEmpty())
                m_substitutes[place.qualified("substitutionGroup"_L1)].append(place.ownName());
        }
    }
}

XsdPlace XsdComponents::find(QLatin1StringView kind, const QualifiedName &name) const
{
    return m_components.value(key(QString(kind), name));
}

SimpleFacts XsdComponents::builtIn(const QualifiedName &name)
{
    if (name.name == "boolean"_L1)
        return {{{u"true"_s, {}}, {u"false"_s, {}}}, false};
    return {{}, name.name == "anyURI"_L1};
}

SimpleFacts XsdComponents::factsOf(const XsdPlace &type) const
{
    return facts(type, 0);
}

SimpleFacts XsdComponents::factsOfNamed(const QualifiedName &type) const
{
    const XsdPlace place = find("type"_L1, type);
    return place ? facts(place, 0) : builtIn(type);
}

SimpleFacts XsdComponents::derived(const XsdPlace &derivation, int depth) const
{
    SimpleFacts result = builtIn(derivation.qualified("base"_L1));
    if (const XsdPlace base = find("type"_L1, derivation.qualified("base"_L1)))
        result = facts(base, depth + 1);
    else if (const XsdPlace inner = derivation.child("simpleType"_L1))
        result = facts(inner, depth + 1);
    QList<GrammarValue> values;
    for (const XsdPlace &one : derivation.children()) {
        if (one.kind() == "enumeration"_L1)
            values.append({one.value("value"_L1), one.description()});
    }
    if (!values.isEmpty())
        result.values = values;
    return result;
}

SimpleFacts XsdComponents::facts(const XsdPlace &type, int depth) const
{
    SimpleFacts result;
    if (depth > mostNesting)
        return result;
    const XsdPlace content = type.child("simpleContent"_L1);
    if (const XsdPlace derivation = (content ? content : type).derivation())
        return derived(derivation, depth);
    if (const XsdPlace both = type.child("union"_L1)) {
        const QStringList names = both.value("memberTypes"_L1).split(u' ', Qt::SkipEmptyParts);
        for (const QString &name : names) {
            if (const XsdPlace member = find("type"_L1, both.file->resolved(name)))
                result.values += facts(member, depth + 1).values;
        }
    }
    return result;
}

QList<GrammarAttribute> XsdComponents::attributesOf(const XsdPlace &type) const
{
    QList<GrammarAttribute> list = attributes(type, 0);
    std::stable_sort(list.begin(), list.end(),
        [](const auto &left, const auto &right) { return left.isRequired && !right.isRequired; });
    return list;
}

QList<GrammarAttribute> XsdComponents::attributes(const XsdPlace &place, int depth) const
{
    QList<GrammarAttribute> list;
    if (depth > mostNesting)
        return list;
    if (const XsdPlace base = find("type"_L1, place.qualified("base"_L1)))
        list = attributes(base, depth + 1);
    for (const XsdPlace &one : place.children())
        list = merged(list, attributesIn(one, depth));
    return list;
}

QList<GrammarAttribute> XsdComponents::attributesIn(const XsdPlace &child, int depth) const
{
    const QString &kind = child.kind();
    if (kind == "attribute"_L1)
        return {attribute(child)};
    if (kind == "attributeGroup"_L1) {
        const XsdPlace group = find("attributeGroup"_L1, child.qualified("ref"_L1));
        return group ? attributes(group, depth + 1) : QList<GrammarAttribute>();
    }
    if (kind == "complexContent"_L1 || kind == "simpleContent"_L1 || kind == "extension"_L1
        || kind == "restriction"_L1)
        return attributes(child, depth + 1);
    return {};
}

GrammarAttribute XsdComponents::attribute(const XsdPlace &place) const
{
    const bool isReference = !place.value("ref"_L1).isEmpty();
    const XsdPlace declaration = isReference ? find("attribute"_L1, place.qualified("ref"_L1)) : place;
    GrammarAttribute result;
    result.name = isReference ? place.qualified("ref"_L1) : QualifiedName {{}, place.value("name"_L1)};
    result.isRequired = place.value("use"_L1) == "required"_L1;
    result.description = place.description();
    if (!declaration)
        return result;
    if (result.description.isEmpty())
        result.description = declaration.description();
    const SimpleFacts facts = attributeFacts(declaration);
    result.values = facts.values;
    result.isUri = facts.isUri;
    return result;
}

SimpleFacts XsdComponents::attributeFacts(const XsdPlace &declaration) const
{
    const XsdPlace inner = declaration.child("simpleType"_L1);
    return inner ? facts(inner, 0) : factsOfNamed(declaration.qualified("type"_L1));
}
