// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/companions.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool writesDocument(const RowChange &change, const TableInfo &table)
{
    return std::ranges::any_of(change.wanted, [&](const NamedValue &wanted) {
        const int at = table.indexOf(wanted.column);
        return at >= 0 && table.columns.at(at).meaning == Meaning::Document;
    });
}

bool keepsEtags(const TableInfo &table)
{
    return (table.role == TableRole::Xcap || table.role == TableRole::XcapXml)
        && table.indexOf(u"etag"_s) >= 0;
}

} // namespace

QString freshEtag()
{
    const QString time = QString::number(QDateTime::currentSecsSinceEpoch(), 16);
    return u"pi-%1-%2"_s.arg(time, QString::number(QRandomGenerator::global()->generate(), 16));
}

RowChange withCompanions(RowChange change, const TableInfo &table, const QList<NamedValue> &row)
{
    const QString etag = u"etag"_s;
    if (change.kind == ChangeKind::Delete || !keepsEtags(table) || !writesDocument(change, table)
        || valueOf(change.wanted, etag))
        return change;
    const NamedValue *seen = valueOf(change.seen, etag) ? valueOf(change.seen, etag) : valueOf(row, etag);
    if (change.kind == ChangeKind::Update && !seen)
        return change;
    const QString name = table.columns.at(table.indexOf(etag)).name;
    if (change.kind == ChangeKind::Update && !valueOf(change.seen, etag))
        change.seen.append({name, seen->value});
    change.wanted.append({name, freshEtag()});
    return change;
}
