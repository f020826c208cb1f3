// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "connection/connectionservices.h"
#include "connection/profile.h"
#include "demo/demokind.h"
#include "grid/clipboardtext.h"
#include "refresher.h"

#include <QMainWindow>

#include <deque>
#include <memory>
#include <optional>

class ChangeSection;
class ConnectionDesk;
class DemoServer;
class DetailsDock;
class DocumentDesk;
class Freshness;
class GridTab;
class LiveDatabase;
class MainToolBar;
class MessageBar;
class OldDataBar;
class PlaceHistory;
class QSettings;
class QStackedWidget;
class StartPage;
class StatusLine;
class TabSet;
enum class ThemeChoice;
struct CellStyle;
struct ServerIdentity;

/// The program's window: connects the parts and decides nothing. Owns the database that is open and, for a
/// demo, its simulated server.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    /// With profiles and passwords of the caller's, for tests.
    MainWindow(QSettings &settings, const ConnectionServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens in the background; the tabs appear when the tables are known.
    void openDatabase(const DatabaseUrl &url, const TableNames &names = {});
    /// @p password is kept for this session only; when the server needs one and there is none, the person is
    /// asked.
    void openProfile(const Profile &profile, const Secret &password = {});
    void openDemo(DemoKind kind);
    /// Shows a database that was not opened yet, and opens it.
    void watch(std::unique_ptr<LiveDatabase> database);
    /// The table to bring to the front once it is there.
    void showTableLater(const QString &nameOrRole) { m_wantedTable = nameOrRole; }
    void showError(const Error &error);
    /// A theme for this run only: the settings keep theirs.
    void useTheme(ThemeChoice theme);

    TabSet &tabs() { return *m_tabs; }
    Actions &actions() { return *m_actions; }
    DetailsDock &details() { return *m_details; }
    DocumentDesk &documents() { return *m_documents; }
    Refresher &refresher() { return *m_refresher; }
    ConnectionDesk &connections() { return *m_desk; }
    LiveDatabase *database() { return m_database.get(); }
    ChangeSection *changes() { return m_changes.get(); } ///< nullptr while no database is open

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCentre();
    void createConnectionMenus();
    void connectConnections();
    void connectCommands();
    void connectRefresh();
    void connectRowCommands();
    void connectGoCommands();
    void connectDocuments();
    void showDemo(DemoKind kind, const QString &path);
    void connectDatabase();
    void closeDatabase();
    void showConnection(const Profile &profile);
    void openFailed(const Error &error);
    void checkFailed(const Error &error);
    void checked();
    void noticeTrouble(const Error &error);
    void retire();
    void announceServer(const ServerIdentity &before);
    void askForPassword(const Error &reason);
    void databaseOpened();
    void createChanges();
    void showTimes();
    void buildTabs();
    void countAllTables();
    void showTablesOrReason();
    void wireGrid(GridTab *grid);
    void gridAnswered(GridTab *grid);
    void gridFailed(GridTab *grid, const Error &error);
    void gridChanged();
    void tick(bool byHand);
    void followRow();
    void applySettings();
    void applyPeriod();
    void toggleSetting(Command command, bool on);
    void chooseSettings();
    void showRowMenu(const QPoint &at);
    void showFindings();
    void copy(const QString &text);
    CellStyle cellStyle() const;

    QSettings &m_settings;
    Actions *m_actions;
    Refresher *m_refresher;
    ConnectionDesk *m_desk;
    MessageBar *m_messages;
    OldDataBar *m_oldBar;
    QStackedWidget *m_pages;
    StartPage *m_start;
    TabSet *m_tabs;
    DetailsDock *m_details;
    StatusLine *m_status;
    MainToolBar *m_toolBar;
    PlaceHistory *m_history;
    Freshness *m_freshness;
    DocumentDesk *m_documents;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<LiveDatabase> m_database;
    std::unique_ptr<ChangeSection> m_changes; ///< of the open database
    std::optional<ThemeChoice> m_theme; ///< instead of that of the settings
    quint64 m_wish = 0; ///< newest database that was asked for; a demo that is ready too late is not shown
    QString m_wantedTable;
    bool m_countsAwaitRows = false; ///< no grid has shown its first rows yet
    std::deque<std::unique_ptr<LiveDatabase>> m_retired; ///< whose threads may still be ending
    bool m_hasAsked = false; ///< for another password, since this database was opened
    Error m_openError; ///< why the database could not be opened
    Error m_checkError; ///< of the last check of the database, until one succeeds
    QTimer m_second;
};
