// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/tagmatcher.h"

#include "editor/indicators.h"
#include "editor/sourceview.h"

#include <QKeyEvent>

#include <algorithm>

using Scintilla = QsciScintillaBase;

namespace {
/// Keys and commands that may change a name; everything else ends a renaming.
bool mayRename(const QEvent *event)
{
    if (!event)
        return false;
    if (!typedText(event).isEmpty() || event->type() == QEvent::InputMethod)
        return true;
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->key() == Qt::Key_Backspace || key->key() == Qt::Key_Delete
        || key->matches(QKeySequence::Paste) || key->matches(QKeySequence::Cut);
}

/// A modifier on its way to a shortcut is no command yet.
bool isModifier(const QEvent *event)
{
    return event && event->type() == QEvent::KeyPress
        && static_cast<const QKeyEvent *>(event)->key() >= Qt::Key_Shift
        && static_cast<const QKeyEvent *>(event)->key() <= Qt::Key_AltGr;
}

char byteAt(QByteArrayView text, qint64 at)
{
    return at >= 0 && at < text.size() ? text[at] : char(0);
}
} // namespace

TagMatcher::TagMatcher(SourceView &view) : QObject(&view), m_view(view)
{
    connect(&view, &SourceView::cursorMoved, this, &TagMatcher::frameTags);
    connect(&view, &SourceView::commandBegins, this, &TagMatcher::onBegins);
    connect(&view, &SourceView::commandEnds, this, &TagMatcher::onEnds);
    connect(&view, &SourceView::looksChanged, this, &TagMatcher::showColours);
    showColours();
}

void TagMatcher::setEnabled(bool enabled)
{
    m_isEnabled = enabled;
    finish();
    frameTags();
}

void TagMatcher::showColours()
{
    defineIndicator(m_view, Indicator::Tag, Scintilla::INDIC_ROUNDBOX, QPalette::Highlight);
    defineIndicator(m_view, Indicator::TagMismatch, Scintilla::INDIC_ROUNDBOX, QPalette::BrightText);
}

std::optional<TagMatcher::TagPair> TagMatcher::pairAtCursor(bool inName) const
{
    const QByteArrayView text = m_view.view();
    const auto tag = tagAt(text, m_view.cursor());
    if (!tag || (inName && !isCursorIn({tag->nameFrom, tag->nameEnd})))
        return std::nullopt;
    const auto partner = partnerOf(text, *tag);
    return partner ? std::optional(TagPair(*tag, *partner)) : std::nullopt;
}

bool TagMatcher::isCursorIn(const Name &name) const
{
    const qint64 first = std::min(m_view.cursor(), m_view.anchor());
    const qint64 last = std::max(m_view.cursor(), m_view.anchor());
    return first >= name.from && last <= name.end;
}

/// Only when something is new: each change of a frame is a reason for the view to report one.
void TagMatcher::frameTags()
{
    const Seen now {m_view.revision(), m_view.cursor(), m_isEnabled};
    if (now == m_seen)
        return;
    const bool sameText = now.revision == m_seen.revision;
    m_seen = now;
    const auto pair = m_isEnabled ? pairAtCursor(false) : std::nullopt;
    if (sameText && pair == m_framed)
        return;
    if (std::exchange(m_framed, pair)) {
        clearIndicator(m_view, Indicator::Tag);
        clearIndicator(m_view, Indicator::TagMismatch);
    }
    if (pair)
        frame(*pair);
}

void TagMatcher::frame(const TagPair &pair)
{
    const QByteArrayView text = m_view.view();
    const bool same = pair.first.name(text) == pair.second.name(text);
    for (const TagSpan &tag : {pair.first, pair.second})
        fillIndicator(
            m_view, same ? Indicator::Tag : Indicator::TagMismatch, tag.nameFrom, tag.nameEnd - tag.nameFrom);
}

void TagMatcher::onBegins(QEvent *event)
{
    if (isModifier(event))
        return;
    const bool goesOn = m_renaming && m_isGroupOpen && isCursorIn(m_renaming->own);
    if (!mayRename(event) || !m_isEnabled || m_view.isReadOnly()) {
        finish();
        return;
    }
    if (!goesOn) {
        finish();
        begin();
    }
}

void TagMatcher::begin()
{
    const auto pair = pairAtCursor(true);
    const QByteArrayView text = m_view.view();
    if (!pair || pair->first.name(text) != pair->second.name(text))
        return;
    const auto &[tag, partner] = *pair;
    m_renaming = Renaming {{tag.nameFrom, tag.nameEnd}, {partner.nameFrom, partner.nameEnd},
        byteAt(text, tag.nameFrom - 1), byteAt(text, tag.nameEnd), text.size()};
    m_view.SendScintilla(Scintilla::SCI_BEGINUNDOACTION);
    m_isGroupOpen = true;
}

void TagMatcher::onEnds()
{
    if (m_renaming && !follow())
        finish();
}

/// The other name becomes what the own one now is; false when that is no name any more.
bool TagMatcher::follow()
{
    Renaming &now = *m_renaming;
    const qint64 growth = m_view.size() - now.size;
    const QByteArrayView text = m_view.view();
    const qint64 end = now.own.end + growth;
    if (end < now.own.from || byteAt(text, now.own.from - 1) != now.before || byteAt(text, end) != now.after
        || m_view.cursor() < now.own.from || m_view.cursor() > end)
        return false;
    const QByteArray name = text.sliced(now.own.from, end - now.own.from).toByteArray();
    if (!std::all_of(name.begin(), name.end(), isTagNameByte))
        return false;
    if (now.other.from > now.own.from)
        now.other = {now.other.from + growth, now.other.end + growth};
    now.own.end = end;
    const qint64 otherGrowth = name.size() - (now.other.end - now.other.from);
    if (otherGrowth != 0 || text.sliced(now.other.from, name.size()) != name)
        m_view.replaceBytes(now.other.from, now.other.end - now.other.from, name);
    now.other.end += otherGrowth;
    if (now.other.from < now.own.from)
        now.own = {now.own.from + otherGrowth, now.own.end + otherGrowth};
    now.size = m_view.size();
    return true;
}

void TagMatcher::finish()
{
    m_renaming.reset();
    if (std::exchange(m_isGroupOpen, false))
        m_view.SendScintilla(Scintilla::SCI_ENDUNDOACTION);
}
