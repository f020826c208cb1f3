// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/subjects.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {
/// One way to spell a subject: in a single column, or split into user and domain.
struct Spelling {
    Subject subject;
    const char *first;
    const char *second; ///< nullptr: the first column holds everything
};

/// In this order: where a table has several, the first is the one that the server decides by.
constexpr std::array spellings {
    Spelling {Subject::Presentity, "presentity_uri", nullptr},
    Spelling {Subject::Presentity, "p_uri", nullptr},
    Spelling {Subject::Presentity, "pres_uri", nullptr},
    Spelling {Subject::Presentity, "resource_uri", nullptr},
    Spelling {Subject::Presentity, "p_user", "p_domain"},
    Spelling {Subject::Presentity, "pres_user", "pres_domain"},
    Spelling {Subject::Presentity, "username", "domain"},
    Spelling {Subject::Presentity, "to_user", "to_domain"},
    Spelling {Subject::Watcher, "watcher_username", "watcher_domain"},
    Spelling {Subject::Watcher, "w_user", "w_domain"},
    Spelling {Subject::Watcher, "from_user", "from_domain"},
    Spelling {Subject::Watcher, "watcher_uri", nullptr},
    Spelling {Subject::CallId, "callid", nullptr},
    Spelling {Subject::CallId, "call_id", nullptr},
};

const Spelling *spellingIn(const TableInfo &table, Subject subject)
{
    for (const Spelling &spelling : spellings) {
        const bool complete = !spelling.second || table.indexOf(QString::fromLatin1(spelling.second)) >= 0;
        if (spelling.subject == subject && complete
            && table.indexOf(QString::fromLatin1(spelling.first)) >= 0)
            return &spelling;
    }
    return nullptr;
}

QString cellText(const TableInfo &table, const QVariantList &cells, const char *column)
{
    return cells.value(table.indexOf(QString::fromLatin1(column))).toString();
}

Condition equal(const char *column, const QString &value)
{
    return {QString::fromLatin1(column), FilterOp::Equal, {value}};
}

/// The links that may exist, as a table: from which roles, to which, by which subjects.
struct LinkSpec {
    TableRole to;
    const char *label;
    bool byWatcher; ///< the watcher must be the same, too
    bool byEvent;
};

constexpr std::array linkSpecs {
    LinkSpec {TableRole::Watchers, QT_TRANSLATE_NOOP("RowLink", "Watcher row"), true, true},
    LinkSpec {TableRole::Watchers, QT_TRANSLATE_NOOP("RowLink", "All watchers of %1"), false, false},
    LinkSpec {
        TableRole::ActiveWatchers, QT_TRANSLATE_NOOP("RowLink", "Subscriptions of this watcher"), true, true},
    LinkSpec {TableRole::ActiveWatchers, QT_TRANSLATE_NOOP("RowLink", "Subscriptions to %1"), false, false},
    LinkSpec {TableRole::Presentity, QT_TRANSLATE_NOOP("RowLink", "Documents of %1"), false, true},
    LinkSpec {TableRole::Xcap, QT_TRANSLATE_NOOP("RowLink", "Rules document of %1"), false, false},
    LinkSpec {TableRole::XcapXml, QT_TRANSLATE_NOOP("RowLink", "Rules document of %1"), false, false},
    LinkSpec {TableRole::Pua, QT_TRANSLATE_NOOP("RowLink", "Requests of the server for %1"), false, false},
};

/// Not every label has a place for the presentity.
QString labelOf(const LinkSpec &spec, const QString &presentity)
{
    return QCoreApplication::translate("RowLink", spec.label).replace(u"%1"_s, presentity);
}

bool isSubjectTable(TableRole role)
{
    return role != TableRole::RlsPresentity;
}

QList<Condition> rulesOnly(const TableInfo &table)
{
    const int column = table.indexOf(Meaning::DocType);
    if (column < 0)
        return {};
    const auto number = encodeWord(table.columns.at(column), u"pres-rules"_s,
        {table.family, table.generation, table.role, 0, TimeStyle::Utc});
    return number ? QList<Condition> {{table.columns.at(column).name, FilterOp::Equal, {*number}}}
                  : QList<Condition> {};
}

