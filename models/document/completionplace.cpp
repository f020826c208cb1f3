// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/completionplace.h"

#include "document/extensionhome.h"
#include "document/xmlcharacters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// What the whole means, and what this one of its values means.
QString withValue(const QString &description, const QList<GrammarValue> &values, const QString &text)
{
    const auto found = std::find_if(
        values.begin(), values.end(), [&text](const GrammarValue &value) { return value.text == text; });
    const bool isKnown = found != values.end() && !found->description.isEmpty();
    return isKnown ? description + u'\n' + found->text + u": "_s + found->description : description;
}

} // namespace

CompletionPlace::CompletionPlace(const QByteArray &text, qint64 cursor, const DocumentType &type)
    : utf8(text)
    , byte(cursor)
    , typing(typingAt(text, cursor))
    , grammar(grammarOf(type))
    , element(innermost())
    , m_type(&type)
    , m_walk(walkHere())
{
}

std::optional<ContentWalk> CompletionPlace::walkHere() const
{
    if (element < 0)
        return {};
    return grammar->walkAlong(element, typing.childrenBefore(utf8));
}

int CompletionPlace::innermost() const
{
    int declared = -1;
    PrefixScope scope;
    for (const TypedElement &open : typing.open) {
        scope = scopeWithin(scope, open.tag);
        declared = grammar ? grammar->childOf(declared, nameInScope(open.tag.name, scope)) : -1;
    }
    return declared;
}

QList<int> CompletionPlace::elementsHere() const
{
    if (!grammar)
        return {};
    if (typing.open.isEmpty())
        return rootElements();
    if (element < 0)
        return {};
    const QStringList declared = typing.scope().values();
    const QualifiedName &parent = grammar->elements.at(element).name;
    QList<int> list = grammar->allowedBetween(element, *m_walk, siblingsBehind());
    std::stable_partition(list.begin(), list.end(), [&](int child) {
        const QString &ns = grammar->elements.at(child).name.ns;
        return ns.isEmpty() || declared.contains(ns) || ns == parent.ns;
    });
    std::stable_partition(list.begin(), list.end(),
        [&](int child) { return isAtHome(grammar->elements.at(child).name, parent.name); });
    return list;
}

QList<int> CompletionPlace::rootElements() const
{
    if (typing.hasRoot)
        return {};
    QList<int> roots;
    for (const int global : grammar->globalOrder) {
        const QualifiedName &name = grammar->elements.at(global).name;
        if (name.name == m_type->root && (m_type->ns.isEmpty() || name.ns == m_type->ns))
            roots.append(global);
    }
    return roots;
}

QList<QualifiedName> CompletionPlace::siblingsBehind() const
{
    qint64 from = byte;
    if (isTagGoingOn())
        from = endOfTypedElement(utf8, wholeTag());
    return restBehind(utf8, from, typing.scope()).siblings;
}

bool CompletionPlace::isRequired(int child) const
{
    return element >= 0 && grammar->needs(element, *m_walk, child);
}

bool CompletionPlace::hasTextContent() const
{
    if (element < 0)
        return false;
    const GrammarType &type = grammar->typeOf(element);
    return type.hasText && type.content.positions.isEmpty();
}

bool CompletionPlace::lacksEndTag() const
{
    if (typing.open.isEmpty())
        return false;
    const QString name = typing.open.constLast().tag.name;
    return restBehind(utf8, byte, typing.scope()).endTag != name;
}

bool CompletionPlace::isTagGoingOn() const
{
    if (typing.state != XmlTyping::State::TagName)
        return false;
    const TypedTag tag = wholeTag();
    const bool hasMore = tag.nameSpan.length > 0 || !tag.attributes.isEmpty();
    return hasMore && tag.isComplete;
}

TypedTag CompletionPlace::wholeTag() const
{
    return readTypedTag(utf8, typing.tag.from, utf8.size());
}

int CompletionPlace::elementOfTag() const
{
    const TypedTag tag = wholeTag();
    const QualifiedName name = nameInScope(tag.name, scopeWithin(typing.scope(), tag));
    return grammar ? grammar->childOf(element, name) : -1;
}

