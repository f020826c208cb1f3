// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/textplace.h"

#include <QByteArray>
#include <QList>

/// Where the lines of a text begin, for many places in one text. CR, LF and CRLF each end a line.
class TextLines {
public:
    explicit TextLines(const QByteArray &utf8);

    int count() const { return static_cast<int>(m_starts.size()); }
    TextPlace placeOf(qint64 byte, qint64 length = 0) const;

private:
    QByteArray m_utf8;
    QList<qint64> m_starts;
};
