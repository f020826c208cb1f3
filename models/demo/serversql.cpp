// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/serversql.h"

using namespace Qt::StringLiterals;

namespace {

constexpr ServerSql modern {
    .modernDialogs = true,
    .refreshDialog = "UPDATE active_watchers SET expires = ?, local_cseq = local_cseq + 1, "
                     "remote_cseq = remote_cseq + 1, version = version + 1 WHERE rowid = ?"_L1,
    .notifyWatchers =
        "UPDATE active_watchers SET updated = ? WHERE presentity_uri = ? AND event = ? AND status = 1 "
        "AND coalesce(reason, '') = ''"_L1,
    .finishNotify =
        "UPDATE active_watchers SET updated = -1, updated_winfo = -1, local_cseq = local_cseq + 1, "
        "version = version + 1 WHERE updated >= 0 AND expires BETWEEN ? AND ?"_L1,
    .answerForPair = "SELECT status, reason FROM watchers WHERE presentity_uri = ? AND watcher_username = ? "
                     "AND watcher_domain = ? AND event = 'presence'"_L1,
    .watchersWithStatus = "SELECT rowid, presentity_uri, watcher_username, watcher_domain FROM watchers "
                          "WHERE status = ? AND inserted_time > ?"_L1,
    .watcherAt =
        "SELECT presentity_uri, watcher_username, watcher_domain FROM watchers WHERE inserted_time > ? "
        "ORDER BY rowid LIMIT 1 OFFSET ?"_L1,
    .decideWatcher = "UPDATE watchers SET status = ?, reason = ? WHERE rowid = ?"_L1,
    .decideDialogs = "UPDATE active_watchers SET status = ?, reason = ?, updated = 3, updated_winfo = 1 "
                     "WHERE presentity_uri = ? AND event = 'presence' AND watcher_username = ? "
                     "AND watcher_domain = ?"_L1,
    .forgetWatchers =
        "DELETE FROM watchers WHERE rowid IN (SELECT rowid FROM watchers WHERE inserted_time > ? "
        "AND (presentity_uri, watcher_username, watcher_domain) NOT IN "
        "(SELECT presentity_uri, watcher_username, watcher_domain FROM active_watchers) "
        "ORDER BY inserted_time LIMIT ?)"_L1,
};

constexpr ServerSql seed {
    .modernDialogs = false,
    .refreshDialog =
        "UPDATE active_watchers SET expires = ?, cseq = cseq + 1, version = version + 1 WHERE rowid = ?"_L1,
    .notifyWatchers =
        "UPDATE active_watchers SET cseq = cseq + 1, version = version + 1 "
        "WHERE 'sip:' || to_user || '@' || to_domain = ? AND event = ? AND status = 'active'"_L1,
    .finishNotify = ""_L1,
    .answerForPair = "SELECT subs_status, reason FROM watchers WHERE 'sip:' || p_user || '@' || p_domain = ? "
                     "AND w_user = ? AND w_domain = ?"_L1,
    .watchersWithStatus = "SELECT rowid, 'sip:' || p_user || '@' || p_domain, w_user, w_domain FROM watchers "
                          "WHERE subs_status = ? AND inserted_time > ?"_L1,
    .watcherAt =
        "SELECT 'sip:' || p_user || '@' || p_domain, w_user, w_domain FROM watchers WHERE inserted_time > ? "
        "ORDER BY rowid LIMIT 1 OFFSET ?"_L1,
    .decideWatcher = "UPDATE watchers SET subs_status = ?, reason = ? WHERE rowid = ?"_L1,
    .decideDialogs =
        "UPDATE active_watchers SET status = ?, version = version + 1 "
        "WHERE 'sip:' || to_user || '@' || to_domain = ? AND event = 'presence' AND from_user = ? "
        "AND from_domain = ?"_L1,
    .forgetWatchers =
        "DELETE FROM watchers WHERE rowid IN (SELECT rowid FROM watchers WHERE inserted_time > ? "
        "AND (p_user, p_domain, w_user, w_domain) NOT IN "
        "(SELECT to_user, to_domain, from_user, from_domain FROM active_watchers) "
        "ORDER BY inserted_time LIMIT ?)"_L1,
};

} // namespace

const ServerSql &serverSql(DemoKind kind)
{
    return kind == DemoKind::Modern ? modern : seed;
}
