// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/draftstore.h"

#include "base/background.h"
#include "base/privatefile.h"
#include "change/draftcodec.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMutex>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

/// What the writing thread has to say.
struct DraftStore::Outcome {
    QMutex mutex;
    Error error;

    void set(const Error &newer)
    {
        const QMutexLocker locker(&mutex);
        error = newer;
    }
};

namespace {
constexpr qint64 largestFile = 64 * 1024 * 1024;
constexpr int mostFiles = 50;

QString beginningFor(const QString &database)
{
    const QByteArray hash = QCryptographicHash::hash(database.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16)) + u'-';
}

QString lockOf(const QString &file)
{
    return file + ".lock"_L1;
}

/// Nothing when a living run holds it. A lock of a run that ended is stale, however young.
std::unique_ptr<QLockFile> lockedFile(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(lockOf(file));
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

Leftover readLeftover(const QString &path, const QString &database)
{
    Leftover leftover {path, {}, {}};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile) {
        leftover.fault = QCoreApplication::translate(
            "DraftStore", "Unsaved work of an earlier run was found, but %1 cannot be read.")
                             .arg(path);
        return leftover;
    }
    const auto work = decodeWork(file.readAll(), database);
    if (work)
        leftover.work = *work;
    else
        leftover.fault = u"%1 (%2)"_s.arg(work.error().message, path);
    return leftover;
}

QList<Leftover> readLeftovers(const QString &database, const QString &path, const QString &own)
{
    QList<Leftover> found;
    const QDir folder(path);
    const QStringList names =
        folder.entryList({beginningFor(database) + "*.cbor"_L1}, QDir::Files, QDir::Name);
    for (const QString &name : names.first(std::min<qsizetype>(names.size(), mostFiles))) {
        const QString file = folder.filePath(name);
        if (file != own && lockedFile(file))
            found.append(readLeftover(file, database));
    }
    return found;
}
} // namespace

bool DocumentDraft::isSameDocument(const DocumentDraft &other) const
{
    return role == other.role && table == other.table && key == other.key && column == other.column;
}

QString DraftStore::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/drafts"_L1;
}

DraftStore::DraftStore(QString database, QString folder)
    : m_database(std::move(database))
    , m_folder(std::move(folder))
    , m_file(u"%1/%2%3.cbor"_s.arg(
          m_folder, beginningFor(m_database), QUuid::createUuid().toString(QUuid::Id128)))
    , m_outcome(std::make_shared<Outcome>())
{
    m_writer.setMaxThreadCount(1); // newer work is written after older
}

DraftStore::~DraftStore()
{
    m_writer.waitForDone();
}

void DraftStore::keep(const DocumentDraft &draft)
{
    const auto same = std::find_if(m_work.documents.begin(), m_work.documents.end(),
        [&draft](const DocumentDraft &known) { return known.isSameDocument(draft); });
    if (same == m_work.documents.end())
        m_work.documents.append(draft);
    else
        *same = draft;
    store();
}

void DraftStore::drop(const DocumentDraft &draft)
{
    const auto gone = m_work.documents.removeIf(
        [&draft](const DocumentDraft &known) { return known.isSameDocument(draft); });
    if (gone > 0)
        store();
}

void DraftStore::keepStaged(const QList<RowChange> &changes)
{
    if (changes == m_work.staged)
        return;
    m_work.staged = changes;
    store();
}

void DraftStore::clear()
{
    m_work = {};
    store();
}

QFuture<Result<QList<Leftover>>> DraftStore::leftovers()
{
    return inBackground([database = m_database, folder = m_folder,
                            own = m_file] { return Result(readLeftovers(database, folder, own)); },
        &m_writer);
}

void DraftStore::forget(const Leftover &leftover)
{
    m_writer.start([file = leftover.file] { QFile::remove(file); });
}

Error DraftStore::flush()
{
    m_writer.waitForDone();
    const QMutexLocker locker(&m_outcome->mutex);
    return m_outcome->error;
}

/// The lock is taken with the first work and held for as long as we live.
void DraftStore::store()
{
    if (m_work.isEmpty()) {
        m_writer.start([file = m_file] { QFile::remove(file); });
        return;
    }
    if (!m_lock && makePrivateFolder(m_folder))
        m_lock = lockedFile(m_file);
    m_writer.start([file = m_file, database = m_database, work = m_work, outcome = m_outcome] {
        const auto written = writePrivateFile(file, encodeWork(database, work));
        outcome->set(written ? Error {} : written.error());
    });
}
