// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/textvalue.h"

#include "base/visibletext.h"
#include "connection/connection.h"

#include <QStringDecoder>

QVariant textValue(const QByteArray &bytes)
{
    if (!isCleanUtf8(bytes))
        return QVariant::fromValue(RawText {bytes});
    // QString::fromUtf8() would swallow a byte order mark.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return QString(decoder(bytes));
}
