// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A document in a few words for a grid cell: kind and what it says ("PIDF: open, on the phone", "pres-rules:
/// 3 rules, 1 allows", "dialog-info: 1 confirmed", "voice mail: 2 new"), or why there is none ("not XML",
/// "broken at byte 213", "binary").
/// @p event is the event package of the row, where there is one. At most @p bytes are looked at; hostile
/// input is bounded. Plain text.
QString documentGist(const QByteArray &bytes, const QString &event = {});

/// A size as people read it: "0 B", "812 B", "1.2 kB", "3.4 MB".
QString sizeText(qint64 bytes);
