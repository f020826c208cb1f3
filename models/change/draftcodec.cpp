// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/draftcodec.h"

#include "connection/connection.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
constexpr auto format = "presence-inspector-drafts-1"_L1;

QCborValue encoded(const QVariant &value)
{
    switch (value.userType()) {
    case QMetaType::UnknownType:
        return nullptr;
    case QMetaType::LongLong:
        return value.toLongLong();
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QByteArray:
        return value.toByteArray();
    case QMetaType::QString:
        return value.toString();
    default:
        // The only other thing that a connection returns; a list of one tells it from binary.
        return QCborArray {value.value<RawText>().bytes};
    }
}

QVariant decoded(const QCborValue &value)
{
    switch (value.type()) {
    case QCborValue::Integer:
        return qlonglong(value.toInteger());
    case QCborValue::Double:
        return value.toDouble();
    case QCborValue::ByteArray:
        return value.toByteArray();
    case QCborValue::String:
        return value.toString();
    case QCborValue::Array:
        return QVariant::fromValue(RawText {value.toArray().at(0).toByteArray()});
    default:
        return {};
    }
}

QCborArray encoded(const QList<NamedValue> &values)
{
    QCborArray array;
    for (const NamedValue &value : values)
        array.append(QCborArray {value.column, encoded(value.value)});
    return array;
}

QList<NamedValue> decodedValues(const QCborValue &value)
{
    QList<NamedValue> values;
    for (const QCborValue &pair : value.toArray())
        values.append({pair.toArray().at(0).toString(), decoded(pair.toArray().at(1))});
    return values;
}

QCborMap encoded(const DocumentDraft &draft)
{
    return {{u"role"_s, roleName(draft.role)}, {u"table"_s, draft.table}, {u"key"_s, encoded(draft.key)},
        {u"column"_s, draft.column}, {u"title"_s, draft.title}, {u"base"_s, encoded(draft.base)},
        {u"text"_s, draft.text}, {u"time"_s, draft.time}};
}

TableRole roleOf(const QCborValue &word)
{
    for (int role = 0; role <= static_cast<int>(TableRole::RlsWatchers); ++role)
        if (roleName(static_cast<TableRole>(role)) == word.toString())
            return static_cast<TableRole>(role);
    return TableRole::Presentity;
}

DocumentDraft decodedDraft(const QCborMap &map)
{
    DocumentDraft draft;
    draft.role = roleOf(map.value("role"_L1));
    draft.table = map.value("table"_L1).toString();
    draft.key = decodedValues(map.value("key"_L1));
    draft.column = map.value("column"_L1).toString();
    draft.title = map.value("title"_L1).toString();
    draft.base = decoded(map.value("base"_L1));
    draft.text = map.value("text"_L1).toByteArray();
    draft.time = map.value("time"_L1).toInteger();
    return draft;
}

QCborMap encoded(const RowChange &change)
{
    return {{u"kind"_s, static_cast<int>(change.kind)}, {u"role"_s, roleName(change.role)},
        {u"table"_s, change.table}, {u"database"_s, change.database}, {u"key"_s, encoded(change.key)},
        {u"seen"_s, encoded(change.seen)}, {u"wanted"_s, encoded(change.wanted)}, {u"label"_s, change.label}};
}

RowChange decodedChange(const QCborMap &map)
{
    RowChange change;
    const qint64 kind = map.value("kind"_L1).toInteger(1);
    change.kind = kind == 0 ? ChangeKind::Insert : kind == 2 ? ChangeKind::Delete : ChangeKind::Update;
    change.role = roleOf(map.value("role"_L1));
    change.table = map.value("table"_L1).toString();
    change.database = map.value("database"_L1).toString();
    change.key = decodedValues(map.value("key"_L1));
    change.seen = decodedValues(map.value("seen"_L1));
    change.wanted = decodedValues(map.value("wanted"_L1));
    change.label = map.value("label"_L1).toString();
    return change;
}

Error damaged(const QString &detail)
{
    return {QCoreApplication::translate(
                "DraftStore", "Unsaved work of an earlier run was found, but its file is damaged."),
        detail, Fault::Damaged};
}
} // namespace

QByteArray encodeWork(const QString &database, const UnsavedWork &work)
{
    QCborArray documents;
    for (const DocumentDraft &draft : work.documents)
        documents.append(encoded(draft));
    QCborArray staged;
    for (const RowChange &change : work.staged)
        staged.append(encoded(change));
    return QCborMap {
        {u"format"_s, format}, {u"database"_s, database}, {u"documents"_s, documents}, {u"staged"_s, staged}}
        .toCborValue()
        .toCbor();
}

Result<UnsavedWork> decodeWork(const QByteArray &bytes, const QString &database)
{
    QCborParserError error;
    const QCborMap map = QCborValue::fromCbor(bytes, &error).toMap();
    if (error.error != QCborError::NoError)
        return damaged(error.errorString());
    if (map.value("format"_L1).toString() != format || map.value("database"_L1).toString() != database)
        return damaged(u"format or database"_s);
    UnsavedWork work;
    for (const QCborValue &draft : map.value("documents"_L1).toArray())
        work.documents.append(decodedDraft(draft.toMap()));
    for (const QCborValue &change : map.value("staged"_L1).toArray())
        work.staged.append(decodedChange(change.toMap()));
    return work;
}
