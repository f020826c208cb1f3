// SPDX-License-Identifier: GPL-3.0-or-later
// How a database comes into the window, is lost and found again.
#include "mainwindow.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "change/changesection.h"
#include "connection/connectiondesk.h"
#include "connection/environmentstyle.h"
#include "demo/demodatabase.h"
#include "demo/demoserver.h"
#include "details/detailsdock.h"
#include "droppedfile.h"
#include "editor/documentdesk.h"
#include "freshness.h"
#include "grid/gridtab.h"
#include "live/livedatabase.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "olddatabar.h"
#include "placehistory.h"
#include "startpage.h"
#include "statusline.h"
#include "tablememory.h"
#include "tabset.h"

#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStandardPaths>

#include <utility>

namespace {
/// What another wish of the same kind will not change: only a person can.
bool isFinal(const Error &error)
{
    return error.fault == Fault::Denied || error.fault == Fault::Refused || error.fault == Fault::Usage;
}
} // namespace

void MainWindow::createConnectionMenus()
{
    QMenu *connections = menuBar()->actions().constFirst()->menu();
    QAction *before = (*m_actions)[Command::OpenDemo];
    connections->insertMenu(before, m_desk->createSavedMenu(this));
    connections->insertMenu(before, m_desk->createRecentMenu(this));
    m_toolBar->setConnectionMenu(connections);
}

void MainWindow::connectConnections()
{
    connect(m_desk, &ConnectionDesk::ready, this, [this](const Profile &profile, const Secret &password) {
        watch(std::make_unique<LiveDatabase>(profile, password));
    });
    connect(m_desk, &ConnectionDesk::failed, this, &MainWindow::showError);
    connect(
        m_desk, &ConnectionDesk::addressWanted, this, [this](const DatabaseUrl &url) { openDatabase(url); });
    connect(m_desk, &ConnectionDesk::recentChanged, this, [this] { m_start->showRecent(m_desk->recent()); });
    connect(m_start, &StartPage::recentChosen, m_desk, &ConnectionDesk::connectToRecent);
    connect((*m_actions)[Command::Connect], &QAction::triggered, m_desk, [this] { m_desk->showDialog(); });
    connect(m_status, &StatusLine::privacyExplained, m_messages, &MessageBar::showNote);
    connect(m_oldBar, &OldDataBar::retryWanted, this, [this] { tick(true); });
    connect(m_oldBar, &OldDataBar::passwordWanted, this,
        [this] { askForPassword(m_database->session().trouble().value_or(OpeningTrouble {}).error); });
}

void MainWindow::openDatabase(const DatabaseUrl &url, const TableNames &names)
{
    openProfile(profileFor(url, names));
}

void MainWindow::openProfile(const Profile &profile, const Secret &password)
{
    ++m_wish;
    Profile known = profile;
    if (profile.name.isEmpty()) {
        known.tables = rememberedTables(m_settings, profile.url);
        known.tables.insert(profile.tables);
    }
    m_desk->connectTo(known, password);
}

void MainWindow::watch(std::unique_ptr<LiveDatabase> database)
{
    ++m_wish;
    if (m_documents->hasUnsaved()) {
        const auto waiting = std::make_shared<std::unique_ptr<LiveDatabase>>(std::move(database));
        m_documents->holdsUp([this, waiting] { watch(std::move(*waiting)); });
        return;
    }
    closeDatabase();
    m_demo.reset();
    m_database = std::move(database);
    m_documents->watch(m_database.get());
    m_freshness->watch(m_database.get());
    connectDatabase();
    showConnection(m_database->profile());
    applyPeriod();
    m_start->showSentence(tr("Opening %1…").arg(visibleText(m_database->url().display())));
    m_database->open();
}

void MainWindow::showConnection(const Profile &profile)
{
    const EnvironmentStyle environment = environmentStyle(profile);
    const QString title = visibleText(profile.name.isEmpty() ? profile.url.title() : profile.name);
    setWindowTitle(environment.label.isEmpty()
            ? tr("%1 — Presence Inspector").arg(title)
            : tr("%1 · %2 — Presence Inspector").arg(visibleText(environment.label), title));
    m_toolBar->showPlace(title, profile.url.display());
    m_toolBar->showEnvironment(environment);
}

