// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/gist.h"

#include "base/visibletext.h"
#include "document/textgist.h"
#include "document/xmlgist.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Gist", text);
}

bool startsWithUtf16Mark(const QByteArray &bytes)
{
    return bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
}

bool isXml(const QByteArray &bytes)
{
    const qsizetype start = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    const auto first = std::find_if_not(bytes.begin() + start, bytes.end(),
        [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return (first != bytes.end() && *first == '<') || startsWithUtf16Mark(bytes);
}

bool isBinary(const QByteArray &bytes)
{
    // A cut in the middle of a character must not count against the text.
    const QByteArray head =
        bytes.size() <= mostBytes ? bytes : bytes.first(bytes.lastIndexOf('\n', mostBytes) + 1);
    return !isCleanUtf8(head);
}

} // namespace

QString documentGist(const QByteArray &bytes, const QString &event)
{
    if (bytes.isEmpty())
        return tr("empty");
    if (isXml(bytes))
        return xmlGist(bytes);
    if (isBinary(bytes))
        return tr("binary");
    return textGist(bytes.first(qMin(bytes.size(), mostBytes)), event);
}

QString sizeText(qint64 bytes)
{
    const QLocale plain = QLocale::c();
    if (bytes < 1000)
        return tr("%1 B").arg(bytes);
    if (bytes < 999'950)
        return tr("%1 kB").arg(plain.toString(double(bytes) / 1e3, 'f', 1));
    if (bytes < 999'950'000)
        return tr("%1 MB").arg(plain.toString(double(bytes) / 1e6, 'f', 1));
    return tr("%1 GB").arg(plain.toString(double(bytes) / 1e9, 'f', 1));
}
