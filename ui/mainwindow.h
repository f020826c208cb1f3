// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "connection/profile.h"
#include "demo/demokind.h"
#include "grid/clipboardtext.h"
#include "grid/subjects.h"
#include "refresher.h"

#include <QMainWindow>

#include <memory>
#include <optional>

class DemoServer;
class DetailsDock;
class GridTab;
class LiveDatabase;
class MainToolBar;
class MessageBar;
class QSettings;
class QStackedWidget;
class StartPage;
class StatusLine;
class TabSet;
enum class ThemeChoice;
struct CellStyle;

/// The program's window: connects the parts and decides nothing. Owns the database that is open and, for a
/// demo, its simulated server.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens in the background; the tabs appear when the tables are known.
    void openDatabase(const DatabaseUrl &url, const TableNames &names = {});
    /// @p password is kept for this session only.
    void openProfile(const Profile &profile, const Secret &password = {});
    void openDemo(DemoKind kind);
    /// The table to bring to the front once it is there.
    void showTableLater(const QString &nameOrRole) { m_wantedTable = nameOrRole; }
    void showError(const Error &error);
    /// A theme for this run only: the settings keep theirs.
    void useTheme(ThemeChoice theme);

    TabSet &tabs() { return *m_tabs; }
    Actions &actions() { return *m_actions; }
    DetailsDock &details() { return *m_details; }
    Refresher &refresher() { return *m_refresher; }
    LiveDatabase *database() { return m_database.get(); }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Where one was: for back and forward.
    struct Place {
        TableRole role;
        RowFilter filter;
    };

    void createCentre();
    void connectCommands();
    void connectRowCommands();
    void connectColumnCommands();
    void connectGoCommands();
    void showDemo(DemoKind kind, const QString &path);
    void connectDatabase();
    void closeDatabase();
    void databaseOpened();
    void buildTabs();
    void showTablesOrReason();
    void wireGrid(GridTab *grid);
    void gridChanged();
    void tick(bool byHand);
    void followRow();
    void applySettings();
    void toggleSetting(Command command, bool on);
    void chooseFile();
    void chooseRow();
    void showRowMenu(const QPoint &at);
    void showColumnMenu(const QPoint &at);
    void showFindings();
    void showAbout();
    void copy(const QString &text);
    void visit(const RowLink &link);
    void travel(QList<Place> &from, QList<Place> &to);
    std::optional<Place> here() const;
    void showPlace(const Place &place);
    CellStyle cellStyle() const;

    QSettings &m_settings;
    Actions *m_actions;
    Refresher *m_refresher;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    StartPage *m_start;
    TabSet *m_tabs;
    DetailsDock *m_details;
    StatusLine *m_status;
    MainToolBar *m_toolBar;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<LiveDatabase> m_database;
    std::optional<ThemeChoice> m_theme; ///< instead of that of the settings
    quint64 m_wish = 0; ///< newest database that was asked for; a demo that is ready too late is not shown
    QString m_wantedTable;
    Error m_checkError; ///< of the last check of the database, until one succeeds
    QList<Place> m_back;
    QList<Place> m_forward;
    QTimer m_second;
};
