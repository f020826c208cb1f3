// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitefile.h"

#include "connection/sqlite/descriptorgate.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtEndian>
#include <QUrl>

#include <sqlite3.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {
constexpr char magic[] = "SQLite format 3";

QString tr(const char *text)
{
    return QCoreApplication::translate("Sqlite", text);
}

quint32 bigEndian32(const QByteArray &header, int at)
{
    return qFromBigEndian<quint32>(header.constData() + at);
}

/// The size that the header promises, in bytes; 0 when the header does not know it.
qint64 promisedSize(const QByteArray &header)
{
    const quint16 stored = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageSize = stored == 1 ? 65536 : stored;
    const bool countIsValid = bigEndian32(header, 24) == bigEndian32(header, 92);
    return countIsValid ? pageSize * bigEndian32(header, 28) : 0;
}

/// Text files hold hardly any control bytes; encrypted ones hold every byte.
bool looksEncrypted(const QByteArray &header)
{
    const auto strange = std::count_if(header.begin(), header.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t');
    });
    return header.size() == sqliteHeaderSize && strange > sqliteHeaderSize / 3
        && header.count('\0') < sqliteHeaderSize / 10;
}

QByteArray headerAt(const QString &path)
{
    const auto passed = passDescriptorGate();
    sqlite3 *opened = nullptr;
    sqlite3_open_v2(sqliteFileUri(path, "mode=ro&immutable=1").toUtf8().constData(), &opened,
        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle(opened, sqlite3_close);
    return sqliteFileHeader(opened);
}

std::optional<Error> explainContent(const QString &path, qint64 size)
{
    const QByteArray header = headerAt(path);
    if (!header.startsWith(magic)) {
        if (looksEncrypted(header))
            return Error {tr("“%1” is encrypted, or no database at all. Decrypt a copy of it first; the "
                             "program has no place for a key.")
                              .arg(path),
                {}, Fault::Damaged};
        return Error {
            tr("“%1” is not an SQLite database. Choose the file that the server's db_url names.").arg(path),
            {}, Fault::Damaged};
    }
    if (header.size() < sqliteHeaderSize || promisedSize(header) > size)
        return Error {
            tr("“%1” is truncated: it should have %2 bytes and has %3. Copy it again, or recover it with "
               "“.recover” of the sqlite3 program.")
                .arg(path)
                .arg(std::max<qint64>(
                    sqliteHeaderSize, header.size() < sqliteHeaderSize ? 0 : promisedSize(header)))
                .arg(size),
            {}, Fault::Damaged};
    return {};
}
} // namespace

QByteArray sqliteFileHeader(sqlite3 *handle)
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return {};
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return {};
    QByteArray bytes(std::min<qsizetype>(size, sqliteHeaderSize), '\0');
    const bool read = file->pMethods->xRead(file, bytes.data(), int(bytes.size()), 0) == SQLITE_OK;
    return read ? bytes : QByteArray();
}

QString sqliteFileUri(const QString &path, const char *parameters)
{
    return "file:"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(path, "/")) + u'?'
        + QLatin1StringView(parameters);
}

std::optional<Error> explainPath(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error {tr("There is no file “%1”. Nothing was created; check the path.").arg(path), {},
            Fault::Unreachable};
    if (info.isDir())
        return Error {
            tr("“%1” is a folder. Choose the database file in it.").arg(path), {}, Fault::Unreachable};
    if (!info.isFile())
        return Error {tr("“%1” is not a regular file.").arg(path), {}, Fault::Unreachable};
    if (!info.isReadable())
        return Error {
            tr("You may not read “%1”. Ask for read permission, or start the program as a user who has it.")
                .arg(path),
            {}, Fault::Unreachable};
    if (info.size() == 0)
        return Error {
            tr("“%1” is empty (0 bytes). The server has not created its tables yet, or the path is wrong.")
                .arg(path),
            {}, Fault::Damaged};
    return {};
}

std::optional<Error> explainSqliteFile(const QString &path)
{
    const auto known = explainPath(path);
    return known ? known : explainContent(path, QFileInfo(path).size());
}
