// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

class QKeyEvent;

/// Where a key leads to in bytes that are shown in rows.
struct HexTarget {
    qint64 offset = 0; ///< may lie outside
    bool selecting = false;
};

/// Nothing for keys that do not move; @p page in bytes.
std::optional<HexTarget> hexTargetOf(const QKeyEvent &event, qint64 cursor, qint64 size, qint64 page);
