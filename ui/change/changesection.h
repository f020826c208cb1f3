// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changedesk.h"
#include "change/changeflow.h"
#include "change/changehistory.h"
#include "change/rowchanger.h"
#include "change/stagedchanges.h"
#include "change/stagedfile.h"
#include "grid/livegridmodel.h"
#include "live/livedatabase.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

class Actions;
class GridTab;
class MainToolBar;
class MessageBar;
class StagedDialog;
class StatusLine;
class TabSet;

/// The parts of a window that say something about changes.
struct ChangeSurroundings {
    Actions &actions;
    TabSet &tabs;
    MainToolBar &toolBar;
    StatusLine &status;
    MessageBar &messages;
};

/// Everything about writing to one open database, from its commands to its messages: owns the desk, the flow
/// and the staged changes. Goes before the database does.
class ChangeSection : public QObject {
    Q_OBJECT
public:
    ChangeSection(LiveDatabase &database, const ChangeSurroundings &around, QWidget *window);
    ~ChangeSection() override;

    ChangeDesk &desk() { return m_desk; }
    ChangeFlow &flow() { return m_flow; }
    StagedChanges &staged() { return m_staged; }
    const WritingPlace &place() const { return m_flow.place(); }
    void setTimes(TimeStyle times);
    /// The row whose document is open with edits; nothing: none is.
    void setEditedRow(const std::optional<std::pair<TableRole, RowKey>> &row);

signals:
    void written(); ///< rows of the database are not what they were

private:
    void connectCommands();
    void connectParts();
    void readRights();
    void offerLeftovers();
    void takeLeftovers();
    void store();
    void showLock();
    void lockByHand();
    void followLevel(WriteGate::Level level);
    void showError(const Error &error);
    void showStaged();
    void showNotes();
    QHash<RowKey, NotedRow> notesOf(TableRole role) const;
    void wire(GridTab *grid);
    void takeReport(const ChangeReport &report);
    void unstageSaved(const ChangeReport &report);
    void openStaged();
    void applyStaged();
    void setCommandsEnabled(bool on);

    LiveDatabase &m_database;
    ChangeSurroundings m_around;
    QWidget *m_window;
    ChangeDesk m_desk;
    StagedChanges m_staged;
    ChangeFlow m_flow;
    RowChanger m_rows;
    ChangeHistory m_history;
    StagedFile m_file;
    QList<RowChange> m_leftovers; ///< of an earlier session, as long as they are offered
    TimeStyle m_times = TimeStyle::Local;
    WriteGate::Level m_level = WriteGate::Level::Locked;
    QTimer m_second;
    QTimer m_storing; ///< several changes at once are one file
    std::optional<std::pair<TableRole, RowKey>> m_editedRow;
    QPointer<StagedDialog> m_stagedDialog;
};
