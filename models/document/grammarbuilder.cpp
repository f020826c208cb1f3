// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/grammarbuilder.h"

#include "document/xsdcomponents.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto xsdNamespace = "http://www.w3.org/2001/XMLSchema"_L1;
constexpr int mostNesting = 40; // of types and groups that name each other
constexpr int mostCopies = 4; // of a part that may occur a counted number of times

bool isParticle(const QString &kind)
{
    return kind == "sequence"_L1 || kind == "choice"_L1 || kind == "all"_L1 || kind == "group"_L1;
}

class Building {
public:
    explicit Building(const QList<XsdFile> &files) : m_components(files) {}

    Grammar run()
    {
        for (const XsdPlace &place : m_components.globalElements())
            m_grammar.globalOrder.append(globalElement(place.ownName()));
        return m_grammar;
    }

private:
    int globalElement(const QualifiedName &name)
    {
        if (m_grammar.globals.contains(name))
            return m_grammar.globals.value(name);
        const XsdPlace place = m_components.find("element"_L1, name);
        return place ? declare(place, name, true) : -1;
    }

    int declare(const XsdPlace &place, const QualifiedName &name, bool isGlobal)
    {
        const int index = int(m_grammar.elements.size());
        m_grammar.elements.append({name, -1, place.value("abstract"_L1) == "true"_L1, descriptionOf(place)});
        if (isGlobal)
            m_grammar.globals.insert(name, index);
        else
            m_locals.insert(place.node, index);
        const int type = typeOfElement(place);
        m_grammar.elements[index].type = type;
        return index;
    }

    QString descriptionOf(const XsdPlace &place) const
    {
        const QString own = place.description();
        const XsdPlace type = m_components.find("type"_L1, place.qualified("type"_L1));
        return own.isEmpty() && type ? type.description() : own;
    }

    int typeOfElement(const XsdPlace &place)
    {
        for (const auto kind : {"complexType"_L1, "simpleType"_L1}) {
            if (const XsdPlace inner = place.child(kind))
                return describedType(inner);
        }
        if (!place.value("type"_L1).isEmpty())
            return namedType(place.qualified("type"_L1));
        const XsdPlace head = m_components.find("element"_L1, place.qualified("substitutionGroup"_L1));
        return head ? typeOfElement(head) : namedType({xsdNamespace, u"anyType"_s});
    }

    int namedType(const QualifiedName &name)
    {
        if (m_types.contains(name))
            return m_types.value(name);
        // Its place is taken first, because it may contain itself.
        const int index = int(m_grammar.types.size());
        m_types.insert(name, index);
        m_grammar.types.append(GrammarType());
        const XsdPlace place = m_components.find("type"_L1, name);
        const GrammarType type = place ? read(place) : builtIn(name);
        m_grammar.types[index] = type;
        return index;
    }

    int describedType(const XsdPlace &place)
    {
        const GrammarType type = read(place);
        m_grammar.types.append(type);
        return int(m_grammar.types.size()) - 1;
    }

    static GrammarType builtIn(const QualifiedName &name)
    {
        const SimpleFacts facts = XsdComponents::builtIn(name);
        GrammarType type;
        type.hasText = true;
        type.values = facts.values;
        type.isUri = facts.isUri;
        if (name.name == "anyType"_L1) {
            ContentBuilder builder;
            ContentPart any = builder.repeated(builder.leaf({-1, {}, u"##any"_s, {}, {}, false}));
            any.canBeEmpty = true;
            type.content = builder.finished(any);
        }
        return type;
    }

    GrammarType read(const XsdPlace &place)
    {
        GrammarType type;
        type.hasText = place.kind() == "simpleType"_L1 || place.value("mixed"_L1) == "true"_L1
            || place.child("simpleContent"_L1);
        const SimpleFacts facts = m_components.factsOf(place);
        type.values = facts.values;
        type.isUri = facts.isUri;
        type.attributes = m_components.attributesOf(place);
        ContentBuilder builder;
        type.content = builder.finished(contentOf(builder, place, 0));
        return type;
    }

