// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlanswer.h"

#include "demo/democonnection.h"

QVariant sqlAnswer(const QString &path, const QString &sql)
{
    const DemoConnection connection(path, 1000);
    const Result<QVariant> value = connection.value(sql);
    if (!value)
        qWarning("%s: %s", qUtf8Printable(sql), qUtf8Printable(value.error().detail));
    return value ? *value : QVariant();
}

qint64 sqlNumber(const QString &path, const QString &sql)
{
    const QVariant value = sqlAnswer(path, sql);
    return value.isValid() ? value.toLongLong() : -1;
}
