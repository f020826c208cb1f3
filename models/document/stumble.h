// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authorisation/presrules.h"
#include "document/documentcheck.h"
#include "document/documenttext.h"

#include <functional>

// What the checks of stumbles.cpp share. Each looks at one theme and has a file with its neighbours.

/// A document as the checks look at it.
struct StumbleInput {
    const QByteArray &stored;
    const DocumentType &type;
    const DocumentContext &context;
    const DocumentNeighbours &neighbours;
    DocumentText text;
    PresRules rules; ///< the tree of the text, whatever kind of document it is
    qint64 now = 0;

    const XmlTree &tree() const { return rules.tree(); }
    const XmlNode &node(int index) const { return tree().nodes.at(index); }
    bool is(QLatin1StringView kind) const { return type.id == kind; }
    /// The rules are read by a server as our walk does.
    bool isRules() const;
    /// Rules with conditions: those that a server can get past.
    QList<int> realRules() const;
    /// What Kamailio does, or OpenSIPS, may matter here: true for both while the family is not known.
    bool maybeKamailio() const;
    bool maybeOpenSips() const;
};

/// Where a server stumbles.
struct Stumble {
    QString code;
    ByteSpan span; ///< empty: the document as a whole
    QString sentence;
    QuickFix fix = {};
    QString expected = {};
    Severity severity = Severity::Stumble;
};

using Stumbles = QList<Stumble>;

/// A check and when it applies.
struct StumbleCheck {
    bool (*applies)(const StumbleInput &input);
    Stumbles (*find)(const StumbleInput &input);
};

// One list per theme.
QList<StumbleCheck> byteStumbles();
QList<StumbleCheck> ruleStumbles();
QList<StumbleCheck> identityStumbles();
QList<StumbleCheck> conditionStumbles();
QList<StumbleCheck> actionStumbles();
QList<StumbleCheck> entityStumbles();

bool isAnyDocument(const StumbleInput &input);
bool isParsedRules(const StumbleInput &input); ///< pres-rules that our walk can read

/// Text as an attribute holds it, between either kind of quote.
QByteArray attributeText(const QString &value);
/// What stands in a document, for a sentence: made visible, cut short, in quotes.
QString quotedText(const QString &text);
QuickFix replacement(const QString &label, const ByteSpan &span, const QByteArray &text);
