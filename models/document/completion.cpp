// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/completion.h"

#include "document/completionplace.h"
#include "document/documentmeasure.h"
#include "document/namespaceprefix.h"
#include "document/uriplace.h"
#include "document/xmlcharacters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostUris = 200;

QByteArray opening(const WrittenName &name, const QList<GrammarAttribute> &attributes)
{
    QByteArray text = '<' + name.text.toUtf8();
    if (!name.declaration.isEmpty())
        text += ' ' + name.declaration.toUtf8();
    for (const GrammarAttribute &attribute : attributes) {
        if (attribute.isRequired && attribute.name.ns.isEmpty())
            text += ' ' + attribute.name.name.toUtf8() + "=\"\"";
    }
    return text;
}

// Where typing goes on: in the first attribute that is empty, else between the tags, else behind them.
qint64 cursorIn(const QByteArray &element)
{
    const qsizetype attribute = element.indexOf("=\"\"");
    if (attribute >= 0)
        return attribute + 2;
    const qsizetype content = element.indexOf("></");
    return content >= 0 ? content + 1 : element.size();
}

/// Collects what may stand at one place.
class Proposing {
public:
    Proposing(const CompletionPlace &place, const QStringList &knownUris) : m_place(place), m_uris(knownUris)
    {
    }

    QList<Proposal> run()
    {
        using State = XmlTyping::State;
        switch (m_place.typing.state) {
        case State::Text:
            addContent();
            break;
        case State::TagName:
            addElements(m_place.typing.tag.from);
            if (m_place.typing.word.length == 0)
                addEndTag(m_place.typing.tag.from);
            break;
        case State::InTag:
        case State::AttributeName:
            addAttributes();
            break;
        case State::AttributeValue:
            addAttributeValues();
            break;
        case State::EndTag:
            addEndTag(m_place.typing.tag.from);
            break;
        case State::Elsewhere:
            break;
        }
        return startingLikeTheWord();
    }

private:
    void addContent()
    {
        const bool isText = m_place.hasTextContent();
        if (isText)
            addTexts();
        else
            addElements(m_place.typing.word.from);
        addEndTag(isText ? m_place.byte : m_place.typing.word.from);
    }

    void addElements(qint64 from)
    {
        const PrefixScope scope = m_place.typing.scope();
        for (const int element : m_place.elementsHere()) {
            const GrammarElement &declared = m_place.grammar->elements.at(element);
            const WrittenName name = nameOf(declared.name, scope);
            Proposal proposal;
            proposal.label = name.text;
            proposal.description = declared.description;
            proposal.isRequired = m_place.isRequired(element);
            if (m_place.isTagGoingOn())
                proposal.edit = {from + 1, m_place.endOfWord() - from - 1, name.text.toUtf8()};
            else
                proposal.edit = {from, m_place.endOfWord() - from, wholeElement(element, name)};
            proposal.cursor = from
                + (m_place.isTagGoingOn() ? 1 + name.text.toUtf8().size()
                                          : cursorIn(proposal.edit.replacement));
            m_list.append(proposal);
        }
    }

    QByteArray wholeElement(int element, const WrittenName &name) const
    {
        const GrammarType &type = m_place.grammar->typeOf(element);
        const QByteArray text = opening(name, type.attributes);
        const bool isEmpty = !type.hasText && type.content.positions.isEmpty();
        return isEmpty ? text + "/>" : text + "></" + name.text.toUtf8() + '>';
    }

    // The root of a new document takes its namespace as the default one.
    WrittenName nameOf(const QualifiedName &name, const PrefixScope &scope) const
    {
        if (m_place.typing.open.isEmpty())
            return {name.name, u"xmlns=\"%1\""_s.arg(name.ns)};
        return writtenName(name.ns, name.name, scope);
    }

    void addEndTag(qint64 from)
    {
        if (!m_place.lacksEndTag())
            return;
        const QString name = m_place.typing.open.constLast().tag.name;
        Proposal proposal;
        proposal.kind = Proposal::Kind::EndTag;
        proposal.label = u'/' + name;
        proposal.edit = {from, m_place.endOfWord() - from, "</" + name.toUtf8() + '>'};
        proposal.cursor = from + proposal.edit.replacement.size();
        proposal.description = m_place.describe(m_place.element);
        m_list.append(proposal);
    }

    void addAttributes()
    {
        const int element = m_place.elementOfTag();
        if (element < 0)
            return;
        const PrefixScope scope = scopeWithin(m_place.typing.scope(), m_place.wholeTag());
        for (const GrammarAttribute &attribute : m_place.grammar->typeOf(element).attributes) {
            if (m_place.hasAttribute(attribute.name, scope))
                continue;
            const QString name = writtenName(attribute.name.ns, attribute.name.name, scope, true).text;
            Proposal proposal;
            proposal.kind = Proposal::Kind::Attribute;
            proposal.label = name;
            proposal.description = attribute.description;
            proposal.isRequired = attribute.isRequired;
            proposal.edit = attributeEdit(name);
            proposal.cursor = proposal.edit.byte + proposal.edit.replacement.size()
                - (proposal.edit.replacement.endsWith('"') ? 1 : 0);
            m_list.append(proposal);
        }
    }

