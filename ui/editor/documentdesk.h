// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "base/result.h"
#include "change/draftstore.h"
#include "editor/rowreader.h"

#include <QObject>

#include <functional>
#include <memory>

class ChangeFlow;
class DocumentPane;
class DocumentSaver;
class DraftKeeper;
class GridTab;
class LiveDatabase;
class NoticeBar;
class QDockWidget;
class QMainWindow;
class TabSet;

/// Everything about documents in the main window: the dock with the pane, what it shows, and how its text is
/// saved, kept and found again. Owns none of the databases.
class DocumentDesk : public QObject {
    Q_OBJECT
public:
    DocumentDesk(const Actions &actions, TabSet &tabs, QMainWindow *window);
    ~DocumentDesk() override;

    QDockWidget &dock() { return *m_dock; }
    DocumentPane &pane() { return *m_pane; }

    /// The database in front; nullptr: none. What is unsaved is given up: ask first.
    void watch(LiveDatabase *database);
    /// The way by which changes are made, until another database is watched.
    void useChanges(ChangeFlow *flow);
    /// The grid is at another row, or was answered.
    void followRow();
    /// The tables are known: looks for what a crash has left.
    void offerDrafts();
    void setDraftFolder(const QString &folder) { m_draftFolder = folder; } ///< for tests

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
    void connectCommands(const Actions &actions);
    void connectPane();
    void connectSaver();
    void takeRow(const ReadRow &read);
    void readEdited();
    std::optional<StoredRow> currentRow() const;
    void save(bool evenMalformed);
    void saveChecked(const Verdict &verdict);
    void goToDocument();
    void showDock();
    void offer(const QList<Leftover> &leftovers);
    void recover();
    void openNextDraft();
    void showDraft(const ReadRow &read);
    void finishHeld();
    GridTab *grid() const;

    const Actions &m_actions;
    TabSet &m_tabs;
    QMainWindow *m_window;
    QDockWidget *m_dock;
    DocumentPane *m_pane;
    NoticeBar *m_draftBar;
    RowReader *m_reader;
    RowReader *m_draftReader;
    DocumentSaver *m_saver;
    DraftKeeper *m_keeper;
    LiveDatabase *m_database = nullptr;
    QString m_draftFolder;
    std::unique_ptr<DraftStore> m_drafts;
    QList<Leftover> m_leftovers;
    QList<DocumentDraft> m_recovered; ///< not shown yet
    Saving m_saving = Saving::No;
    std::function<void()> m_held; ///< what waits for the document to be saved
};
