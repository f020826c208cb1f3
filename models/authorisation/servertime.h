// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// A date and time of a validity condition as the presence servers read it. They take the written hours for
/// hours of their own time zone, subtract a written offset on top of that, and do not convert Z at all.
struct ServerTime {
    qint64 seconds = 0; ///< epoch seconds as the server reads it; what is no time counts as 1970
    bool isReadable = false;
    std::optional<qint64> meant; ///< epoch seconds as XML Schema has it; nothing without a time zone
};

/// @p utcOffset: how many seconds the server's time zone is ahead of UTC.
ServerTime readServerTime(const QString &text, int utcOffset);
