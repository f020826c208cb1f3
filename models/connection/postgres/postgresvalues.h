// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

struct pg_result; // libpq's PGresult

/// The statement with each "?" outside of quotes and comments as "$1", "$2", ...
QByteArray withNumberedPlaceholders(const QString &sql);

/// Bound values as libpq wants them: bytes with a type each, kept as long as the call lasts.
class PostgresParameters {
public:
    using Oid = unsigned int; ///< as in libpq, of a type in the server's catalog

    /// Errors: Refused, for text with a NUL, at which the server would take it to end.
    static Result<PostgresParameters> of(const QVariantList &values);

    int count() const { return static_cast<int>(m_values.size()); }
    const Oid *types() const { return m_types.constData(); }
    const int *lengths() const { return m_lengths.constData(); }
    const int *formats() const { return m_formats.constData(); }
    QList<const char *> pointers() const;

private:
    void append(Oid type, const QByteArray &bytes, int format);
    void appendNull();

    QList<QByteArray> m_values; ///< a null one is NULL
    QList<Oid> m_types;
    QList<int> m_lengths;
    QList<int> m_formats;
};

/// The names of a result's columns.
QStringList postgresColumns(const pg_result *result);
/// One row of a result that came in text format, each value exact.
QVariantList postgresRow(const pg_result *result, int row);
/// What a row costs on its way.
qsizetype postgresRowBytes(const pg_result *result, int row);
