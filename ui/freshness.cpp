// SPDX-License-Identifier: GPL-3.0-or-later
#include "freshness.h"

#include "grid/gridtab.h"
#include "live/livedatabase.h"
#include "refresher.h"
#include "tabset.h"

#include <QDateTime>

#include <algorithm>

namespace {
/// Files are looked for without a pause, but not without end.
constexpr qint64 shortestPauseMs = 1000;
} // namespace

Freshness::Freshness(TabSet &tabs, Refresher &refresher, OldDataBar &bar, QObject *parent)
    : QObject(parent)
    , m_tabs(tabs)
    , m_refresher(refresher)
    , m_bar(bar)
{
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &Freshness::look);
    m_second.start();
}

void Freshness::watch(LiveDatabase *database)
{
    m_database = database;
    m_bar.clear();
}

std::optional<OpeningTrouble> Freshness::trouble() const
{
    return m_database ? m_database->session().trouble() : std::nullopt;
}

bool Freshness::isDenied() const
{
    const auto why = trouble();
    return why && !why->nextAttempt;
}

OldData Freshness::stateOf(const GridTab &grid) const
{
    OldData old {grid.lastAnswerMs()};
    const auto why = trouble();
    const bool isPlanned = m_refresher.untilDueMs() >= 0;
    if (isDenied())
        old.next = OldData::Next::NeedsPassword;
    else if (!why && grid.trouble().message.isEmpty())
        old.next = OldData::Next::Waits;
    else
        old.next = isPlanned ? OldData::Next::TriesAgain : OldData::Next::ByHand;
    old.untilNextMs = why && why->nextAttempt ? why->nextAttempt->count() : m_refresher.untilDueMs();
    return old;
}

void Freshness::look()
{
    const auto why = trouble();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (GridTab *grid : m_tabs.grids())
        grid->setOld(grid->lastAnswerMs() > 0 && (why || grid->isStale(now)));
    // Found again as soon as it may be looked for, however long the period is.
    if (why && why->nextAttempt)
        m_refresher.hurry(std::max<qint64>(why->nextAttempt->count(), shortestPauseMs));
    const GridTab *front = m_tabs.currentGrid();
    if (front && front->isOld())
        m_bar.showOld(stateOf(*front), now, m_utc);
    else
        m_bar.clear();
}
