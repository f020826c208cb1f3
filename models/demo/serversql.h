// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"

#include <QLatin1StringView>

/// The statements of the simulated server that differ between the kinds of tables. A pair is bound as
/// presentity URI, watcher user, watcher domain.
struct ServerSql {
    QLatin1StringView refreshDialog; ///< expires, rowid
    QLatin1StringView notifyWatchers; ///< [slot,] presentity URI, event: the active ones are due for a NOTIFY
    QLatin1StringView finishNotify; ///< from, until: marks as sent; empty where sending leaves no mark
    QLatin1StringView answerOfPair; ///< pair -> status, reason
    QLatin1StringView dialogsOfPair; ///< pair -> how many dialogs
    QLatin1StringView pendingWatchers; ///< status, inserted after -> rowid and pair
    QLatin1StringView oldWatchers; ///< inserted after, limit -> rowid and pair
    QLatin1StringView someWatcher; ///< inserted after, offset -> pair
    QLatin1StringView decideWatcher; ///< status, reason, rowid
    QLatin1StringView decideDialogs; ///< status, [reason,] pair
    bool modernDialogs; ///< dialogs have a reason and the slot of a notifier: the values in brackets
};

const ServerSql &serverSql(DemoKind kind);