QList<Condition> conditionsFor(
    const LinkSpec &spec, const TableInfo &target, const TableInfo &table, const QVariantList &cells)
{
    const auto presentity = subjectOf(Subject::Presentity, table, cells);
    const auto watcher = subjectOf(Subject::Watcher, table, cells);
    if (!presentity || (spec.byWatcher && !watcher))
        return {};
    QList<Condition> conditions = subjectConditions(Subject::Presentity, target, *presentity);
    if (spec.byWatcher)
        conditions += subjectConditions(Subject::Watcher, target, *watcher);
    const QString event = cellText(table, cells, "event");
    if (spec.byEvent && !event.isEmpty() && table.role != TableRole::Pua && target.indexOf(u"event"_s) >= 0)
        conditions.append(equal("event", event));
    if (target.role == TableRole::Xcap || target.role == TableRole::XcapXml)
        conditions += rulesOnly(target);
    return conditions;
}

/// rls_presentity names its subscription as "callid;from_tag;to_tag"; rls_watchers holds the three apart.
QList<RowLink> listLinks(const DatabaseSchema &schema, const TableInfo &table, const QVariantList &cells)
{
    const TableInfo *states = schema.table(TableRole::RlsPresentity);
    const TableInfo *lists = schema.table(TableRole::RlsWatchers);
    if (!states || !lists || !states->present || !lists->present)
        return {};
    if (table.role == TableRole::RlsWatchers) {
        const QString id = QStringList {cellText(table, cells, "callid"), cellText(table, cells, "from_tag"),
            cellText(table, cells, "to_tag")}
                               .join(u';');
        return {{QCoreApplication::translate("RowLink", "States of the list's members"),
            TableRole::RlsPresentity, {equal("rlsubs_did", id)}}};
    }
    const QStringList parts = cellText(table, cells, "rlsubs_did").split(u';');
    if (table.role != TableRole::RlsPresentity || parts.size() != 3)
        return {};
    return {{QCoreApplication::translate("RowLink", "Subscription to the list"), TableRole::RlsWatchers,
        {equal("callid", parts.at(0)), equal("from_tag", parts.at(1)), equal("to_tag", parts.at(2))}}};
}
} // namespace

bool hasSubject(Subject subject, const TableInfo &table)
{
    return spellingIn(table, subject) != nullptr;
}

std::optional<QString> subjectOf(Subject subject, const TableInfo &table, const QVariantList &cells)
{
    const Spelling *spelling = spellingIn(table, subject);
    if (!spelling)
        return {};
    const QString first = cellText(table, cells, spelling->first);
    const QString text =
        spelling->second ? SipUri {first, cellText(table, cells, spelling->second)}.toString() : first;
    return first.isEmpty() ? std::nullopt : std::optional(text);
}

QList<Condition> subjectConditions(Subject subject, const TableInfo &table, const QString &value)
{
    const Spelling *spelling = spellingIn(table, subject);
    if (!spelling)
        return {};
    if (!spelling->second)
        return {equal(spelling->first, value)};
    const auto uri = SipUri::parse(value);
    return uri ? QList<Condition> {equal(spelling->first, uri->user), equal(spelling->second, uri->host)}
               : QList<Condition> {};
}

QList<RowLink> linksOf(const DatabaseSchema &schema, const TableInfo &table, const QVariantList &cells)
{
    QList<RowLink> links = listLinks(schema, table, cells);
    const QString presentity = subjectOf(Subject::Presentity, table, cells).value_or(QString());
    for (const LinkSpec &spec : linkSpecs) {
        const TableInfo *target = schema.table(spec.to);
        if (!target || !target->present || !isSubjectTable(table.role)
            || (target->role == table.role && spec.byWatcher))
            continue;
        const QList<Condition> conditions = conditionsFor(spec, *target, table, cells);
        if (!conditions.isEmpty() && target->role != table.role)
            links.append({labelOf(spec, presentity), spec.to, conditions});
    }
    return links;
}
