// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/stumble.h"

#include <QCoreApplication>

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// Whom a document is about, and what tells its parts from those of the user's other documents.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

/// Where a kind of document names the user.
struct EntityPlace {
    QLatin1StringView root;
    QLatin1StringView element; ///< the root itself or elements below it
    QLatin1StringView attribute;
};

constexpr std::array entityPlaces {
    EntityPlace {"presence"_L1, "presence"_L1, "entity"_L1},
    EntityPlace {"dialog-info"_L1, "dialog-info"_L1, "entity"_L1},
    EntityPlace {"conference-info"_L1, "conference-info"_L1, "entity"_L1},
    EntityPlace {"reginfo"_L1, "registration"_L1, "aor"_L1},
};

bool isUserOf(const QString &text, const SipUri &row)
{
    const auto uri = SipUri::parse(text);
    return uri && uri->user == row.user && uri->host.compare(row.host, Qt::CaseInsensitive) == 0;
}

/// The address of the row with the scheme that the document uses.
QString rightEntity(const QString &found, const SipUri &row)
{
    const QString scheme = found.section(u':', 0, 0).toLower();
    const bool isKnown = scheme == "pres"_L1 || scheme == "sips"_L1;
    return (isKnown ? scheme : u"sip"_s) + u':' + row.user + u'@' + row.host;
}

Stumble mismatch(const XmlAttribute &attribute, const SipUri &row)
{
    const QString right = rightEntity(attribute.value, row);
    return {u"entity-mismatch"_s, attribute.valueSpan,
        tr("The document says that it is about %1, but it is stored for %2. The server does not compare the "
           "two; "
           "watchers get it as it is, and many phones ignore what is not about whom they watch.")
            .arg(quotedText(attribute.value), quotedText(row.toString())),
        replacement(tr("Write %1").arg(right), attribute.valueSpan, attributeText(right)), right};
}

Stumbles entities(const StumbleInput &input)
{
    const XmlTree &tree = input.tree();
    const QString root = tree.rootNode()->name;
    const auto place =
        std::ranges::find_if(entityPlaces, [&root](const EntityPlace &entry) { return root == entry.root; });
    const SipUri row {input.context.username, input.context.domain};
    if (place == entityPlaces.end() || row.user.isEmpty() || row.host.isEmpty())
        return {};
    Stumbles found;
    for (const XmlNode &node : tree.nodes) {
        const bool isPlace = node.isElement() && node.name == place->element
            && (node.parent < 0 || place->element != place->root);
        const XmlAttribute *attribute = isPlace ? node.attribute(place->attribute) : nullptr;
        if (attribute && !isUserOf(attribute->value, row))
            found.append(mismatch(*attribute, row));
    }
    return found;
}

QList<int> tuplesOf(const XmlTree &tree)
{
    QList<int> tuples;
    for (const int child : tree.elementsOf(tree.root))
        if (tree.nodes.at(child).name == "tuple"_L1)
            tuples.append(child);
    return tuples;
}

/// The server leaves an older document out when the first of its tuples is there already.
QString clashSentence(const QString &id, bool isFirst)
{
    return isFirst
        ? tr("Another document of this user has a tuple with the id %1 too. Of two such documents the server "
             "shows watchers only the newer one, and the other device vanishes.")
              .arg(quotedText(id))
        : tr("Another document of this user has a tuple with the id %1 too. In the document that the server "
             "makes of both, watchers cannot tell the two apart.")
              .arg(quotedText(id));
}

Stumbles tupleIds(const StumbleInput &input)
{
    const QSet<QString> others(input.neighbours.otherTupleIds.begin(), input.neighbours.otherTupleIds.end());
    QSet<QString> own;
    Stumbles found;
    for (const int tuple : tuplesOf(input.tree())) {
        const XmlAttribute *id = input.node(tuple).attribute("id"_L1);
        if (!id)
            continue;
        if (own.contains(id->value))
            found.append({u"tuple-id-twice"_s, id->valueSpan,
                tr("This document has two tuples with the id %1: watchers cannot tell them apart.")
                    .arg(quotedText(id->value))});
        else if (others.contains(id->value))
            found.append({u"tuple-id-elsewhere"_s, id->valueSpan, clashSentence(id->value, own.isEmpty())});
        own.insert(id->value);
    }
    return found;
}

/// The server finds a sphere by the prefix as it is written, and reads its text.
Stumbles publishedSphere(const StumbleInput &input)
{
    for (const XmlNode &node : input.tree().nodes) {
        const bool isSphere =
            node.isElement() && node.name == "sphere"_L1 && node.ns == "urn:ietf:params:xml:ns:pidf:rpid"_L1;
        if (!isSphere)
            continue;
        const bool isFound = node.prefix == "rpid"_L1 || node.prefix == "r"_L1;
        return {{u"sphere-published"_s, node.startTag,
            isFound
                ? tr("Where the server checks spheres, it reads the text of this element, and the standard "
                     "permits only an element there: no document can please both.")
                : tr("Where the server checks spheres, it finds this one only under the prefix rpid or r."),
            {}, {}, Severity::Note}};
    }
    return {};
}

bool isParsedXml(const StumbleInput &input)
{
    return input.type.syntax == Syntax::Xml && input.tree().isWellFormed();
}

bool isPresence(const StumbleInput &input)
{
    return isParsedXml(input) && input.tree().rootNode()->name == "presence"_L1;
}

} // namespace

QList<StumbleCheck> entityStumbles()
{
    return {{isParsedXml, entities}, {isPresence, tupleIds}, {isPresence, publishedSphere}};
}
