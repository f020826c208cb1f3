// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/specwords.h"

// The two tables about who watches: live subscriptions and remembered answers.

namespace {

constexpr ColumnSpec activeColumns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S12"},
    {"presentity_uri", text, 128, who, Meaning::Plain, "S13dev"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "K53"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "I32"},
    {"pres_uri", text, 0, maybeWho, Meaning::Plain, "S13dev", "S13"},
    {"pres_user", text, 0, maybeWho, Meaning::Plain, "S13dev", "S13"},
    {"pres_domain", text, 0, maybeWho, Meaning::Plain, "S13dev", "S13"},
    {"watcher_username", text, 64, who, Meaning::Plain, "S13dev"},
    {"watcher_domain", text, 64, who, Meaning::Plain, "S13dev"},
    // Before 1.3 the To and From headers were the identity; later they are only what the phone wrote.
    {"to_user", text, 64, who, Meaning::Plain, "S0trunk"},
    {"to_user", text, 64, NotNull, Meaning::Plain, "S13"},
    {"to_domain", text, 128, who, Meaning::Plain, "S0trunk"},
    {"to_domain", text, 64, NotNull, Meaning::Plain, "S13"},
    {"from_user", text, 64, who, Meaning::Plain, "S0trunk", "S13"},
    {"from_domain", text, 128, who, Meaning::Plain, "S0trunk", "S13"},
    {"event", text, 64, who, Meaning::Plain, "S0trunk"},
    {"event_id", text, 64, NotNull, Meaning::Plain, "S0trunk"},
    {"event_id", text, 64, Nullable, Meaning::Plain, "S0"},
    {"to_tag", text, 128, NotNull, Meaning::Plain, "S0trunk"},
    {"to_tag", text, 64, NotNull, Meaning::Plain, "S13"},
    {"to_tag", text, 128, NotNull, Meaning::Plain, "K53"},
    {"from_tag", text, 128, NotNull, Meaning::Plain, "S0trunk"},
    {"from_tag", text, 64, NotNull, Meaning::Plain, "S13"},
    {"from_tag", text, 128, NotNull, Meaning::Plain, "K53"},
    {"callid", text, 128, NotNull, Meaning::Plain, "S0trunk"},
    {"callid", text, 64, NotNull, Meaning::Plain, "S13"},
    {"callid", text, 255, NotNull, Meaning::Plain, "K32"},
    {"cseq", integer, 0, NotNull, Meaning::Plain, "S0trunk", "S13"},
    {"local_cseq", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"remote_cseq", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"remove_cseq", integer, 0, Either, Meaning::Plain, "S13dev",
        "S13"}, // a slip of the trunk's generated script
    {"contact", text, 128, NotNull, Meaning::Plain, "S0trunk"},
    {"contact", text, 64, NotNull, Meaning::Plain, "S13"},
    {"contact", text, 128, NotNull, Meaning::Plain, "K32"},
    {"contact", text, 255, NotNull, Meaning::Plain, "K53"},
    {"contact", text, 128, NotNull, Meaning::Plain, "I16"},
    {"contact", text, 255, NotNull, Meaning::Plain, "I32"},
    {"record_route", text, 255, NotNull, Meaning::Plain, "S0trunk"},
    {"record_route", text, 255, Nullable, Meaning::Plain, "S0"},
    {"record_route", text, 0, Nullable, Meaning::Plain, "S13dev"},
    {"expires", integer, 0, NotNull, Meaning::Expiry, "S0trunk"},
    {"status", text, 32, NotNull, Meaning::Status, "S0trunk"},
    {"status", integer, 0, NotNull, Meaning::Status, "S13"},
    {"reason", text, 64, NotNull, Meaning::Reason, "S13dev"},
    {"reason", text, 64, Either, Meaning::Reason, "K44"},
    {"reason", text, 64, Nullable, Meaning::Reason, "K52"},
    {"reason", text, 64, Nullable, Meaning::Reason, "I22"},
    {"version", integer, 0, NotNull, Meaning::Plain, "S0trunk"},
    {"version", integer, 0, Nullable, Meaning::Plain, "S0"},
    {"version", integer, 0, NotNull, Meaning::Plain, "S13"},
    {"socket_info", text, 128, NotNull, Meaning::Plain, "S13dev"},
    {"socket_info", text, 64, NotNull, Meaning::Plain, "S13"},
    {"local_contact", text, 255, NotNull, Meaning::Plain, "S13dev"},
    {"local_contact", text, 128, NotNull, Meaning::Plain, "S13"},
    {"local_contact", text, 255, NotNull, Meaning::Plain, "K53"},
    {"local_contact", text, 255, NotNull, Meaning::Plain, "I32"},
    {"from_user", text, 64, NotNull, Meaning::Plain, "K33"},
    {"from_domain", text, 64, NotNull, Meaning::Plain, "K33"},
    {"updated", integer, 0, NotNull, Meaning::UpdatedSlot, "K33"},
    {"updated_winfo", integer, 0, NotNull, Meaning::UpdatedWinfo, "K33"},
    {"flags", integer, 0, NotNull, Meaning::BranchFlags, "K44"},
    {"user_agent", text, 255, Either, Meaning::Plain, "K44"},
    {"user_agent", text, 255, Nullable, Meaning::Plain, "K52"},
    {"sharing_tag", text, 32, Nullable, Meaning::Plain, "I24"},
};

