// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

/// A writable connection to a demo file under a name of its own, closed and forgotten with this object. It
/// belongs to the thread that made it.
class DemoConnection {
public:
    enum class Create { No, Yes };

    DemoConnection(const QString &path, int busyMilliseconds, Create create = Create::No);
    ~DemoConnection();
    Q_DISABLE_COPY_MOVE(DemoConnection)

    QSqlDatabase database() const;
    /// Runs one statement with its values.
    Result<void> run(const QString &sql, const QVariantList &values = {}) const;
    Result<void> runAll(const QStringList &statements) const;
    /// Runs a query and returns its rows: for small answers.
    Result<QList<QVariantList>> rows(const QString &sql, const QVariantList &values = {}) const;
    /// The first value of the first row, invalid when there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const;

private:
    Result<QSqlQuery> started(const QString &sql, const QVariantList &values) const;

    QString m_name;
    Error m_openError;
};
