// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/textsearch.h"
#include "editor/newestjob.h"

#include <QTimer>

#include <optional>

class SourceView;

/// Finds and replaces in a view. Looks on another thread, whatever the expression; follows the text as it
/// changes, and frames what it found.
class TextFinder : public QObject {
    Q_OBJECT
public:
    explicit TextFinder(SourceView &view);
    ~TextFinder() override;

    void setWish(const SearchWish &wish);
    const SearchWish &wish() const { return m_wish; }
    void setWrapping(bool wraps) { m_wraps = wraps; }
    /// To the next match (1) or the previous one (-1), as soon as they are known; 0: the one at the cursor or
    /// after it.
    void go(int step);
    /// Replaces the selected match and goes to the next one; selects one first when none is.
    void replaceOne(const QString &with);
    void replaceAll(const QString &with);
    void clear();

    const SearchResult &result() const { return m_result; }
    int current() const; ///< the selected match, from 0; -1: none
    bool isBusy() const { return m_job.isBusy(); }

signals:
    void found(); ///< the matches, or which one is selected
    void wrapped(int step);
    void reachedEnd(int step); ///< there is none that way, and it does not go round
    void replaced(int count, bool isCut);
    void failed(const QString &sentence);

private:
    void showColours();
    void search();
    void onFound(const SearchResult &result, int revision);
    void onReplaced(const ReplaceResult &result, int revision, bool isOne);
    void replace(const QString &with, qint64 only);
    void walk(int step);
    int following(int step) const;
    void frameMatches();
    StopFlag newStop();

    SourceView &m_view;
    NewestJob m_job;
    NewestJob m_replacing;
    QTimer m_pause;
    SearchWish m_wish;
    SearchResult m_result;
    StopFlag m_stop;
    std::optional<int> m_wantedStep;
    int m_resultRevision = -1;
    bool m_wraps = true;
    bool m_isFramed = false;
};
