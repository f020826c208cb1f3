// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journalrecord.h"

#include "connection/connection.h"
#include "connection/textvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <bit>

using namespace Qt::StringLiterals;

namespace {

template <typename Value>
struct Word {
    Value value;
    QLatin1StringView word;
};
using State = JournalEntry::State;
constexpr std::array stateWords {
    Word<State> {State::Begun, "begun"_L1},
    Word<State> {State::Made, "made"_L1},
    Word<State> {State::Failed, "failed"_L1},
    Word<State> {State::Unknown, "unknown"_L1},
    Word<State> {State::Undone, "undone"_L1},
};
constexpr std::array kindWords {
    Word<ChangeKind> {ChangeKind::Insert, "insert"_L1},
    Word<ChangeKind> {ChangeKind::Update, "update"_L1},
    Word<ChangeKind> {ChangeKind::Delete, "delete"_L1},
};
constexpr std::array roles {TableRole::Presentity, TableRole::ActiveWatchers, TableRole::Watchers,
    TableRole::XcapXml, TableRole::Xcap, TableRole::Pua, TableRole::RlsPresentity, TableRole::RlsWatchers};

template <typename Words, typename Value>
QString wordOf(const Words &words, Value value)
{
    for (const auto &entry : words)
        if (entry.value == value)
            return entry.word;
    return {};
}

template <typename Value, size_t count>
std::optional<Value> valueOf(const std::array<Word<Value>, count> &words, const QString &word)
{
    for (const auto &entry : words)
        if (entry.word == word)
            return entry.value;
    return {};
}

std::optional<TableRole> roleOf(const QString &name)
{
    for (const TableRole role : roles)
        if (roleName(role) == name)
            return role;
    return {};
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QJsonObject typed(QLatin1StringView type, const QString &value)
{
    return {{u"type"_s, type}, {u"value"_s, value}};
}

QJsonObject written(const QVariant &value)
{
    if (value.isNull())
        return typed("null"_L1, {});
    if (value.canConvert<RawText>())
        return typed("raw"_L1, base64(value.value<RawText>().bytes));
    switch (value.typeId()) {
    case QMetaType::QByteArray:
        return typed("bytes"_L1, base64(value.toByteArray()));
    case QMetaType::Double:
        return typed("real"_L1, QString::number(std::bit_cast<quint64>(value.toDouble()), 16));
    case QMetaType::QString:
        return typed("text"_L1, base64(value.toString().toUtf8()));
    default:
        return typed("integer"_L1, QString::number(value.toLongLong()));
    }
}

std::optional<QVariant> read(const QJsonObject &object)
{
    const QString type = object.value("type"_L1).toString();
    const QByteArray text = object.value("value"_L1).toString().toLatin1();
    bool isSound = true;
    QVariant value;
    if (type == "real"_L1) {
        value = std::bit_cast<double>(text.toULongLong(&isSound, 16));
    } else if (type == "integer"_L1) {
        value = qlonglong(text.toLongLong(&isSound));
    } else if (type != "null"_L1) {
        const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        isSound = bool(bytes);
        if (type == "raw"_L1)
            value = QVariant::fromValue(RawText {*bytes});
        else if (type == "bytes"_L1)
            value = *bytes;
        else if (type == "text"_L1)
            value = textValue(*bytes);
        else
            isSound = false;
    }
    return isSound ? std::optional(value) : std::nullopt;
}

QJsonArray written(const QList<NamedValue> &values)
{
    QJsonArray array;
    for (const NamedValue &value : values) {
        QJsonObject object = written(value.value);
        object.insert("column"_L1, value.column);
        array.append(object);
    }
    return array;
}

std::optional<QList<NamedValue>> readValues(const QJsonValue &json)
{
    QList<NamedValue> values;
    if (!json.isArray())
        return {};
    for (const QJsonValue each : json.toArray()) {
        const auto value = read(each.toObject());
        if (!value)
            return {};
        values.append({each.toObject().value("column"_L1).toString(), *value});
    }
    return values;
}

QJsonObject written(const RowChange &change)
{
    return {{u"kind"_s, wordOf(kindWords, change.kind)}, {u"role"_s, roleName(change.role)},
        {u"table"_s, change.table}, {u"database"_s, change.database}, {u"label"_s, change.label},
        {u"key"_s, written(change.key)}, {u"seen"_s, written(change.seen)},
        {u"wanted"_s, written(change.wanted)}};
}

std::optional<RowChange> readChange(const QJsonObject &object)
{
    const auto kind = valueOf(kindWords, object.value("kind"_L1).toString());
    const auto role = roleOf(object.value("role"_L1).toString());
    const auto key = readValues(object.value("key"_L1));
    const auto seen = readValues(object.value("seen"_L1));
    const auto wanted = readValues(object.value("wanted"_L1));
    if (!kind || !role || !key || !seen || !wanted)
        return {};
    return RowChange {*kind, *role, object.value("table"_L1).toString(),
        object.value("database"_L1).toString(), *key, *seen, *wanted, object.value("label"_L1).toString()};
}

QJsonObject writtenBegin(const JournalEntry &entry)
{
    QJsonArray changes;
    for (const RowChange &change : entry.changes)
        changes.append(written(change));
    return {{u"record"_s, u"begin"_s}, {u"id"_s, entry.id}, {u"time"_s, entry.time},
        {u"database"_s, entry.database}, {u"title"_s, entry.title}, {u"undoOf"_s, entry.undoOf},
        {u"changes"_s, changes}};
}

QJsonObject writtenEnd(const JournalEntry &entry)
{
    QJsonArray keys;
    for (const QList<NamedValue> &key : entry.madeKeys)
        keys.append(written(key));
    QJsonArray made;
    for (const bool each : entry.made)
        made.append(each);
    return {{u"record"_s, u"end"_s}, {u"id"_s, entry.id}, {u"state"_s, wordOf(stateWords, entry.state)},
        {u"keys"_s, keys}, {u"made"_s, made}};
}

std::optional<JournalEntry> readBegin(const QJsonObject &object)
{
    JournalEntry entry;
    entry.id = object.value("id"_L1).toString();
    entry.time = object.value("time"_L1).toInteger();
    entry.database = object.value("database"_L1).toString();
    entry.title = object.value("title"_L1).toString();
    entry.undoOf = object.value("undoOf"_L1).toString();
    for (const QJsonValue each : object.value("changes"_L1).toArray()) {
        const auto change = readChange(each.toObject());
        if (!change)
            return {};
        entry.changes.append(*change);
    }
    return entry.id.isEmpty() ? std::nullopt : std::optional(entry);
}

std::optional<JournalEntry> readEnd(const QJsonObject &object)
{
    JournalEntry entry;
    const auto state = valueOf(stateWords, object.value("state"_L1).toString());
    entry.id = object.value("id"_L1).toString();
    if (!state || entry.id.isEmpty())
        return {};
    entry.state = *state;
    for (const QJsonValue each : object.value("keys"_L1).toArray()) {
        const auto key = readValues(each);
        if (!key)
            return {};
        entry.madeKeys.append(*key);
    }
    for (const QJsonValue each : object.value("made"_L1).toArray())
        entry.made.append(each.toBool());
    return entry;
}

} // namespace

QByteArray journalLine(const JournalRecord &record)
{
    const QJsonObject object =
        record.kind == JournalRecord::Kind::Begin ? writtenBegin(record.entry) : writtenEnd(record.entry);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<JournalRecord> journalRecord(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString kind = object.value("record"_L1).toString();
    if (kind == "begin"_L1)
        if (const auto entry = readBegin(object))
            return JournalRecord {JournalRecord::Kind::Begin, *entry};
    if (kind == "end"_L1)
        if (const auto entry = readEnd(object))
            return JournalRecord {JournalRecord::Kind::End, *entry};
    return {};
}
