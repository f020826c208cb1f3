// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "olddatabar.h"

#include <QObject>
#include <QTimer>

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
    /// The server answered to something, or failed to.
    void noteAnswer();
    void noteError(const Error &error);
    /// It wants another password than it was given.
    void noteDenied();
    /// The server asks for another password, so nothing is tried without one.
    bool isDenied() const { return m_isDenied; }
    void look();

private:
    OldData stateOf(const GridTab &grid) const;

    TabSet &m_tabs;
    Refresher &m_refresher;
    OldDataBar &m_bar;
    LiveDatabase *m_database = nullptr;
    bool m_isLost = false; ///< the server, and with it every grid
    bool m_isDenied = false;
    bool m_utc = false;
    QTimer m_second;
};
