// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "base/visibletext.h"
#include "change/changesection.h"
#include "columncommands.h"
#include "connection/connectiondesk.h"
#include "demo/demoserver.h"
#include "details/bodyview.h"
#include "details/detailsdock.h"
#include "details/detailspane.h"
#include "editor/documentdesk.h"
#include "freshness.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "live/livedatabase.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "olddatabar.h"
#include "placehistory.h"
#include "settings.h"
#include "startpage.h"
#include "statusline.h"
#include "tabset.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace {
constexpr QSize usualSize(1280, 800); ///< of the very first start

/// Filters that make sense only where the table has such a column.
constexpr std::array subjectCommands {std::pair {Command::FilterPresentity, Subject::Presentity},
    std::pair {Command::FilterWatcher, Subject::Watcher}, std::pair {Command::FilterCallId, Subject::CallId}};
} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent) : MainWindow(settings, systemServices(), parent)
{
}

MainWindow::MainWindow(QSettings &settings, const ConnectionServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new Actions(this))
    , m_refresher(new Refresher(this))
    , m_desk(new ConnectionDesk(settings, services, this))
    , m_messages(new MessageBar(this))
    , m_oldBar(new OldDataBar(this))
    , m_pages(new QStackedWidget(this))
    , m_start(new StartPage({(*m_actions)[Command::Connect], (*m_actions)[Command::Open],
                                (*m_actions)[Command::OpenDemo], (*m_actions)[Command::OpenSeedDemo]},
          this))
    , m_tabs(new TabSet(settings, this))
    , m_details(new DetailsDock(this))
    , m_status(new StatusLine(this))
    , m_toolBar(new MainToolBar(*m_actions, this))
    , m_history(new PlaceHistory(*m_tabs, this))
    , m_freshness(new Freshness(*m_tabs, *m_refresher, *m_oldBar, this))
    , m_documents(new DocumentDesk(*m_actions, *m_tabs, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Presence Inspector"));
    setAcceptDrops(true);
    m_actions->fillMenuBar(menuBar());
    addActions(m_actions->all());
    addToolBar(m_toolBar);
    createConnectionMenus();
    createCentre();
    setStatusBar(m_status);
    addDockWidget(Qt::RightDockWidgetArea, m_details);
    resizeDocks({m_details}, {320}, Qt::Horizontal);
    resize(usualSize);
    restoreGeometry(Settings::windowGeometry.value(m_settings));
    restoreState(Settings::windowState.value(m_settings));
    m_details->hide();
    m_documents->dock().hide();

    connectConnections();
    connectCommands();
    connectRefresh();
    connectRowCommands();
    connectGoCommands();
    connectDocuments();
    BodyView *body = m_details->pane().bodyView();
    body->setWrapped(Settings::wrapBodies.value(m_settings));
    connect(
        body, &BodyView::wrapChanged, this, [this](bool on) { Settings::wrapBodies.store(m_settings, on); });
    applySettings();
    m_actions->setRowCommandsEnabled(false);
    m_start->showRecent(m_desk->recent());
}

MainWindow::~MainWindow()
{
    closeDatabase();
}

void MainWindow::createCentre()
{
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_tabs);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_oldBar);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::buildTabs()
{
    m_tabs->show(*m_database);
    m_status->showDatabase(*m_database);
    if (!m_wantedTable.isEmpty() && !m_tabs->showTable(m_wantedTable))
        m_messages->showNote(tr("This database has no table “%1”.").arg(visibleText(m_wantedTable)));
    m_wantedTable.clear();
    showTablesOrReason();
    m_countsAwaitRows = true;
    gridChanged();
}

/// Nothing is counted before there is something to see.
void MainWindow::countAllTables()
{
    QList<TableRole> roles;
    for (const GridTab *grid : m_tabs->grids())
        roles.append(grid->table().role);
    m_database->check(roles, cellStyle().expiry, LiveDatabase::Counting::Now);
}

