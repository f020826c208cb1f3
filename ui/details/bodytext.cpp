// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/bodytext.h"

#include "base/visibletext.h"
#include "document/gist.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostShown = 1 << 20; ///< bytes of text
constexpr qsizetype mostDumped = 64 << 10; ///< bytes in hexadecimal
constexpr qsizetype mostLexedLines = 20'000; // beyond these the XML lexer stalls the window for seconds
constexpr qsizetype longestLexedLine = 100'000;
constexpr int deepestLexed = 200;
constexpr int bytesPerLine = 16;

qsizetype longestLine(const QByteArray &bytes)
{
    qsizetype longest = 0;
    qsizetype start = 0;
    while (start < bytes.size()) {
        const qsizetype end = bytes.indexOf('\n', start);
        const qsizetype stop = end < 0 ? bytes.size() : end;
        longest = qMax(longest, stop - start);
        start = stop + 1;
    }
    return longest;
}

bool canBeLexed(const QByteArray &bytes)
{
    return bytes.count('\n') <= mostLexedLines && longestLine(bytes) <= longestLexedLine
        && bytes.trimmed().startsWith('<') && elementDepth(bytes) <= deepestLexed;
}

/// Line ends and tabs do their work, everything else that hides is made visible.
QString visibleLines(QString text)
{
    text.replace("\r\n"_L1, "\n"_L1);
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        QStringList parts = line.split(u'\t');
        for (QString &part : parts)
            part = visibleText(part);
        line = parts.join(u'\t');
    }
    return lines.join(u'\n');
}

QString cutNote(qsizetype shown, qsizetype all)
{
    if (shown >= all)
        return {};
    return QCoreApplication::translate("BodyText", "Only the first %1 of %2 are shown.")
        .arg(sizeText(shown), sizeText(all));
}

QString hexLine(const QByteArray &bytes, qsizetype offset)
{
    const QByteArray part = bytes.mid(offset, bytesPerLine);
    QString ascii;
    for (const char byte : part)
        ascii += byte >= 0x20 && byte < 0x7F ? QLatin1Char(byte) : QLatin1Char('.');
    const QString digits = QString::fromLatin1(part.toHex(' ')).leftJustified(3 * bytesPerLine - 1);
    return u"%1  %2  %3"_s.arg(offset, 8, 16, QLatin1Char('0')).arg(digits, ascii);
}
} // namespace

BodyText bodyText(const QByteArray &bytes)
{
    if (!isCleanUtf8(bytes)) {
        const QByteArray head = bytes.left(mostDumped);
        return {hexDump(head), false, true, cutNote(head.size(), bytes.size())};
    }
    if (bytes.size() > mostShown) {
        const QString head =
            QString::fromUtf8(bytes.left(mostShown)).chopped(1); // a halved last character goes
        return {visibleLines(head), false, false, cutNote(mostShown, bytes.size())};
    }
    return {visibleLines(QString::fromUtf8(bytes)), canBeLexed(bytes), false, {}};
}

QString hexDump(const QByteArray &bytes)
{
    QStringList lines;
    for (qsizetype offset = 0; offset < bytes.size(); offset += bytesPerLine)
        lines << hexLine(bytes, offset);
    return lines.join(u'\n');
}

int elementDepth(const QByteArray &xml)
{
    int depth = 0;
    int deepest = 0;
    for (qsizetype at = xml.indexOf('<'); at >= 0 && at + 1 < xml.size(); at = xml.indexOf('<', at + 1)) {
        const char next = xml.at(at + 1);
        if (next == '/')
            --depth;
        if (next == '/' || next == '!' || next == '?')
            continue;
        const qsizetype end = xml.indexOf('>', at);
        if (end > 0 && xml.at(end - 1) == '/')
            continue;
        deepest = qMax(deepest, ++depth);
    }
    return deepest;
}
