// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QVariant>

/// Reads a database without any code of the program, so that tests can compare.
class TrueRows {
public:
    virtual ~TrueRows() = default;

    /// All rows of one statement, consistent in themselves; placeholders are "?". Numbers come as qlonglong
    /// or double, text as QString, binary columns as QByteArray, NULL as a null QVariant.
    virtual Result<QList<QVariantList>> select(const QString &sql, const QVariantList &values = {}) = 0;

    /// The first value of the first row; invalid when there is no row. A failure is a text with the reason.
    QVariant value(const QString &sql, const QVariantList &values = {})
    {
        const auto rows = select(sql, values);
        if (!rows)
            return rows.error().message + u' ' + rows.error().detail;
        return rows->isEmpty() ? QVariant() : rows->first().first();
    }
};
