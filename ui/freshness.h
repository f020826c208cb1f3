// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/retrypause.h"
#include "olddatabar.h"

#include <QObject>
#include <QTimer>

#include <optional>

class GridTab;
class LiveDatabase;
class Refresher;
class TabSet;

/// Watches over whether the rows on the screen are as new as they seem: marks the grids whose rows are old
/// and lets the bar above them say so, until an answer comes.
class Freshness : public QObject {
    Q_OBJECT
public:
    Freshness(TabSet &tabs, Refresher &refresher, OldDataBar &bar, QObject *parent = nullptr);

    /// nullptr: none is open any more.
    void watch(LiveDatabase *database);
    void setUtc(bool utc) { m_utc = utc; }
    /// The server does not accept the password, so nothing is tried without another.
    bool isDenied() const;
    /// Something came or failed: looks now, not only each second.
    void look();

private:
    std::optional<OpeningTrouble> trouble() const;
    OldData stateOf(const GridTab &grid) const;

    TabSet &m_tabs;
    Refresher &m_refresher;
    OldDataBar &m_bar;
    LiveDatabase *m_database = nullptr;
    bool m_utc = false;
    QTimer m_second;
};
