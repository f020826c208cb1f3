// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "truerows.h"

#include <QFile>
#include <QSqlDatabase>

/// Reads the file of a running Kamailio with plain QtSql and without a lock that its writer could meet:
/// through `nolock=1` and the change counter on a rollback journal, as a usual reader in WAL mode.
/// Independent of the program, so that tests can compare.
class KamailioRows : public TrueRows {
public:
    explicit KamailioRows(const QString &path);
    ~KamailioRows() override;
    Q_DISABLE_COPY_MOVE(KamailioRows)

    /// As the base says; repeated until it was so, with a limit.
    Result<QList<QVariantList>> select(const QString &sql, const QVariantList &values = {}) override;

    bool isWal() const { return m_wal; }
    /// Reads that met a change by the writer and were repeated.
    int repetitions() const { return m_repetitions; }
    /// What made reads repeat: the driver's native error code, or "changed", with how often.
    QHash<QString, int> reasons() const { return m_reasons; }

private:
    Result<QList<QVariantList>> readOnce(const QString &sql, const QVariantList &values);
    QByteArray changeMark();
    bool journalInUse() const;

    // Open as long as the connection: closing any handle of a file drops all POSIX locks of the process on
    // it.
    QFile m_file;
    QString m_connection;
    QSqlDatabase m_database;
    bool m_wal = false;
    int m_repetitions = 0;
    QHash<QString, int> m_reasons;
};