void MainWindow::openDemo(DemoKind kind)
{
    if (m_documents->holdsUp([this, kind] { openDemo(kind); }))
        return;
    m_desk->giveUp();
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
    watch(std::make_unique<LiveDatabase>(profileFor({QStringLiteral("sqlite"), path}), Secret()));
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
    connect(database, &LiveDatabase::serverChanged, this, &MainWindow::announceServer);
    connect(database, &LiveDatabase::openFailed, this, &MainWindow::openFailed);
    connect(database, &LiveDatabase::checkFailed, this, &MainWindow::checkFailed);
    connect(database, &LiveDatabase::checked, this, &MainWindow::checked);
    connect(database, &LiveDatabase::counted, m_tabs, &TabSet::setCounts);
}

void MainWindow::closeDatabase()
{
    m_documents->watch(nullptr);
    m_changes.reset();
    m_details->follow(nullptr, nullptr);
    m_freshness->watch(nullptr);
    m_tabs->clearTabs();
    retire();
    m_openError = {};
    m_checkError = {};
    m_hasAsked = false;
    m_messages->clear();
    m_status->clearAll();
    showConnection({});
    setWindowTitle(tr("Presence Inspector"));
    m_details->hide();
    m_documents->dock().hide();
    m_history->clear();
    m_pages->setCurrentWidget(m_start);
}

void MainWindow::retire()
{
    if (!m_database)
        return;
    // A frozen server keeps its threads for a moment, and the window does not wait for them.
    m_database->disconnect(this);
    m_database->session().reader().stop();
    m_database->session().counter().stop();
    m_retired.push_back(std::move(m_database));
    QTimer::singleShot(DatabaseThread::farewell, this, [this] { m_retired.pop_front(); });
}

void MainWindow::databaseOpened()
{
    m_openError = {};
    m_messages->clear();
    if (!m_demo)
        m_desk->connected(m_database->profile());
    createChanges();
    buildTabs();
}

void MainWindow::createChanges()
{
    m_changes = std::make_unique<ChangeSection>(
        *m_database, ChangeSurroundings {*m_actions, *m_tabs, *m_toolBar, *m_status, *m_messages}, this);
    m_changes->setTimes(cellStyle().timeStyle);
    connect(m_changes.get(), &ChangeSection::written, this, [this] { tick(true); });
    connect(m_documents, &DocumentDesk::editedRowChanged, m_changes.get(), &ChangeSection::setEditedRow);
    m_documents->useChanges(&m_changes->flow());
}

void MainWindow::openFailed(const Error &error)
{
    // Tables that are read anew and cannot be are no reason to give an open database up.
    if (!m_database->isOpen())
        m_openError = error;
    showError(error);
    noticeTrouble(error);
}

void MainWindow::checkFailed(const Error &error)
{
    m_checkError = error;
    showError(error);
    noticeTrouble(error);
}

void MainWindow::noticeTrouble(const Error &error)
{
    m_freshness->look();
    // Only who may not even sign in is denied by the session as a whole.
    if (error.fault == Fault::Denied && m_freshness->isDenied() && !std::exchange(m_hasAsked, true))
        askForPassword(error);
}

void MainWindow::checked()
{
    m_messages->withdraw(std::exchange(m_checkError, {}));
    m_freshness->look();
    m_status->showDatabase(*m_database);
}

void MainWindow::askForPassword(const Error &reason)
{
    if (const GridTab *front = m_tabs->currentGrid())
        showTableLater(roleName(front->table().role));
    m_desk->askAgain(m_database->profile(), reason);
}

void MainWindow::announceServer(const ServerIdentity &before)
{
    const ServerIdentity &now = m_database->facts().server;
    if (now.address == before.address)
        return;
    m_messages->showNote(
        tr("%1 answers now, because %2 did not.").arg(visibleText(now.address), visibleText(before.address)));
}

void MainWindow::tick(bool byHand)
{
    if (!m_database)
        return;
    if (byHand)
        m_database->session().retryNow();
    else if (m_freshness->isDenied() || isFinal(m_openError))
        return;
    if (!m_database->isOpen())
        return m_database->open();
    if (GridTab *grid = m_tabs->currentGrid())
        grid->refresh();
    m_database->check(m_countsAwaitRows ? QList<TableRole>() : m_tabs->rolesToCount(true), cellStyle().expiry,
        byHand ? LiveDatabase::Counting::Now : LiveDatabase::Counting::WhenDue);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // Anything with an address: what cannot be opened is told so where it was dropped.
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    if (const auto url = droppedDatabase(*event->mimeData()))
        openDatabase(*url);
    else
        showError(url.error());
}
