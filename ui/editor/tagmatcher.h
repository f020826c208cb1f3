// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/tagpairs.h"

#include <QObject>

#include <optional>

class QEvent;
class SourceView;

/// Frames both tags of the element at the cursor, and renames one with the other: a name that is typed is one
/// step of undo for both.
class TagMatcher : public QObject {
    Q_OBJECT
public:
    explicit TagMatcher(SourceView &view);

    void setEnabled(bool enabled);

private:
    using TagPair = std::pair<TagSpan, TagSpan>;
    /// For what the frames were last worked out.
    struct Seen {
        int revision = -1;
        qint64 cursor = -1;
        bool isEnabled = true;
        bool operator==(const Seen &) const = default;
    };
    /// A name in bytes of the text.
    struct Name {
        qint64 from = 0;
        qint64 end = 0;
    };
    /// A renaming that goes on as long as the cursor stays in the name.
    struct Renaming {
        Name own;
        Name other;
        char before = 0; ///< the byte before the own name
        char after = 0;
        qint64 size = 0; ///< of the text
    };

    void showColours();
    void onBegins(QEvent *event);
    void onEnds();
    void frameTags();
    void frame(const TagPair &pair);
    void begin();
    void finish();
    bool follow();
    bool isCursorIn(const Name &name) const;
    std::optional<TagPair> pairAtCursor(bool inName) const;

    SourceView &m_view;
    std::optional<Renaming> m_renaming;
    bool m_isGroupOpen = false;
    bool m_isEnabled = true;
    std::optional<TagPair> m_framed;
    Seen m_seen;
};
