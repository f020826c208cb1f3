// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"

#include <QLatin1StringView>

/// The statements of the simulated server that differ between the kinds of tables. A pair is bound as
/// presentity URI, watcher user, watcher domain. Values in brackets exist only with modernDialogs.
struct ServerSql {
    bool modernDialogs; ///< dialogs have a reason and the slot of a notifier
    QLatin1StringView refreshDialog; ///< expires, rowid
    QLatin1StringView notifyWatchers; ///< [slot,] presentity URI, event: the active ones are due for a NOTIFY
    QLatin1StringView finishNotify; ///< from, until: what was due has been sent; only with modernDialogs
    QLatin1StringView answerForPair; ///< pair -> status, reason
    QLatin1StringView watchersWithStatus; ///< status, inserted after -> rowid and pair
    QLatin1StringView watcherAt; ///< inserted after, offset -> pair
    QLatin1StringView decideWatcher; ///< status, reason, rowid
    QLatin1StringView decideDialogs; ///< status, [reason,] pair
    QLatin1StringView forgetWatchers; ///< inserted after, limit: the oldest that have no dialog
};

const ServerSql &serverSql(DemoKind kind);
