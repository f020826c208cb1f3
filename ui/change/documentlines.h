// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// One line of what changed in a document.
struct DocumentLine {
    enum class Kind { Same, Removed, Added } kind = Kind::Same;
    QString text; ///< visible text
};

/// What a document loses and gets, in a few lines with a little of what stands around it: enough to recognise
/// a change, not to read a document.
QList<DocumentLine> documentLines(const QByteArray &before, const QByteArray &after);
