// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <atomic>
#include <memory>

/// What somebody looks for in a text.
struct SearchWish {
    QString what;
    bool isRegex = false;
    bool matchCase = false;
    bool wholeWords = false;

    bool operator==(const SearchWish &) const = default;
};

/// Bytes of the UTF-8 text.
struct TextMatch {
    qint64 byte = 0;
    qint64 length = 0;

    bool operator==(const TextMatch &) const = default;
};

/// Where it is, as far as it was looked for.
struct SearchResult {
    QList<TextMatch> matches;
    bool isCut = false; ///< there are more than the limit
    QString fault; ///< a sentence: why the expression is none, or why the search was given up
};

/// Where something is replaced, and by what.
struct ReplaceResult {
    QList<TextEdit> edits;
    bool isCut = false;
    QString fault;
};

/// Set from another thread to end a search early.
using StopFlag = std::shared_ptr<std::atomic_bool>;

constexpr int searchLimit = 100'000; ///< matches at most

/// A sentence that says why the expression is none; empty when it is fine.
QString searchFault(const SearchWish &wish);
/// All matches, none empty. Line ends of all kinds count for ^ and $. Each step of a search is bounded, and
/// one that goes on for seconds is given up: whatever the expression, this comes to an end. Thread-safe.
SearchResult searchText(const QByteArray &utf8, const SearchWish &wish, const StopFlag &stop = {});
/// The same as edits. In expressions $0 is the match, $1 to $9 are its groups, \n and \t what they usually
/// are. With @p only just the match that begins at that byte.
ReplaceResult replaceInText(const QByteArray &utf8, const SearchWish &wish, const QString &with,
    const StopFlag &stop = {}, qint64 only = -1);
