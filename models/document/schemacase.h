// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemacheck.h"

/// A complaint about a schema with everything around it that a sentence may need.
class SchemaCase {
public:
    SchemaCase(const SchemaComplaint &complaint, const XmlTree &tree);

    const QString &text() const { return m_complaint.text; } ///< libxml2's words
    bool isDeclaredHere() const { return m_complaint.isDeclaredHere; }
    const XmlTree &tree() const { return m_tree; }
    const XmlNode &node() const { return m_node; }
    int id() const { return m_complaint.node; }
    const XmlAttribute *attribute() const { return m_attribute; } ///< nullptr: it is about the element
    QString attributeName() const { return m_complaint.attribute.second; }
    QString parentName() const;
    /// "<basic>" or "the attribute id of <tuple>"
    QString subject() const;
    /// Of the attribute, else the text of the element.
    QString value() const;
    /// Where the value stands, the name where there is none.
    ByteSpan valueSpan() const;
    /// A stretch of the text without the blanks around it.
    ByteSpan trimmed(ByteSpan span) const;

    /// Line and column are left to whoever has many of these.
    Diagnostic invalid(QLatin1StringView code, const QString &sentence, ByteSpan span,
        const QString &expected = {}, const QuickFix &fix = {}) const;

private:
    const XmlAttribute *findAttribute() const;

    const SchemaComplaint &m_complaint;
    const XmlTree &m_tree;
    const XmlNode &m_node;
    const XmlAttribute *m_attribute;
};

/// Text of a document within a sentence: one line, short, everything visible.
QString shownText(const QString &text);
/// "<name>"
QString shownTag(const QString &name);
/// "a, b or c"
QString alternatives(const QStringList &words);
