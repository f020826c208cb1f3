// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changejournal.h"

#include "base/privatefile.h"
#include "base/visibletext.h"
#include "change/journalrecord.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// How much of a long journal is read.
constexpr qint64 mostRead = 64 * 1024 * 1024;
constexpr qint64 tailPiece = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeJournal", text);
}

Error notWritten(const QString &path)
{
    return {
        tr("The journal of changes %1 cannot be written, so nothing was changed. Is there room on the disk, "
           "and may you write there?")
            .arg(path),
        QString::fromLocal8Bit(std::strerror(errno)), Fault::General};
}

Error isLink(const QString &path)
{
    return {
        tr("%1 is a link to another file. The journal of changes is not written through it, and nothing was "
           "changed. Remove the link.")
            .arg(path),
        {}, Fault::Refused};
}

Error damaged(const QString &path, qsizetype line)
{
    return {
        tr("The journal of changes %1 is damaged (record %2), so earlier changes cannot be shown. Nothing of "
           "it was thrown away: move the file elsewhere to begin a new one.")
            .arg(path)
            .arg(line),
        {}, Fault::Damaged};
}

/// The journal's file, locked against other programs as long as this lives.
class OpenJournal {
public:
    explicit OpenJournal(const QString &path)
        : m_handle(::open(QFile::encodeName(path).constData(),
            O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR))
    {
        if (isOpen() && (::flock(m_handle, LOCK_EX) != 0 || ::fchmod(m_handle, S_IRUSR | S_IWUSR) != 0))
            close();
    }
    ~OpenJournal() { close(); }
    OpenJournal(const OpenJournal &) = delete;
    OpenJournal &operator=(const OpenJournal &) = delete;

    bool isOpen() const { return m_handle >= 0; }
    /// What a crash left of a record was never followed by its change.
    bool dropHalfRecord() const
    {
        const qint64 end = ::lseek(m_handle, 0, SEEK_END);
        qint64 from = end;
        while (from > 0) {
            const qint64 start = std::max<qint64>(0, from - tailPiece);
            QByteArray piece(from - start, '\0');
            if (::pread(m_handle, piece.data(), size_t(piece.size()), start) != piece.size())
                return false;
            if (const qsizetype at = piece.lastIndexOf('\n'); at >= 0)
                return start + at + 1 == end || ::ftruncate(m_handle, start + at + 1) == 0;
            from = start;
        }
        return end == 0 || ::ftruncate(m_handle, 0) == 0;
    }
    bool append(const QByteArray &line) const
    {
        qsizetype done = 0;
        while (done < line.size()) {
            const ssize_t size = ::write(m_handle, line.constData() + done, size_t(line.size() - done));
            if (size < 0 && errno != EINTR)
                return false;
            done += std::max<ssize_t>(size, 0);
        }
        return ::fsync(m_handle) == 0;
    }

private:
    void close()
    {
        if (isOpen())
            ::close(m_handle);
        m_handle = -1;
    }
    int m_handle;
};

/// A new file lasts only once its folder is on the disk.
bool syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced;
}

Result<void> append(const QString &path, const JournalRecord &record)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return isLink(path);
    const bool isNew = !info.exists();
    if (!makePrivateFolder(info.absolutePath()))
        return notWritten(path);
    const OpenJournal journal(path);
    if (!journal.isOpen() || !journal.dropHalfRecord() || !journal.append(journalLine(record)))
        return notWritten(path);
    return !isNew || syncFolder(info.absolutePath()) ? Result<void>() : notWritten(path);
}

/// The last whole lines of the file, the oldest first.
Result<QList<QByteArray>> readLines(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QList<QByteArray>();
    if (!file.open(QIODevice::ReadOnly))
        return Error {
            tr("The journal of changes %1 cannot be read. Is it yours?").arg(path), file.errorString()};
    const bool isCut = file.size() > mostRead;
    if (isCut)
        file.seek(file.size() - mostRead);
    QByteArray bytes = file.read(mostRead);
    bytes.truncate(bytes.lastIndexOf('\n') + 1);
    if (isCut)
        bytes.remove(0, bytes.indexOf('\n') + 1);
    QList<QByteArray> lines = bytes.split('\n');
    lines.removeLast();
    return lines;
}

void apply(QList<JournalEntry> &entries, const JournalRecord &record)
{
    if (record.kind == JournalRecord::Kind::Begin) {
        entries.append(record.entry);
        return;
    }
    const auto found = std::find_if(entries.rbegin(), entries.rend(),
        [&](const JournalEntry &entry) { return entry.id == record.entry.id; });
    if (found == entries.rend())
        return; // begun before what is read
    found->state = record.entry.state;
    // Who takes an entry back does not know its keys.
    if (record.entry.state == JournalEntry::State::Undone)
        return;
    found->madeKeys = record.entry.madeKeys;
    found->made = record.entry.made;
}

} // namespace

QString ChangeJournal::usualPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/changes.jsonl"_s;
}

ChangeJournal::ChangeJournal(QString path) : m_path(std::move(path)) {}

Result<QString> ChangeJournal::begin(const QString &database, const QString &title,
    const QList<RowChange> &changes, const QString &undoOf) const
{
    JournalEntry entry;
    entry.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    entry.time = QDateTime::currentSecsSinceEpoch();
    entry.database = database;
    entry.title = title;
    entry.changes = changes;
    entry.undoOf = undoOf;
    if (const auto written = append(m_path, {JournalRecord::Kind::Begin, entry}); !written)
        return written.error();
    return entry.id;
}

Result<void> ChangeJournal::end(const QString &id, JournalEntry::State state,
    const QList<QList<NamedValue>> &madeKeys, const QList<bool> &made) const
{
    JournalEntry entry;
    entry.id = id;
    entry.state = state;
    entry.madeKeys = madeKeys;
    entry.made = made;
    return append(m_path, {JournalRecord::Kind::End, entry});
}

Result<QList<JournalEntry>> ChangeJournal::entries(const QString &database) const
{
    const auto lines = readLines(m_path);
    if (!lines)
        return lines.error();
    QList<JournalEntry> entries;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        const auto record = journalRecord(lines->at(i));
        if (!record)
            return damaged(m_path, i + 1);
        apply(entries, *record);
    }
    if (!database.isEmpty())
        entries.removeIf([&](const JournalEntry &entry) { return entry.database != database; });
    std::reverse(entries.begin(), entries.end());
    return entries;
}

std::optional<JournalEntry> ChangeJournal::entry(const QString &id) const
{
    const auto lines = readLines(m_path);
    QList<JournalEntry> entries;
    if (lines)
        for (const QByteArray &line : *lines)
            if (line.contains(id.toUtf8()))
                if (const auto record = journalRecord(line))
                    apply(entries, *record);
    for (const JournalEntry &entry : std::as_const(entries))
        if (entry.id == id)
            return entry;
    return {};
}