bool CompletionPlace::hasAttribute(const QualifiedName &name, const PrefixScope &scope) const
{
    const QList<TypedAttribute> there = wholeTag().attributes;
    return std::any_of(there.begin(), there.end(), [&](const TypedAttribute &attribute) {
        const bool isBeingTyped = attribute.nameSpan.contains(byte) || attribute.nameSpan.end() == byte;
        return !isBeingTyped && nameInScope(attribute.name, scope, true) == name;
    });
}

const GrammarAttribute *CompletionPlace::attributeNamed(int ofElement, const QString &name) const
{
    if (ofElement < 0)
        return nullptr;
    const QualifiedName wanted = nameInScope(name, scopeWithin(typing.scope(), wholeTag()), true);
    const QList<GrammarAttribute> &attributes = grammar->typeOf(ofElement).attributes;
    const auto found = std::find_if(attributes.begin(), attributes.end(),
        [&wanted](const GrammarAttribute &attribute) { return attribute.name == wanted; });
    return found == attributes.end() ? nullptr : &*found;
}

qint64 CompletionPlace::endOfWord() const
{
    qint64 end = byte;
    if (typing.state == XmlTyping::State::Text)
        return end;
    while (end < utf8.size() && isNameByte(utf8.at(end)))
        ++end;
    if (typing.state == XmlTyping::State::EndTag && isFollowedBy('>', end))
        end = utf8.indexOf('>', end) + 1;
    return end;
}

QString CompletionPlace::typedWord() const
{
    const ByteSpan &word = typing.word;
    return QString::fromUtf8(utf8.sliced(word.from, qMax<qint64>(0, byte - word.from)));
}

ByteSpan CompletionPlace::valueSpan() const
{
    qint64 end = byte;
    while (end < utf8.size() && utf8.at(end) != quote() && utf8.at(end) != '<' && utf8.at(end) != '>'
        && utf8.at(end) != '\n')
        ++end;
    // The next quote may be the one that opens another attribute's value.
    const bool isOwn =
        end < utf8.size() && utf8.at(end) == quote() && (end == byte || utf8.at(end - 1) != '=');
    return {typing.word.from, (isOwn ? end : byte) - typing.word.from};
}

bool CompletionPlace::isValueClosed() const
{
    const qint64 end = valueSpan().end();
    return end < utf8.size() && utf8.at(end) == quote();
}

char CompletionPlace::quote() const
{
    return typing.word.from > 0 ? utf8.at(typing.word.from - 1) : '"';
}

ByteSpan CompletionPlace::textSpan() const
{
    qint64 from = typing.open.constLast().contentFrom;
    qint64 end = utf8.indexOf('<', byte);
    if (end < 0)
        end = byte;
    while (from < byte && isXmlBlank(utf8.at(from)))
        ++from;
    while (end > byte && isXmlBlank(utf8.at(end - 1)))
        --end;
    return {from, end - from};
}

bool CompletionPlace::isFollowedBy(char c, qint64 from) const
{
    while (from < utf8.size() && isXmlBlank(utf8.at(from)))
        ++from;
    return from < utf8.size() && utf8.at(from) == c;
}

QString CompletionPlace::describe(int ofElement) const
{
    return ofElement < 0 ? QString() : grammar->elements.at(ofElement).description;
}

QString CompletionPlace::description() const
{
    using State = XmlTyping::State;
    switch (typing.state) {
    case State::TagName:
        return describe(elementOfTag());
    case State::AttributeName:
    case State::AttributeValue: {
        const TypedAttribute attribute = typing.tag.attributes.constLast();
        const GrammarAttribute *const declared = attributeNamed(elementOfTag(), attribute.name);
        return declared ? withValue(declared->description, declared->values, attribute.value) : QString();
    }
    case State::Text:
        return hasTextContent() ? describeText() : QString();
    case State::EndTag:
        return describe(element);
    case State::InTag:
    case State::Elsewhere:
        break;
    }
    return {};
}

QString CompletionPlace::describeText() const
{
    const ByteSpan span = textSpan();
    return withValue(describe(element), grammar->typeOf(element).values,
        QString::fromUtf8(utf8.sliced(span.from, span.length)));
}
