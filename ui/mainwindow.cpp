// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "demo/demodatabase.h"
#include "demo/demoserver.h"
#include "details/bodyview.h"
#include "details/detailsdock.h"
#include "details/detailspane.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "live/livedatabase.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "settings.h"
#include "startpage.h"
#include "statusline.h"
#include "tablememory.h"
#include "tabset.h"
#include "theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace {
constexpr QSize usualSize(1280, 800); ///< of the very first start

/// Filters that make sense only where the table has such a column.
constexpr std::array subjectCommands {std::pair {Command::FilterPresentity, Subject::Presentity},
    std::pair {Command::FilterWatcher, Subject::Watcher}, std::pair {Command::FilterCallId, Subject::CallId}};
} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new Actions(this))
    , m_refresher(new Refresher(this))
    , m_messages(new MessageBar(this))
    , m_pages(new QStackedWidget(this))
    , m_start(new StartPage(
          {(*m_actions)[Command::Open], (*m_actions)[Command::OpenDemo], (*m_actions)[Command::OpenSeedDemo]},
          this))
    , m_tabs(new TabSet(settings, this))
    , m_details(new DetailsDock(this))
    , m_status(new StatusLine(this))
    , m_toolBar(new MainToolBar(*m_actions, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Presence Inspector"));
    m_actions->fillMenuBar(menuBar());
    addActions(m_actions->all());
    addToolBar(m_toolBar);
    createCentre();
    setStatusBar(m_status);
    addDockWidget(Qt::RightDockWidgetArea, m_details);
    resizeDocks({m_details}, {320}, Qt::Horizontal);
    resize(usualSize);
    restoreGeometry(Settings::windowGeometry.value(m_settings));
    restoreState(Settings::windowState.value(m_settings));
    m_details->hide();

    connectCommands();
    connectRowCommands();
    connectColumnCommands();
    connectGoCommands();
    BodyView *body = m_details->pane().bodyView();
    body->setWrapped(Settings::wrapBodies.value(m_settings));
    connect(
        body, &BodyView::wrapChanged, this, [this](bool on) { Settings::wrapBodies.store(m_settings, on); });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this,
        [this] { m_status->showAge(m_tabs->currentGrid() ? m_tabs->currentGrid()->lastAnswerMs() : 0); });
    m_second.start();
    applySettings();
    m_actions->setRowCommandsEnabled(false);
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
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::openDatabase(const DatabaseUrl &url, const TableNames &names)
{
    TableNames known = rememberedTables(m_settings, url);
    known.insert(names);
    openProfile(profileFor(url, known));
}

void MainWindow::openProfile(const Profile &profile, const Secret &password)
{
    ++m_wish;
    closeDatabase();
    m_demo.reset();
    m_database = std::make_unique<LiveDatabase>(profile, password);
    connectDatabase();
    const DatabaseUrl &url = profile.url;
    setWindowTitle(tr("%1 — Presence Inspector").arg(visibleText(url.title())));
    m_toolBar->showPlace(url.title(), url.display());
    m_start->showSentence(tr("Opening %1…").arg(visibleText(url.display())));
    m_database->open();
}

void MainWindow::openDemo(DemoKind kind)
{
    closeDatabase();
    m_demo.reset();
    m_start->showSentence(tr("Preparing the demo…"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    whenDone(
        startDemoDatabase(kind, folder), this, [this, kind, wish = ++m_wish](const Result<QString> &path) {
            if (wish != m_wish)
                return;
            if (path)
                showDemo(kind, *path);
            else
                showError(path.error());
        });
}

void MainWindow::showDemo(DemoKind kind, const QString &path)
{
    openDatabase({QStringLiteral("sqlite"), path});
    m_demo = std::make_unique<DemoServer>(kind, path);
    connect(m_demo.get(), &DemoServer::failed, this, &MainWindow::showError);
    m_toolBar->showPlace(tr("Demo with a simulated server"), path);
}

void MainWindow::connectDatabase()
{
    LiveDatabase *database = m_database.get();
    connect(database, &LiveDatabase::opened, this, &MainWindow::databaseOpened);
    connect(database, &LiveDatabase::schemaChanged, this, [this] {
        buildTabs();
        m_messages->showNote(tr("The tables have changed; they were read anew."));
    });
    connect(database, &LiveDatabase::openFailed, this, &MainWindow::showError);
    connect(database, &LiveDatabase::checkFailed, this, [this](const Error &error) {
        m_checkError = error;
        showError(error);
    });
    connect(database, &LiveDatabase::checked, this, [this] {
        m_messages->withdraw(std::exchange(m_checkError, {}));
        m_status->showDatabase(*m_database);
    });
    connect(database, &LiveDatabase::counted, m_tabs, &TabSet::setCounts);
}

void MainWindow::closeDatabase()
{
    m_details->follow(nullptr, nullptr);
    m_tabs->clearTabs();
    m_database.reset();
    m_messages->clear();
    m_status->clearAll();
    m_toolBar->showPlace({}, {});
    m_details->hide();
    setWindowTitle(tr("Presence Inspector"));
    m_back.clear();
    m_forward.clear();
    m_pages->setCurrentWidget(m_start);
}

void MainWindow::databaseOpened()
{
    m_messages->clear();
    buildTabs();
}

void MainWindow::buildTabs()
{
    m_tabs->show(*m_database);
    m_status->showDatabase(*m_database);
    if (!m_wantedTable.isEmpty() && !m_tabs->showTable(m_wantedTable))
        m_messages->showNote(tr("This database has no table “%1”.").arg(visibleText(m_wantedTable)));
    m_wantedTable.clear();
    showTablesOrReason();
    QList<TableRole> roles;
    for (const GridTab *grid : m_tabs->grids())
        roles.append(grid->table().role);
    m_database->check(roles, cellStyle().expiry, LiveDatabase::Counting::Now);
    gridChanged();
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
    if (!hasTabs)
        m_start->showSentence(reason);
    else if (!schema.anyPresent())
        m_messages->showNote(reason);
}

void MainWindow::wireGrid(GridTab *grid)
{
    grid->setCellStyle(cellStyle());
    grid->view().addAction((*m_actions)[Command::Pause]);
    connect(grid, &GridTab::failed, this, [this, grid](const Error &error) {
        showError(error);
        if (grid == m_tabs->currentGrid()) // a server that answers late with errors is a slow one, too
            m_refresher->answered(grid->lastCostMs());
    });
    connect(grid, &GridTab::recovered, m_messages, &MessageBar::withdraw);
    connect(grid, &GridTab::currentRowChanged, this, &MainWindow::followRow);
    connect(grid, &GridTab::contextMenuWanted, this, &MainWindow::showRowMenu);
    connect(grid, &GridTab::columnMenuWanted, this, &MainWindow::showColumnMenu);
    connect(&grid->controller().model(), &LiveGridModel::totalChanged, this, [this, grid] {
        if (grid == m_tabs->currentGrid())
            m_status->showGrid(grid);
    });
    connect(grid, &GridTab::answered, this, [this, grid] {
        if (grid != m_tabs->currentGrid())
            return;
        m_refresher->answered(grid->lastCostMs());
        m_status->showPace(m_refresher->pace(), m_refresher->isPaused());
        m_status->showAge(grid->lastAnswerMs());
        m_status->showGrid(grid);
        followRow();
    });
}

void MainWindow::gridChanged()
{
    GridTab *grid = m_tabs->currentGrid();
    m_status->showGrid(grid);
    m_status->showAge(grid ? grid->lastAnswerMs() : 0);
    followRow();
    if (grid && grid->controller().hasLoaded() && !m_refresher->isPaused())
        grid->refresh();
}

void MainWindow::tick(bool byHand)
{
    if (!m_database)
        return;
    if (!m_database->isOpen())
        return m_database->open();
    if (GridTab *grid = m_tabs->currentGrid()) {
        grid->refresh();
    }
    m_database->check(m_tabs->rolesToCount(true), cellStyle().expiry,
        byHand ? LiveDatabase::Counting::Now : LiveDatabase::Counting::WhenDue);
}

void MainWindow::followRow()
{
    GridTab *grid = m_tabs->currentGrid();
    m_actions->setRowCommandsEnabled(grid && grid->view().currentIndex().isValid());
    for (const auto &[command, subject] : subjectCommands)
        if (grid && !hasSubject(subject, grid->table()))
            (*m_actions)[command]->setEnabled(false);
    m_details->follow(m_database.get(), grid);
}

void MainWindow::showError(const Error &error)
{
    if (m_database && m_database->isOpen())
        return m_messages->showError(error);
    m_start->showError(error);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
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
