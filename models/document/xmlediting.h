// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/grammar.h"
#include "document/xmltree.h"

/// An element that is about to be put into a document.
struct NewElement {
    QualifiedName name;
    QList<std::pair<QString, QString>> attributes = {};
    QString text = {};
    QList<NewElement> children = {};
};

/// Small changes of a well-formed document as edits of its bytes: everything else stays as it is. New
/// elements go where the grammar wants them, indented like their neighbours, with the prefixes that are
/// declared there.
class XmlEditing {
public:
    /// @p grammar may be null: then new children come last.
    XmlEditing(const XmlTree &tree, std::shared_ptr<const Grammar> grammar);

    QList<TextEdit> setText(int element, const QString &text) const;
    QList<TextEdit> setAttribute(int element, QLatin1StringView name, const QString &value) const;
    QList<TextEdit> insert(int parent, const NewElement &child) const;
    QList<TextEdit> remove(int element) const;
    /// Both at once.
    QList<TextEdit> replace(int parent, const QList<int> &removed, const QList<NewElement> &added) const;

    /// The namespaces of the prefixes within an element.
    QHash<QString, QString> scopeIn(int element) const;
    /// A value that no id attribute has: "r1", "r2" ...
    QString freeId(const QString &letter) const;

private:
    /// How lines begin in an element.
    struct Layout {
        QByteArray childLine; ///< line end and blanks before a child; empty: all on one line
        QByteArray parentLine; ///< the same before the end tag
        QByteArray unit; ///< one more level
    };

    QualifiedName nameOf(int element) const;
    int declarationOf(int element) const;
    qsizetype gapFor(int parent, const QList<QualifiedName> &children, const QualifiedName &added) const;
    QByteArray lineBefore(qint64 byte) const;
    Layout layoutIn(int parent) const;
    qint64 behind(int node) const;
    TextEdit insertion(int parent, qint64 byte, const QByteArray &content) const;
    TextEdit opened(int element, const QByteArray &content) const;
    static QByteArray written(const NewElement &element, QHash<QString, QString> scope,
        const QByteArray &line, const QByteArray &unit);

    const XmlTree &m_tree;
    const std::shared_ptr<const Grammar> m_grammar;
};
