// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "base/result.h"
#include "document/validator.h"
#include "editor/rowreader.h"
#include "grid/gridentry.h"

#include <QObject>

#include <functional>
#include <optional>

class ChangeFlow;
class DocumentPane;
class DocumentSaver;
class DraftRecovery;
class GridTab;
class LiveDatabase;
class NewDocument;
class NoticeBar;
class QDockWidget;
class QMainWindow;
class RowSeeker;
class TabSet;

/// Everything about documents in the main window: the dock with the pane, what it shows, and how its text is
/// saved, kept and found again. Owns none of the databases.
class DocumentDesk : public QObject {
    Q_OBJECT
public:
    DocumentDesk(const Actions &actions, TabSet &tabs, QMainWindow *window);

    QDockWidget &dock() { return *m_dock; }
    DocumentPane &pane() { return *m_pane; }
    DraftRecovery &drafts() { return *m_drafts; }

    /// The database in front; nullptr: none. What is unsaved is given up: ask first.
    void watch(LiveDatabase *database);
    /// The way by which changes are made, until another database is watched.
    void useChanges(ChangeFlow *flow);
    /// The grid is at another row, or was answered.
    void followRow();
    /// Shows the pane with the document of the current row, ready to be typed in.
    void edit();

    bool hasUnsaved() const;
    /// True when something is unsaved: then the person is asked, and @p again runs when it was saved or
    /// discarded. Never waits.
    bool holdsUp(const std::function<void()> &again);

signals:
    void noted(const QString &sentence);
    void failed(const Error &error);
    /// The row whose document has unsaved edits; nothing: none has.
    void editedRowChanged(const std::optional<std::pair<TableRole, RowKey>> &row);

private:
    /// A save that waits for the check of its text.
    enum class Saving { No, Sound, EvenMalformed };

    void createDock(QMainWindow *window);
    void connectCommands();
    void connectPane();
    void connectReader();
    void connectSaver();
    void showTitle(const QString &title);
    void readEdited();
    const GridEntry *currentEntry() const;
    std::optional<StoredRow> currentRow() const;
    QStringList knownUris() const;
    void save(bool evenMalformed);
    void saveChecked(const Verdict &verdict);
    void checkAll();
    void showDock();
    void finishHeld();
    GridTab *grid() const;

    const Actions &m_actions;
    TabSet &m_tabs;
    QMainWindow *m_window;
    QDockWidget *m_dock;
    NoticeBar *m_draftBar;
    DocumentPane *m_pane;
    RowReader *m_reader;
    DocumentSaver *m_saver;
    DraftRecovery *m_drafts;
    RowSeeker *m_seeker;
    NewDocument *m_new;
    LiveDatabase *m_database = nullptr;
    Saving m_saving = Saving::No;
    std::function<void()> m_held; ///< what waits for the document to be saved
};
