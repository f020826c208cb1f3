// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttype.h"
#include "document/xmlediting.h"

#include <QStringList>

/// A tuple as the form shows it.
struct TupleEntry {
    int node = -1;
    QString id;
    QString basic; ///< "open", "closed", empty for none
    QString note; ///< its first
    QString contact;

    bool operator==(const TupleEntry &) const = default;
};

/// The person of a presence document: what it does and says.
struct PersonEntry {
    int node = -1;
    QStringList activities; ///< those of RPID, by name, in document order
    QStringList otherActivities; ///< what the form shows and leaves alone
    QString note;

    bool operator==(const PersonEntry &) const = default;
};

/// Somebody whom a rule is about.
struct IdentityEntry {
    int node = -1;
    QString uri; ///< of <one>
    bool isMany = false;
    QString domain; ///< of <many>; empty there: everybody
    int exceptions = 0; ///< of <many>

    bool operator==(const IdentityEntry &) const = default;
};

struct RuleEntry {
    int node = -1;
    QString id;
    QList<IdentityEntry> identities;
    QStringList otherConditions; ///< names of those that the form leaves alone
    QString action; ///< as written, with its blanks

    bool operator==(const RuleEntry &) const = default;
};

struct MemberEntry {
    int node = -1;
    QString uri;
    QString displayName;

    bool operator==(const MemberEntry &) const = default;
};

struct ListEntry {
    int node = -1;
    QString name;
    QString displayName;
    int depth = 0; ///< 0: not within another list
    QList<MemberEntry> members;

    bool operator==(const ListEntry &) const = default;
};

/// What people change most in a document, read from its tree; every change is edits of the text, so that form
/// and text are one document. A value; the edits hold for exactly the text of its tree.
class DocumentForm {
public:
    enum class Kind { None, Presence, Rules, Lists };

    DocumentForm() = default;
    DocumentForm(const XmlTree &tree, const DocumentType &type);

    /// Whether a kind of document has a form at all.
    static Kind kindOf(const DocumentType &type);
    /// The activities that a person can choose from, with what they mean.
    static QList<GrammarValue> knownActivities(const DocumentType &type);

    Kind kind = Kind::None;
    bool isWellFormed = false; ///< otherwise there is nothing else here
    bool isCut = false; ///< there is more than a form can show
    QByteArray utf8; ///< the text that all edits are for
    QString note; ///< of the whole presence document
    QList<TupleEntry> tuples;
    PersonEntry person; ///< node -1: there is none
    QList<RuleEntry> rules;
    QList<ListEntry> lists;

    // Presence
    QList<TextEdit> setBasic(const TupleEntry &tuple, const QString &basic) const;
    QList<TextEdit> setTupleNote(const TupleEntry &tuple, const QString &text) const;
    QList<TextEdit> addTuple(const QString &basic) const;
    QList<TextEdit> removeTuple(const TupleEntry &tuple) const;
    QList<TextEdit> setNote(const QString &text) const;
    QList<TextEdit> setPersonNote(const QString &text) const;
    QList<TextEdit> setActivities(const QStringList &names) const;

    // Rules
    QList<TextEdit> setRuleId(const RuleEntry &rule, const QString &id) const;
    QList<TextEdit> setAction(const RuleEntry &rule, const QString &action) const;
    QList<TextEdit> addIdentity(const RuleEntry &rule, const QString &uri) const;
    QList<TextEdit> setIdentity(const IdentityEntry &identity, const QString &uri) const;
    /// Empty for the last one: a rule without anybody would be about nobody, or everybody.
    QList<TextEdit> removeIdentity(const RuleEntry &rule, const IdentityEntry &identity) const;
    QList<TextEdit> addRule(const QString &uri, const QString &action) const;
    QList<TextEdit> removeRule(const RuleEntry &rule) const;

    // Lists
    QList<TextEdit> addMember(const ListEntry &list, const QString &uri, const QString &displayName) const;
    QList<TextEdit> setMemberUri(const MemberEntry &member, const QString &uri) const;
    QList<TextEdit> setMemberName(const MemberEntry &member, const QString &displayName) const;
    QList<TextEdit> removeMember(const MemberEntry &member) const;
    QList<TextEdit> addList(const QString &name) const;

private:
    void readPresence();
    void readPerson(int node);
    void readRules();
    RuleEntry readRule(int node) const;
    void readLists();
    ListEntry readList(int node, int depth) const;
    int find(int parent, QLatin1StringView ns, QLatin1StringView name) const;
    QString textIn(int parent, QLatin1StringView ns, QLatin1StringView name) const;
    QList<TextEdit> setChildText(int parent, const QualifiedName &name, const QString &text) const;
    XmlEditing editing() const { return {m_tree, m_grammar}; }

    XmlTree m_tree;
    std::shared_ptr<const Grammar> m_grammar;
};

/// The words of an action of presence rules, as the server knows them.
QStringList ruleActions();
