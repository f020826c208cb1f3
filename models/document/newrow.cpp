// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/newrow.h"

#include "change/companions.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 lifetime = 3600; ///< of a publication that somebody writes by hand, in seconds

struct Making {
    const DocumentType &type;
    const TemplateSubject &subject;
    const DecodeContext &context;
};

/// How one column of a new row is filled.
struct Filling {
    QLatin1StringView column;
    QVariant (*value)(const Making &making);
};

/// Where an XCAP server would keep the document.
QString documentUri(const Making &making)
{
    return u"/xcap-root/%1/users/%2/index"_s.arg(making.type.id, subjectAddress(making.subject));
}

constexpr std::array fillings {
    Filling {"username"_L1, [](const Making &making) { return QVariant(making.subject.username); }},
    Filling {"domain"_L1, [](const Making &making) { return QVariant(making.subject.domain); }},
    Filling {"event"_L1, [](const Making &making) { return QVariant(eventWord(making.type)); }},
    Filling {"etag"_L1, [](const Making &) { return QVariant(freshEtag()); }},
    Filling {"expires"_L1,
        [](const Making &making) { return QVariant(qlonglong(making.context.now + lifetime)); }},
    Filling {
        "received_time"_L1, [](const Making &making) { return QVariant(qlonglong(making.context.now)); }},
    Filling {"sender"_L1, [](const Making &) { return QVariant(u""_s); }},
    Filling {"priority"_L1, [](const Making &) { return QVariant(qlonglong(0)); }},
    Filling {"doc_type"_L1,
        [](const Making &making) {
            const auto number = docTypeNumber(making.type, making.context);
            return number ? QVariant(qlonglong(*number)) : QVariant();
        }},
    Filling {"source"_L1, [](const Making &) { return QVariant(qlonglong(0)); }},
    Filling {"doc_uri"_L1, [](const Making &making) { return QVariant(documentUri(making)); }},
    Filling {"port"_L1, [](const Making &) { return QVariant(qlonglong(0)); }},
};
} // namespace

bool canHold(const TableInfo &table, const DocumentType &type, const DecodeContext &context)
{
    if (!table.present || documentColumnOf(table).isEmpty())
        return false;
    if (table.role == TableRole::Xcap || table.role == TableRole::XcapXml)
        return docTypeNumber(type, context).has_value();
    return table.role == TableRole::Presentity && !eventWord(type).isEmpty();
}

StoredRow newDocumentRow(const TableInfo &table, const DocumentType &type, const TemplateSubject &subject,
    const DecodeContext &context)
{
    StoredRow row;
    row.table = table;
    row.cells.resize(table.columns.size());
    for (const Filling &filling : fillings)
        if (table.indexOf(filling.column) >= 0)
            row = row.with({{filling.column, filling.value({type, subject, context})}});
    return row;
}

QString documentColumnOf(const TableInfo &table)
{
    return documentColumns(table).value(0);
}
