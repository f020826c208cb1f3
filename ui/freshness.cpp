// SPDX-License-Identifier: GPL-3.0-or-later
#include "freshness.h"

#include "grid/gridtab.h"
#include "live/livedatabase.h"
#include "refresher.h"
#include "tabset.h"

#include <QDateTime>

#include <algorithm>

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
    m_isLost = false;
    m_isDenied = false;
    m_bar.clear();
}

void Freshness::noteAnswer()
{
    m_isLost = false;
    m_isDenied = false;
    look();
}

void Freshness::noteError(const Error &error)
{
    m_isLost = m_isLost || error.fault == Fault::Unreachable;
    look();
}

void Freshness::noteDenied()
{
    m_isLost = true;
    m_isDenied = true;
    look();
}

OldData Freshness::stateOf(const GridTab &grid) const
{
    OldData data {grid.lastAnswerMs()};
    const bool failed = m_isLost || !grid.trouble().message.isEmpty();
    if (m_isDenied)
        data.next = OldData::Next::NeedsPassword;
    else if (!failed)
        data.next = OldData::Next::Waits;
    else if (m_refresher.untilDueMs() < 0)
        data.next = OldData::Next::ByHand;
    else
        data.next = OldData::Next::TriesAgain;
    data.untilNextMs = std::max<qint64>(0, m_refresher.untilDueMs());
    return data;
}

void Freshness::look()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (GridTab *grid : m_tabs.grids())
        grid->setOld(grid->lastAnswerMs() > 0 && (m_isLost || grid->isStale(now)));
    const GridTab *front = m_tabs.currentGrid();
    if (front && front->isOld())
        m_bar.showOld(stateOf(*front), now, m_utc);
    else
        m_bar.clear();
}