    ContentPart contentOf(ContentBuilder &builder, const XsdPlace &place, int depth)
    {
        ContentPart part;
        if (depth > mostNesting)
            return part;
        if (place.kind() == "extension"_L1) {
            if (const XsdPlace base = m_components.find("type"_L1, place.qualified("base"_L1)))
                part = contentOf(builder, base, depth + 1);
        }
        for (const XsdPlace &one : place.children()) {
            const QString &kind = one.kind();
            if (isParticle(kind))
                part = builder.sequence(part, particle(builder, one, depth));
            else if (kind == "complexContent"_L1 || kind == "extension"_L1 || kind == "restriction"_L1)
                part = builder.sequence(part, contentOf(builder, one, depth + 1));
        }
        return part;
    }

    ContentPart particle(ContentBuilder &builder, const XsdPlace &place, int depth)
    {
        const int least = place.node->value("minOccurs"_L1, u"1"_s).toInt();
        const QString most = place.node->value("maxOccurs"_L1, u"1"_s);
        const int copies = most == "unbounded"_L1 ? 1 : most.toInt();
        if (copies == 0 || depth > mostNesting)
            return {};
        ContentPart part = once(builder, place, depth);
        if (most == "unbounded"_L1 || copies > mostCopies)
            part = builder.repeated(part);
        for (int copy = 1; copy < copies && copies <= mostCopies; ++copy) {
            ContentPart more = once(builder, place, depth);
            more.canBeEmpty = more.canBeEmpty || copy >= least;
            part = builder.sequence(part, more);
        }
        part.canBeEmpty = part.canBeEmpty || least == 0;
        return part;
    }

    ContentPart once(ContentBuilder &builder, const XsdPlace &place, int depth)
    {
        const QString &kind = place.kind();
        if (kind == "element"_L1)
            return element(builder, place);
        if (kind == "any"_L1)
            return builder.leaf({-1, {}, place.node->value("namespace"_L1, u"##any"_s),
                place.file->targetNamespace, {}, false});
        if (kind == "group"_L1) {
            const XsdPlace group = m_components.find("group"_L1, place.qualified("ref"_L1));
            return group ? contentOf(builder, group, depth + 1) : ContentPart();
        }
        return compound(builder, place, depth);
    }

    ContentPart compound(ContentBuilder &builder, const XsdPlace &place, int depth)
    {
        const bool isSequence = place.kind() == "sequence"_L1;
        ContentPart part;
        bool isFirst = true;
        for (const XsdPlace &one : place.children()) {
            if (one.kind() == "annotation"_L1)
                continue;
            const ContentPart next = particle(builder, one, depth + 1);
            if (isSequence)
                part = builder.sequence(part, next);
            else
                part = isFirst ? next : ContentBuilder::choice(part, next);
            isFirst = false;
        }
        return place.kind() == "all"_L1 ? builder.repeated(part) : part;
    }

    ContentPart element(ContentBuilder &builder, const XsdPlace &place)
    {
        if (place.value("ref"_L1).isEmpty()) {
            const QualifiedName name = localName(place);
            return builder.leaf({localElement(place, name), name, {}, {}, {}, false});
        }
        const QualifiedName name = place.qualified("ref"_L1);
        ContentPart part = builder.leaf({globalElement(name), name, {}, {}, {}, false});
        for (const QualifiedName &member : m_components.substitutesOf(name))
            part = ContentBuilder::choice(
                part, builder.leaf({globalElement(member), member, {}, {}, {}, false}));
        return part;
    }

    // A type that extends another reads its elements again: they are the same.
    int localElement(const XsdPlace &place, const QualifiedName &name)
    {
        if (!m_locals.contains(place.node))
            declare(place, name, false);
        return m_locals.value(place.node);
    }

    static QualifiedName localName(const XsdPlace &place)
    {
        const QString otherwise =
            place.file->nodes.constFirst().value("elementFormDefault"_L1, u"unqualified"_s);
        const bool isQualified = place.node->value("form"_L1, otherwise) == "qualified"_L1;
        return {isQualified ? place.file->targetNamespace : QString(), place.value("name"_L1)};
    }

    const XsdComponents m_components;
    QHash<QualifiedName, int> m_types;
    QHash<const XsdNode *, int> m_locals;
    Grammar m_grammar;
};

} // namespace

Grammar buildGrammar(const QList<XsdFile> &files)
{
    return files.isEmpty() ? Grammar() : Building(files).run();
}
