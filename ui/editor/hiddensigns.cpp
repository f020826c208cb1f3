// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hiddensigns.h"

#include "base/visibletext.h"

#include <Qsci/qsciscintillabase.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr char32_t firstBeyondAscii = 0x80; ///< QScintilla shows the controls below by itself

/// "U+202E", empty for characters that can be seen.
QByteArray nameOf(const QString &sign)
{
    const QString shown = visibleText(sign);
    const bool isNamed = shown != sign && shown.startsWith(u"‹U+"_s);
    return isNamed ? shown.sliced(1).chopped(1).toUtf8() : QByteArray();
}
} // namespace

void HiddenSigns::reveal(QsciScintillaBase &view, QByteArrayView utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return uchar(c) < firstBeyondAscii; }))
        return;
    const QList<uint> points = QString::fromUtf8(utf8).toUcs4();
    for (const char32_t point : points) {
        if (point < firstBeyondAscii || m_seen.contains(point))
            continue;
        m_seen << point;
        const QString sign = QString::fromUcs4(&point, 1);
        const QByteArray name = nameOf(sign);
        if (!name.isEmpty())
            view.SendScintilla(
                QsciScintillaBase::SCI_SETREPRESENTATION, sign.toUtf8().constData(), name.constData());
    }
}
