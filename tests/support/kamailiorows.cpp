// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailiorows.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMilliseconds = 5'000;
constexpr qint64 formatOffset = 18; // "file format write version": 2 means WAL
constexpr qint64 counterOffset = 24; // the change counter

} // namespace

KamailioRows::KamailioRows(const QString &path) : m_file(path), m_connection(QUuid::createUuid().toString())
{
    if (m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && m_file.seek(formatOffset))
        m_wal = m_file.read(1) == QByteArray(1, 2);
    const QString address = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY"_s);
    m_database.setDatabaseName(address + (m_wal ? u"?mode=ro"_s : u"?mode=ro&nolock=1"_s));
    m_database.open();
}

KamailioRows::~KamailioRows()
{
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<QList<QVariantList>> KamailioRows::select(const QString &sql, const QVariantList &values)
{
    const QDeadlineTimer deadline(patienceMilliseconds);
    for (;;) {
        const bool quiet = m_wal || !journalInUse();
        const QByteArray before = changeMark();
        const auto rows = readOnce(sql, values);
        const bool whole = m_wal || (quiet && !journalInUse() && changeMark() == before);
        if (rows && whole)
            return rows;
        ++m_repetitions;
        ++m_reasons[!rows ? rows.error().detail : quiet ? u"changed"_s : u"journal"_s];
        if (deadline.hasExpired())
            return rows ? Error {u"The file changed during every read."_s, {}} : rows.error();
    }
}

Result<QList<QVariantList>> KamailioRows::readOnce(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool good = query.prepare(sql);
    for (const QVariant &each : values)
        query.addBindValue(each);
    good = good && query.exec();
    QList<QVariantList> rows;
    while (good && query.next()) {
        QVariantList row;
        for (int column = 0; column < query.record().count(); ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    const QSqlError error = query.lastError();
    query.finish();
    if (good && error.type() == QSqlError::NoError)
        return rows;
    return Error {u"The rows could not be read."_s, error.nativeErrorCode() + u' ' + error.databaseText()};
}

QByteArray KamailioRows::changeMark()
{
    return m_file.seek(counterOffset) ? m_file.read(4) : QByteArray();
}

bool KamailioRows::journalInUse() const
{
    return QFileInfo(m_file.fileName() + u"-journal"_s).size() > 0;
}