constexpr IndexSpec activeIndexes[] {
    {"from_tag", true, "S0trunk", "S12"},
    {"to_tag", true, "S12", "S13"},
    {"to_domain,to_user,event", false, "S12", "S13"},
    {"presentity_uri,callid,to_tag,from_tag", true, "S13", "K33"},
    {"callid,to_tag,from_tag", true, "K33"},
    {"expires", false, "K33"},
    {"updated", false, "K33"},
    {"updated_winfo,presentity_uri", false, "K33"},
    {"presentity_uri", false, "K33", "K40"},
    {"presentity_uri,event", false, "K40"},
};

constexpr ColumnSpec watcherColumns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S12"},
    {"p_user", text, 64, who, Meaning::Plain, "S0trunk", "S13"},
    {"p_domain", text, 128, who, Meaning::Plain, "S0trunk", "S13"},
    {"p_uri", text, 0, maybeWho, Meaning::Plain, "S13dev", "S13"},
    {"w_user", text, 64, who, Meaning::Plain, "S0trunk", "S13"},
    {"w_domain", text, 128, who, Meaning::Plain, "S0trunk", "S13"},
    {"presentity_uri", text, 128, who, Meaning::Plain, "S13dev"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "K53"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "I32"},
    {"watcher_username", text, 64, who, Meaning::Plain, "S13dev"},
    {"watcher_domain", text, 64, who, Meaning::Plain, "S13dev"},
    {"event", text, 64, who, Meaning::Plain, "S13dev"},
    {"subs_status", text, 64, NotNull, Meaning::Status, "S0trunk", "S13"},
    {"status", integer, 0, NotNull, Meaning::Status, "S13dev"},
    {"reason", text, 64, NotNull, Meaning::Reason, "S0trunk"},
    {"reason", text, 64, Nullable, Meaning::Reason, "S0"},
    {"inserted_time", integer, 0, NotNull, Meaning::Time, "S0trunk"},
};

constexpr IndexSpec watcherIndexes[] {
    {"p_user,p_domain,w_user,w_domain", true, "S0trunk", "S13"},
    {"presentity_uri,watcher_username,watcher_domain,event", true, "S13"},
    {"inserted_time,status", false, "K57"},
};

} // namespace

constexpr TableSpec activeWatchersSpec {TableRole::ActiveWatchers, "active_watchers", TableGroup::Presence,
    "S0trunk", nullptr, activeColumns, activeIndexes};

constexpr TableSpec watchersSpec {TableRole::Watchers, "watchers", TableGroup::Presence, "S0trunk", nullptr,
    watcherColumns, watcherIndexes};
