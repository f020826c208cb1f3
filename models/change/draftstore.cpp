// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/draftstore.h"

#include "base/background.h"
#include "base/privatefile.h"
#include "change/stagedfile.h"

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

/// Nothing when a living run holds it. A lock of a run that ended is stale, however young.
std::unique_ptr<QLockFile> lockedFile(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file + ".lock"_L1);
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

QString unreadable(const QString &path)
{
    return QCoreApplication::translate("DraftStore",
        "An earlier run left unsaved documents in %1, but that file is damaged and cannot be read.")
        .arg(path);
}

Leftover readLeftover(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return {path, {}, unreadable(path)};
    const auto drafts = unpackedChanges(file.readAll());
    return drafts ? Leftover {path, *drafts, {}} : Leftover {path, {}, unreadable(path)};
}

QList<Leftover> readLeftovers(const QDir &folder, const QString &beginning, const QString &own)
{
    QList<Leftover> found;
    const QStringList names = folder.entryList({beginning + "*.drafts"_L1}, QDir::Files, QDir::Name);
    for (const QString &name : names.first(std::min<qsizetype>(names.size(), mostFiles))) {
        const QString file = folder.filePath(name);
        if (file != own && lockedFile(file))
            found.append(readLeftover(file));
    }
    return found;
}
} // namespace

bool isSameDocument(const DocumentDraft &a, const DocumentDraft &b)
{
    const auto column = [](const DocumentDraft &draft) { return draft.wanted.value(0).column; };
    return a.kind == b.kind && a.role == b.role && a.table == b.table && a.key == b.key
        && column(a) == column(b);
}

QString DraftStore::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/drafts"_L1;
}

DraftStore::DraftStore(const QString &database, QString folder)
    : m_folder(std::move(folder))
    , m_beginning(beginningFor(database))
    , m_file(u"%1/%2%3.drafts"_s.arg(m_folder, m_beginning, QUuid::createUuid().toString(QUuid::Id128)))
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
    const auto same = std::find_if(m_drafts.begin(), m_drafts.end(),
        [&draft](const DocumentDraft &known) { return isSameDocument(known, draft); });
    if (same == m_drafts.end())
        m_drafts.append(draft);
    else
        *same = draft;
    store();
}

void DraftStore::drop(const DocumentDraft &draft)
{
    const auto gone =
        m_drafts.removeIf([&draft](const DocumentDraft &known) { return isSameDocument(known, draft); });
    if (gone > 0)
        store();
}

QFuture<Result<QList<Leftover>>> DraftStore::leftovers()
{
    return inBackground([folder = m_folder, beginning = m_beginning,
                            own = m_file] { return Result(readLeftovers(QDir(folder), beginning, own)); },
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

/// The lock is taken with the first draft and held for as long as we live.
void DraftStore::store()
{
    if (m_drafts.isEmpty()) {
        m_writer.start([file = m_file] { QFile::remove(file); });
        return;
    }
    if (!m_lock && makePrivateFolder(m_folder))
        m_lock = lockedFile(m_file);
    m_writer.start([file = m_file, drafts = m_drafts, outcome = m_outcome] {
        const auto written = writePrivateFile(file, packedChanges(drafts));
        outcome->set(written ? Error {} : written.error());
    });
}
