// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/textfinder.h"

#include "editor/indicators.h"
#include "editor/sourceview.h"

#include <algorithm>

using Scintilla = QsciScintillaBase;

namespace {
constexpr int pauseOfTyping = 150; ///< ms after a change of the text
constexpr qsizetype mostFramed = 2000;
} // namespace

TextFinder::TextFinder(SourceView &view) : QObject(&view), m_view(view)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseOfTyping);
    connect(&m_pause, &QTimer::timeout, this, &TextFinder::search);
    connect(&view, &SourceView::changed, this, [this] {
        if (!m_wish.what.isEmpty())
            m_pause.start();
    });
    connect(&view, &SourceView::cursorMoved, this, [this] {
        if (!m_result.matches.isEmpty())
            emit found();
    });
    connect(&view, &SourceView::looksChanged, this, &TextFinder::showColours);
    showColours();
}

TextFinder::~TextFinder()
{
    if (m_stop)
        *m_stop = true;
}

void TextFinder::showColours()
{
    defineIndicator(m_view, Indicator::Found, Scintilla::INDIC_STRAIGHTBOX, QPalette::Link);
}

void TextFinder::setWish(const SearchWish &wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    m_result = {};
    m_resultRevision = -1;
    search();
}

void TextFinder::clear()
{
    m_wantedStep.reset();
    setWish({});
}

StopFlag TextFinder::newStop()
{
    if (m_stop)
        *m_stop = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
    return m_stop;
}

void TextFinder::search()
{
    m_pause.stop();
    const StopFlag stop = newStop();
    if (m_wish.what.isEmpty()) {
        m_job.cancel();
        onFound({}, m_view.revision());
        return;
    }
    m_job.run([utf8 = m_view.bytes(), wish = m_wish, stop] { return searchText(utf8, wish, stop); },
        [this, revision = m_view.revision()](const SearchResult &result) { onFound(result, revision); });
}

void TextFinder::onFound(const SearchResult &result, int revision)
{
    if (revision != m_view.revision()) {
        m_pause.start();
        return;
    }
    m_result = result;
    m_resultRevision = revision;
    frameMatches();
    if (m_wantedStep)
        walk(*std::exchange(m_wantedStep, std::nullopt));
    emit found();
}

void TextFinder::frameMatches()
{
    if (m_isFramed)
        clearIndicator(m_view, Indicator::Found);
    const qsizetype count = qMin(mostFramed, m_result.matches.size());
    for (qsizetype i = 0; i < count; ++i)
        fillIndicator(m_view, Indicator::Found, m_result.matches[i].byte, m_result.matches[i].length);
    m_isFramed = count > 0;
}

void TextFinder::go(int step)
{
    if (m_wish.what.isEmpty())
        return;
    if (m_resultRevision == m_view.revision()) {
        walk(step);
        return;
    }
    m_wantedStep = step;
    if (!m_job.isBusy())
        search();
}

int TextFinder::current() const
{
    const qint64 from = std::min(m_view.anchor(), m_view.cursor());
    const TextMatch selected {from, std::max(m_view.anchor(), m_view.cursor()) - from};
    if (m_resultRevision != m_view.revision())
        return -1;
    const auto match = std::lower_bound(m_result.matches.begin(), m_result.matches.end(), selected,
        [](const TextMatch &a, const TextMatch &b) { return a.byte < b.byte; });
    return match != m_result.matches.end() && *match == selected ? int(match - m_result.matches.begin()) : -1;
}

/// The match that a step leads to, without going round: may be -1 or the count.
int TextFinder::following(int step) const
{
    const qint64 first = std::min(m_view.anchor(), m_view.cursor());
    const auto &matches = m_result.matches;
    const auto next = std::lower_bound(matches.begin(), matches.end(), first,
        [](const TextMatch &match, qint64 byte) { return match.byte < byte; });
    const int index = int(next - matches.begin());
    if (step < 0)
        return index - 1;
    return step > 0 && current() >= 0 ? current() + 1 : index;
}

void TextFinder::walk(int step)
{
    const int count = int(m_result.matches.size());
    if (count == 0)
        return;
    int index = following(step);
    if (index < 0 || index >= count) {
        if (!m_wraps) {
            emit reachedEnd(step);
            return;
        }
        index = index < 0 ? count - 1 : 0;
        emit wrapped(step);
    }
    const TextMatch &match = m_result.matches.at(index);
    m_view.select(match.byte, match.byte + match.length);
}

void TextFinder::replaceOne(const QString &with)
{
    const int index = current();
    if (index < 0)
        go(0);
    else
        replace(with, m_result.matches.at(index).byte);
}

void TextFinder::replaceAll(const QString &with)
{
    replace(with, -1);
}

void TextFinder::replace(const QString &with, qint64 only)
{
    if (m_wish.what.isEmpty() || m_view.isReadOnly())
        return;
    m_replacing.run([utf8 = m_view.bytes(), wish = m_wish, with,
                        only] { return replaceInText(utf8, wish, with, {}, only); },
        [this, revision = m_view.revision(), only](
            const ReplaceResult &result) { onReplaced(result, revision, only >= 0); });
}

void TextFinder::onReplaced(const ReplaceResult &result, int revision, bool isOne)
{
    if (!result.fault.isEmpty()) {
        emit failed(result.fault);
        return;
    }
    if (revision != m_view.revision()) {
        emit failed(tr("The text was changed meanwhile; nothing was replaced. Try again."));
        return;
    }
    if (!m_view.applyEdits(result.edits) || !isOne) {
        emit replaced(int(result.edits.size()), result.isCut);
        return;
    }
    const TextEdit &edit = result.edits.constFirst();
    const qint64 end = edit.byte + edit.replacement.size();
    m_view.select(end, end);
    emit replaced(1, false);
    go(0);
}
