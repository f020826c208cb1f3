// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/specwords.h"

namespace {

constexpr ColumnSpec columns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S12"},
    {"username", text, 64, who, Meaning::Plain, "S0trunk"},
    {"domain", text, 124, who, Meaning::Plain, "S0trunk"},
    {"domain", text, 64, who, Meaning::Plain, "S13"},
    {"event", text, 64, who, Meaning::Plain, "S0trunk"},
    {"etag", text, 64, NotNull, Meaning::Etag, "S0trunk"},
    {"etag", text, 128, NotNull, Meaning::Etag, "K52"},
    {"expires", integer, 0, NotNull, Meaning::Expiry, "S0trunk"},
    {"received_time", integer, 0, NotNull, Meaning::Time, "S0trunk"},
    {"body", text, 0, NotNull, Meaning::Document, "S0trunk"},
    {"body", binary, 0, NotNull, Meaning::Document, "S13"},
    {"body", binary, 0, Either, Meaning::Document, "I22"},
    {"body", binary, 0, Nullable, Meaning::Document, "I24"},
    {"sender", text, 128, NotNull, Meaning::Plain, "B14"},
    {"sender", text, 255, NotNull, Meaning::Plain, "K53"},
    {"sender", text, 128, Either, Meaning::Plain, "I22"},
    {"sender", text, 128, Nullable, Meaning::Plain, "I24"},
    {"sender", text, 255, Nullable, Meaning::Plain, "I32"},
    {"priority", integer, 0, NotNull, Meaning::Plain, "K43"},
    {"ruid", text, 64, Nullable, Meaning::Plain, "K52"},
    {"extra_hdrs", binary, 0, NotNull, Meaning::HeaderLines, "I17"},
    {"extra_hdrs", binary, 0, Either, Meaning::HeaderLines, "I22"},
    {"extra_hdrs", binary, 0, Nullable, Meaning::HeaderLines, "I24"},
};

constexpr IndexSpec indexes[] {
    {"username,domain,event,etag", true, "S0trunk"},
    {"expires", false, "K33"},
    {"username,domain,event", false, "K33"},
    {"ruid", true, "K52"},
};

} // namespace

constexpr TableSpec presentitySpec {
    TableRole::Presentity, "presentity", TableGroup::Presence, "S0trunk", nullptr, columns, indexes};
