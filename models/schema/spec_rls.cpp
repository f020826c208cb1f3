// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/specwords.h"

// The two tables of the resource list server.

namespace {

constexpr ColumnSpec presentityColumns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"rlsubs_did", text, 512, who, Meaning::Plain, "S13dev"},
    {"rlsubs_did", text, 255, who, Meaning::Plain, "B14"},
    {"resource_uri", text, 128, who, Meaning::Plain, "S13dev"},
    {"resource_uri", text, 255, who, Meaning::Plain, "K53"},
    {"resource_uri", text, 255, who, Meaning::Plain, "I32"},
    {"content_type", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"content_type", text, 255, NotNull, Meaning::Plain, "K32"},
    {"content_type", text, 255, NotNull, Meaning::Plain, "I17"},
    {"presence_state", binary, 0, NotNull, Meaning::Document, "S13dev"},
    {"expires", integer, 0, NotNull, Meaning::Expiry, "S13dev"},
    {"updated", integer, 0, NotNull, Meaning::UpdatedSlot, "S13dev"},
    {"auth_state", integer, 0, NotNull, Meaning::AuthState, "S13dev"},
    {"reason", text, 64, NotNull, Meaning::Reason, "S13dev"},
};

constexpr IndexSpec presentityIndexes[] {
    {"rlsubs_did,resource_uri", true, "S13"},
    {"updated", false, "S13"},
    {"rlsubs_did", false, "K33"},
    {"expires", false, "K33"},
};

constexpr ColumnSpec watcherColumns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"presentity_uri", text, 128, who, Meaning::Plain, "S13dev"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "K53"},
    {"presentity_uri", text, 255, who, Meaning::Plain, "I32"},
    {"pres_uri", text, 0, maybeWho, Meaning::Plain, "S13dev", "S13"},
    {"to_user", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"to_domain", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"from_user", text, 64, who, Meaning::Plain, "S13dev", "S13"},
    {"from_domain", text, 64, who, Meaning::Plain, "S13dev", "S13"},
    {"watcher_username", text, 64, who, Meaning::Plain, "S13dev"},
    {"watcher_domain", text, 64, who, Meaning::Plain, "S13dev"},
    {"event", text, 64, who, Meaning::Plain, "S13dev"},
    {"event_id", text, 64, Nullable, Meaning::Plain, "S13dev"},
    {"to_tag", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"to_tag", text, 128, NotNull, Meaning::Plain, "K53"},
    {"from_tag", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"from_tag", text, 128, NotNull, Meaning::Plain, "K53"},
    {"callid", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"callid", text, 255, NotNull, Meaning::Plain, "K32"},
    {"local_cseq", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"remote_cseq", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"contact", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"contact", text, 128, NotNull, Meaning::Plain, "K32"},
    {"contact", text, 255, NotNull, Meaning::Plain, "K53"},
    {"record_route", text, 0, Nullable, Meaning::Plain, "S13dev"},
    {"expires", integer, 0, NotNull, Meaning::Expiry, "S13dev"},
    {"status", integer, 0, NotNull, Meaning::Status, "S13dev"},
    {"reason", text, 64, NotNull, Meaning::Reason, "S13dev"},
    {"version", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"socket_info", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"local_contact", text, 128, NotNull, Meaning::Plain, "S13dev"},
    {"local_contact", text, 255, NotNull, Meaning::Plain, "K53"},
    {"local_contact", text, 255, NotNull, Meaning::Plain, "I32"},
    {"from_user", text, 64, NotNull, Meaning::Plain, "K33"},
    {"from_domain", text, 64, NotNull, Meaning::Plain, "K33"},
    {"updated", integer, 0, NotNull, Meaning::UpdatedSlot, "K33"},
};

constexpr IndexSpec watcherIndexes[] {
    {"presentity_uri,callid,to_tag,from_tag", true, "S13", "K33"},
    {"callid,to_tag,from_tag", true, "K33"},
    {"expires", false, "K33"},
    {"updated", false, "K33"},
    {"watcher_username,watcher_domain,event", false, "K40"},
};

} // namespace

constexpr TableSpec rlsPresentitySpec {TableRole::RlsPresentity, "rls_presentity", TableGroup::Rls, "S13",
    nullptr, presentityColumns, presentityIndexes};

constexpr TableSpec rlsWatchersSpec {
    TableRole::RlsWatchers, "rls_watchers", TableGroup::Rls, "S13", nullptr, watcherColumns, watcherIndexes};