    TextEdit attributeEdit(const QString &name) const
    {
        const ByteSpan &word = m_place.typing.word;
        const bool isValueThere = m_place.isFollowedBy('=', m_place.endOfWord());
        QByteArray text = name.toUtf8() + (isValueThere ? "" : "=\"\"");
        if (word.from > 0 && !isXmlBlank(m_place.utf8.at(word.from - 1)))
            text.prepend(' ');
        return {word.from, m_place.endOfWord() - word.from, text};
    }

    void addAttributeValues()
    {
        const TypedAttribute attribute =
            m_place.typing.tag.attributes.value(m_place.typing.tag.attributes.size() - 1);
        const ByteSpan span = m_place.valueSpan();
        const QByteArray closing = m_place.isValueClosed() ? QByteArray() : QByteArray(1, m_place.quote());
        const int element = m_place.elementOfTag();
        if (const GrammarAttribute *declared = m_place.attributeNamed(element, attribute.name)) {
            for (const GrammarValue &value : declared->values)
                addValue(span, value, Proposal::Kind::Value, closing);
        }
        addUris(urisAt(CompletionPlace::localName(m_place.typing.tag.name), attribute.name), span, closing);
    }

    void addTexts()
    {
        if (m_place.element < 0)
            return;
        const ByteSpan span = m_place.textSpan();
        for (const GrammarValue &value : m_place.grammar->typeOf(m_place.element).values)
            addValue(span, value, Proposal::Kind::Value, {});
        addUris(urisIn(CompletionPlace::localName(m_place.typing.open.constLast().tag.name)), span, {});
    }

    void addValue(
        const ByteSpan &span, const GrammarValue &value, Proposal::Kind kind, const QByteArray &closing)
    {
        Proposal proposal;
        proposal.kind = kind;
        proposal.label = value.text;
        proposal.description = value.description;
        const QByteArray escaped = xmlEscaped(value.text);
        proposal.edit = {span.from, span.length, escaped + closing};
        proposal.cursor = span.from + escaped.size();
        m_list.append(proposal);
    }

    // Those with the typed letters in them; all of them when nothing is typed yet.
    void addUris(UriUse use, const ByteSpan &span, const QByteArray &closing)
    {
        if (use == UriUse::None)
            return;
        const QString typed =
            QString::fromUtf8(m_place.utf8.sliced(span.from, qMax<qint64>(0, m_place.byte - span.from)))
                .trimmed();
        qsizetype room = mostUris;
        for (const QString &uri : use == UriUse::Domain ? domainsOf(m_uris) : m_uris) {
            if (!uri.contains(typed, Qt::CaseInsensitive))
                continue;
            if (room-- == 0)
                return;
            addValue(span, {uri, {}}, Proposal::Kind::Uri, closing);
        }
    }

    // What begins with the typed word; everything when nothing does, as one may have mistyped.
    QList<Proposal> startingLikeTheWord() const
    {
        const QString word = m_place.typedWord();
        QList<Proposal> matching = m_list;
        matching.removeIf([&word](const Proposal &proposal) {
            const bool isName =
                proposal.kind == Proposal::Kind::Element || proposal.kind == Proposal::Kind::Attribute;
            const QString local = proposal.label.section(u':', -1);
            return isName && !proposal.label.startsWith(word, Qt::CaseInsensitive)
                && !local.startsWith(word, Qt::CaseInsensitive);
        });
        return matching.isEmpty() ? m_list : matching;
    }

    const CompletionPlace &m_place;
    const QStringList &m_uris;
    QList<Proposal> m_list;
};

bool isBeyondLimits(const QByteArray &utf8)
{
    return measureDocument(utf8).exceeded().has_value();
}

} // namespace

QList<Proposal> completionsAt(
    const QByteArray &utf8, qint64 byte, const DocumentType &type, const QStringList &knownUris)
{
    const bool isXml = type.syntax == Syntax::Xml;
    if (!isXml || byte < 0 || byte > utf8.size() || isBeyondLimits(utf8))
        return {};
    const CompletionPlace place(utf8, byte, type);
    return place.typing.isTooDeep ? QList<Proposal>() : Proposing(place, knownUris).run();
}

QString descriptionAt(const QByteArray &utf8, qint64 byte, const DocumentType &type)
{
    if (type.syntax != Syntax::Xml || byte < 0 || byte > utf8.size() || isBeyondLimits(utf8))
        return {};
    qint64 end = byte;
    while (end < utf8.size() && isNameByte(utf8.at(end)))
        ++end;
    const CompletionPlace place(utf8, end, type);
    return place.typing.isTooDeep ? QString() : place.description();
}
