// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// The line end that a text has most of.
QByteArray usualLineEnd(QByteArrayView text, const QByteArray &otherwise);
/// QScintilla's number of a line end, and back.
int lineEndMode(const QByteArray &lineEnd);
QByteArray lineEndOfMode(int mode);
