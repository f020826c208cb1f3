// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/elementdiff.h"
#include "document/textdiff.h"

/// ComparedVersions of one document side by side: what was first read, what the database has now, what is in
/// the editor.
struct ComparedVersions {
    QByteArray base;
    std::optional<QByteArray> theirs; ///< nothing: nobody else changed it
    QByteArray mine;

    bool operator==(const ComparedVersions &) const = default;
};

struct Comparison {
    ComparedVersions versions;
    TextDiff base; ///< its "before" is the base, marked where anybody changed it
    TextDiff theirs; ///< base to theirs
    TextDiff mine; ///< base to mine
    QList<FactChange> facts; ///< by element
    bool comparesElements = true; ///< all versions are well-formed
    std::optional<QByteArray> merged; ///< both changes in one text, where they do not clash
};

/// Bounded; thread-safe.
Comparison compareVersions(const ComparedVersions &versions);
