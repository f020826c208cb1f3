// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentoutline.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 20000;
constexpr qsizetype mostLetters = 80; // of one word

/// Attributes that name an element, in the order in which they are shown.
constexpr std::array namingAttributes {"id"_L1, "name"_L1, "uri"_L1, "entity"_L1, "aor"_L1, "resource"_L1,
    "domain"_L1, "ref"_L1, "anchor"_L1, "sel"_L1, "state"_L1, "status"_L1, "value"_L1};

/// Where an element keeps the word that people look for.
struct Path {
    QLatin1StringView element;
    QLatin1StringView child;
    QLatin1StringView grandchild;
};

constexpr std::array paths {
    Path {"tuple"_L1, "status"_L1, "basic"_L1},
    Path {"rule"_L1, "actions"_L1, "sub-handling"_L1},
    Path {"list"_L1, "display-name"_L1, {}},
    Path {"entry"_L1, "display-name"_L1, {}},
    Path {"dialog"_L1, "state"_L1, {}},
    Path {"local"_L1, "identity"_L1, {}},
    Path {"remote"_L1, "identity"_L1, {}},
    Path {"contact"_L1, "uri"_L1, {}},
};

QString shortened(const QString &text)
{
    const QString word = text.simplified();
    return word.size() > mostLetters ? word.left(mostLetters) + u'…' : word;
}

QStringList deepWords(const XmlTree &tree, int element)
{
    QStringList words;
    for (const Path &path : paths) {
        if (tree.nodes.at(element).name != path.element)
            continue;
        int at = tree.firstElement(element, path.child);
        if (at >= 0 && !path.grandchild.isEmpty())
            at = tree.firstElement(at, path.grandchild);
        if (at >= 0)
            words.append(shortened(tree.textOf(at)));
    }
    return words;
}

QString wordsOf(const XmlTree &tree, int element)
{
    const XmlNode &node = tree.nodes.at(element);
    QStringList words;
    for (const QLatin1StringView name : namingAttributes) {
        if (const XmlAttribute *attribute = node.attribute(name))
            words.append(shortened(attribute->value));
    }
    words += deepWords(tree, element);
    if (tree.elementsOf(element).isEmpty())
        words.append(shortened(tree.textOf(element)));
    // An activity says all by its name, so its parent says it too.
    if (node.name == "activities"_L1) {
        for (const int child : tree.elementsOf(element))
            words.append(tree.nodes.at(child).name);
    }
    words.removeAll(QString());
    return shortened(words.join(u" · "_s));
}

} // namespace

int DocumentOutline::lineAt(qint64 byte) const
{
    const auto next = std::upper_bound(lines.begin(), lines.end(), byte,
        [](qint64 at, const OutlineLine &line) { return at < line.span.from; });
    int line = int(std::distance(lines.begin(), next)) - 1;
    while (line >= 0 && byte > lines.at(line).span.end())
        line = lines.at(line).parent;
    return line;
}

DocumentOutline outlineOf(const XmlTree &tree)
{
    DocumentOutline outline;
    QList<int> lineOfNode(tree.nodes.size(), -1);
    for (int at = 0; at < tree.nodes.size(); ++at) {
        const XmlNode &node = tree.nodes.at(at);
        if (!node.isElement())
            continue;
        outline.isCut = outline.lines.size() >= mostLines;
        if (outline.isCut)
            break;
        const int line = int(outline.lines.size());
        const int parent = node.parent < 0 ? -1 : lineOfNode.at(node.parent);
        lineOfNode[at] = line;
        const int row = parent < 0 ? 0 : int(outline.lines.at(parent).children.size());
        outline.lines.append({at, parent, row, node.name, wordsOf(tree, at), node.whole, {}});
        if (parent >= 0)
            outline.lines[parent].children.append(line);
    }
    return outline;
}
