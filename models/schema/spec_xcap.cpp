// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/specwords.h"

// The two tables of XCAP documents: xcap_xml up to OpenSER 1.2, xcap from 1.3 on.

namespace {

constexpr ColumnSpec xmlColumns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S12", "S13"},
    {"user", text, 64, who, Meaning::Plain, "S0trunk", "S0"},
    {"username", text, 64, who, Meaning::Plain, "S0", "S13"},
    {"domain", text, 128, who, Meaning::Plain, "S0trunk", "S13"},
    {"xcap", text, 0, NotNull, Meaning::Document, "S0trunk", "S13"},
    {"doc_type", integer, 0, who | Optional, Meaning::DocType, "S0trunk",
        "S13"}, // came within the trunk's December
    {"doc_type", integer, 0, who, Meaning::DocType, "S0", "S13"},
    {"etag", text, 0, Either, Meaning::Plain, "S13dev", "S13"},
};

constexpr IndexSpec xmlIndexes[] {
    {"user,domain", true, "S0trunk", "S0"},
    {"username,domain,doc_type", true, "S0", "S13"},
};

constexpr ColumnSpec columns[] {
    {"id", integer, 0, NotNull, Meaning::Plain, "S13dev"},
    {"username", text, 64, who, Meaning::Plain, "S13dev"},
    {"domain", text, 64, who, Meaning::Plain, "S13dev"},
    {"doc", binary, 0, NotNull, Meaning::Document, "S13dev"},
    {"doc_type", integer, 0, who, Meaning::DocType, "S13dev"},
    {"etag", text, 64, NotNull, Meaning::Plain, "S13dev"},
    {"etag", text, 128, NotNull, Meaning::Plain, "K52"},
    {"source", integer, 0, NotNull, Meaning::XcapSource, "S13dev"},
    {"doc_uri", text, 128, who, Meaning::Plain, "S13dev"},
    {"doc_uri", text, 255, who, Meaning::Plain, "K32"},
    {"doc_uri", text, 255, who, Meaning::Plain, "I32"},
    {"port", integer, 0, NotNull, Meaning::Plain, "S13dev"},
};

constexpr IndexSpec indexes[] {
    {"username,domain,doc_type,doc_uri", true, "S13", "K33"},
    {"source", false, "S13", "K33"},
    {"doc_uri", true, "K33"},
    {"username,domain,doc_type", false, "K33"},
    {"username,domain,doc_type,doc_uri", false, "K33"},
    {"username,domain,doc_uri", false, "K33"},
};

} // namespace

constexpr TableSpec xcapXmlSpec {
    TableRole::XcapXml, "xcap_xml", TableGroup::Presence, "S0trunk", "S13", xmlColumns, xmlIndexes};

constexpr TableSpec xcapSpec {
    TableRole::Xcap, "xcap", TableGroup::Presence, "S13", nullptr, columns, indexes};
