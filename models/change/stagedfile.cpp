// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/stagedfile.h"

#include "base/privatefile.h"
#include "connection/connection.h"
#include "connection/textvalue.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {
constexpr char suffix[] = ".cbor";
constexpr int mostWindows = 100; ///< onto one database, with files of their own

constexpr int format = 1;
/// Text is kept as bytes under this tag: as text of CBOR it would lose a byte order mark.
constexpr auto textTag = QCborTag(0x70726573);
constexpr qint64 largestFile = 256LL * 1024 * 1024;

/// One after another, so that the newest list is the one that stays.
QThreadPool &writer()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(1);
    return pool;
}

QCborValue packed(const QVariant &value)
{
    if (value.isNull())
        return nullptr;
    if (value.canConvert<RawText>())
        return {textTag, value.value<RawText>().bytes};
    switch (value.typeId()) {
    case QMetaType::QByteArray:
        return value.toByteArray();
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QString:
        return {textTag, value.toString().toUtf8()};
    default:
        return value.toLongLong();
    }
}

QVariant unpacked(const QCborValue &value)
{
    if (value.isTag())
        return textValue(value.taggedValue().toByteArray());
    if (value.isByteArray())
        return value.toByteArray();
    if (value.isInteger())
        return qlonglong(value.toInteger());
    if (value.isDouble())
        return value.toDouble();
    return value.isString() ? QVariant(value.toString()) : QVariant();
}

QCborArray packed(const QList<NamedValue> &values)
{
    QCborArray array;
    for (const NamedValue &each : values)
        array.append(QCborArray {each.column, packed(each.value)});
    return array;
}

QList<NamedValue> unpackedValues(const QCborValue &value)
{
    QList<NamedValue> values;
    for (const QCborValue each : value.toArray())
        values.append({each.toArray().at(0).toString(), unpacked(each.toArray().at(1))});
    return values;
}

QCborMap packed(const RowChange &change)
{
    return {{u"kind"_s, int(change.kind)}, {u"role"_s, roleName(change.role)}, {u"table"_s, change.table},
        {u"database"_s, change.database}, {u"key"_s, packed(change.key)}, {u"seen"_s, packed(change.seen)},
        {u"wanted"_s, packed(change.wanted)}, {u"label"_s, change.label}};
}

std::optional<TableRole> roleOf(const QString &name)
{
    for (int role = 0; role <= int(TableRole::RlsWatchers); ++role)
        if (roleName(TableRole(role)) == name)
            return TableRole(role);
    return {};
}

std::optional<RowChange> unpackedChange(const QCborMap &map)
{
    const auto role = roleOf(map.value(u"role"_s).toString());
    const qint64 kind = map.value(u"kind"_s).toInteger(-1);
    if (!role || kind < 0 || kind > int(ChangeKind::Delete))
        return {};
    RowChange change;
    change.kind = ChangeKind(kind);
    change.role = *role;
    change.table = map.value(u"table"_s).toString();
    change.database = map.value(u"database"_s).toString();
    change.key = unpackedValues(map.value(u"key"_s));
    change.seen = unpackedValues(map.value(u"seen"_s));
    change.wanted = unpackedValues(map.value(u"wanted"_s));
    change.label = map.value(u"label"_s).toString();
    return change;
}

Error damaged()
{
    return {QCoreApplication::translate("StagedFile",
                "The staged changes of an earlier session cannot be read: their file is damaged."),
        {}, Fault::Damaged};
}

Result<QList<RowChange>> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QList<RowChange>();
    if (file.size() > largestFile)
        return damaged();
    if (!file.open(QIODevice::ReadOnly)) {
        return Error {QCoreApplication::translate(
                          "StagedFile", "The staged changes of an earlier session cannot be read."),
            file.errorString(), Fault::General};
    }
    return unpackedChanges(file.readAll());
}
} // namespace

QByteArray packedChanges(const QList<RowChange> &changes)
{
    QCborArray array;
    for (const RowChange &change : changes)
        array.append(packed(change));
    return QCborValue(QCborMap {{u"format"_s, format}, {u"changes"_s, array}}).toCbor();
}

Result<QList<RowChange>> unpackedChanges(const QByteArray &bytes)
{
    QCborParserError problem;
    const QCborMap map = QCborValue::fromCbor(bytes, &problem).toMap();
    if (problem.error != QCborError::NoError || map.value(u"format"_s).toInteger() != format)
        return damaged();
    QList<RowChange> changes;
    for (const QCborValue each : map.value(u"changes"_s).toArray()) {
        const auto change = unpackedChange(each.toMap());
        if (!change)
            return damaged();
        changes.append(*change);
    }
    return changes;
}

QString StagedFile::usualFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"staged"_s);
}

StagedFile::StagedFile(const QString &database, const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(database.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_path = QDir(folder).filePath(QString::fromLatin1(hash.left(32)) + QLatin1StringView(suffix));
}

void StagedFile::claim()
{
    QDir().mkpath(QFileInfo(m_path).path());
    const QString stem = m_path.chopped(QLatin1StringView(suffix).size());
    QStringList paths {m_path};
    for (int number = 2; number <= mostWindows; ++number)
        paths.append(u"%1-%2%3"_s.arg(stem).arg(number).arg(QLatin1StringView(suffix)));
    // What somebody left behind comes first.
    std::stable_partition(
        paths.begin(), paths.end(), [](const QString &path) { return QFile::exists(path); });
    for (const QString &path : std::as_const(paths)) {
        auto lock = std::make_unique<QLockFile>(path + ".lock"_L1);
        lock->setStaleLockTime(0); // only the end of its owner makes it stale
        if (!lock->tryLock())
            continue;
        m_path = path;
        m_lock = std::move(lock);
        return;
    }
}

void StagedFile::store(const QList<RowChange> &changes) const
{
    writer().start([path = m_path, changes] {
        if (changes.isEmpty())
            QFile::remove(path);
        else if (const auto written = writePrivateFile(path, packedChanges(changes)); !written)
            qWarning(
                "%s: staged changes are not kept: %s", qPrintable(path), qPrintable(written.error().message));
    });
}

QFuture<Result<QList<RowChange>>> StagedFile::load() const
{
    auto promise = std::make_shared<QPromise<Result<QList<RowChange>>>>();
    promise->start();
    writer().start([promise, path = m_path] {
        promise->addResult(readFile(path));
        promise->finish();
    });
    return promise->future();
}
