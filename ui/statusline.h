// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/livedatabase.h"

#include <QStatusBar>

class GridTab;
class PlainLabel;
class Refresher;
class QToolButton;

/// The state of connection and data, always in sight: server, tables, rights, clock, age of the data, cost of
/// the refresh.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showDatabase(const LiveDatabase &database);
    void showGrid(GridTab *grid);
    void showPace(const Refresher &refresher);
    /// @p lastAnswerMs: when the rows on the screen were read (ms since the epoch), 0: never. Called each
    /// second.
    void showAge(qint64 lastAnswerMs);
    /// What this session may do: "read-only".
    void showRights(const QString &text);
    /// How many changes wait; hidden when there are none.
    void showStaged(int count);
    void clearAll();

signals:
    void findingsWanted();
    void stagedWanted();
    void privacyExplained(const QString &sentence); ///< somebody asked what the lock means

protected:
    void changeEvent(QEvent *event) override;

private:
    void showServer(const LiveDatabase &database);
    void showClock(const ServerClock &clock);
    void showFindings(const DatabaseSchema &schema);
    void paintLock();
    QToolButton *addButton(const char *name);
    PlainLabel *add(const char *name, const QString &tooltip);

    PlainLabel *m_server;
    PlainLabel *m_host;
    QToolButton *m_privacy = nullptr;
    PlainLabel *m_tables;
    QToolButton *m_findings;
    PlainLabel *m_rights;
    QToolButton *m_staged;
    PlainLabel *m_clock;
    PlainLabel *m_rows;
    PlainLabel *m_age;
    PlainLabel *m_cost;
    Privacy m_shownPrivacy = Privacy::Local;
    QString m_privacySentence;
};