void MainWindow::showTablesOrReason()
{
    const DatabaseSchema &schema = m_database->schema();
    const QString reason = tr("“%1” is a database, but it has none of the presence tables. Perhaps presence "
                              "has a database of its own; look "
                              "for the db_url of the presence module.")
                               .arg(visibleText(m_database->url().display()));
    // With other tables there the person can say which one is which, in the tabs of the missing ones.
    const bool hasTabs = schema.anyPresent() || !schema.otherTables.isEmpty();
    m_pages->setCurrentWidget(hasTabs ? static_cast<QWidget *>(m_tabs) : m_start);
    m_details->setVisible(schema.anyPresent() && Settings::showDetails.value(m_settings));
    m_documents->dock().setVisible(schema.anyPresent() && Settings::showDocument.value(m_settings));
    if (!hasTabs)
        m_start->showSentence(reason);
    else if (!schema.anyPresent())
        m_messages->showNote(reason);
}

void MainWindow::wireGrid(GridTab *grid)
{
    grid->setCellStyle(cellStyle());
    grid->view().addAction((*m_actions)[Command::Pause]);
    connect(grid, &GridTab::failed, this, [this, grid](const Error &error) { gridFailed(grid, error); });
    connect(grid, &GridTab::recovered, m_messages, &MessageBar::withdraw);
    connect(grid, &GridTab::currentRowChanged, this, &MainWindow::followRow);
    connect(grid, &GridTab::contextMenuWanted, this, &MainWindow::showRowMenu);
    connect(grid, &GridTab::columnMenuWanted, this,
        [this](const QPoint &at) { ColumnCommands::showMenu(*m_actions, *m_tabs, at); });
    connect(&grid->controller().model(), &LiveGridModel::totalChanged, this, [this, grid] {
        if (grid == m_tabs->currentGrid())
            m_status->showGrid(grid);
    });
    connect(grid, &GridTab::answered, this, [this, grid] { gridAnswered(grid); });
}

void MainWindow::gridAnswered(GridTab *grid)
{
    m_freshness->look();
    if (std::exchange(m_countsAwaitRows, false))
        countAllTables();
    if (grid != m_tabs->currentGrid())
        return;
    m_refresher->answered(grid->lastCostMs());
    m_status->showPace(*m_refresher);
    m_status->showAge(grid->lastAnswerMs());
    m_status->showGrid(grid);
    followRow();
}

void MainWindow::gridFailed(GridTab *grid, const Error &error)
{
    showError(error);
    // A server that answers late with errors is a slow one, too; one that is not there costs it nothing to be
    // asked, and has pauses of its own.
    if (grid == m_tabs->currentGrid() && error.fault != Fault::Unreachable)
        m_refresher->answered(grid->lastCostMs());
    noticeTrouble(error);
}

void MainWindow::gridChanged()
{
    GridTab *grid = m_tabs->currentGrid();
    m_status->showGrid(grid);
    m_status->showAge(grid ? grid->lastAnswerMs() : 0);
    followRow();
    m_freshness->look();
    if (grid && grid->controller().hasLoaded() && !m_refresher->isPaused())
        grid->refresh();
}

void MainWindow::followRow()
{
    GridTab *grid = m_tabs->currentGrid();
    m_actions->setRowCommandsEnabled(grid && grid->view().currentIndex().isValid());
    for (const auto &[command, subject] : subjectCommands)
        if (grid && !hasSubject(subject, grid->table()))
            (*m_actions)[command]->setEnabled(false);
    m_details->follow(m_database.get(), grid);
    m_documents->followRow();
}

void MainWindow::showError(const Error &error)
{
    if (m_database && m_database->isOpen())
        return m_messages->showError(error);
    m_start->showError(error);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_documents->holdsUp([this] { close(); }))
        return event->ignore();
    Settings::windowGeometry.store(m_settings, saveGeometry());
    Settings::windowState.store(m_settings, saveState());
    for (GridTab *grid : m_tabs->grids())
        grid->saveColumns();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_actions)
        m_actions->paintIcons(palette());
}
