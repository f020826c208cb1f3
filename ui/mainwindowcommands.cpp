// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "change/changesection.h"
#include "columncommands.h"
#include "details/detailsdock.h"
#include "details/detailspane.h"
#include "editor/documentdesk.h"
#include "editor/documenteditor.h"
#include "editor/documentpane.h"
#include "findingsdialog.h"
#include "freshness.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "live/livedatabase.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "placehistory.h"
#include "rowcommands.h"
#include "settings.h"
#include "settingsdialog.h"
#include "statusline.h"
#include "tablememory.h"
#include "tabset.h"
#include "theme.h"
#include "windowdialogs.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace {
/// A server that shall be spared is not asked more often, in seconds.
constexpr int gentlePeriod = 10;
} // namespace

void MainWindow::connectCommands()
{
    const Actions &on = *m_actions;
    connect(on[Command::Open], &QAction::triggered, this, [this] {
        WindowDialogs::chooseDatabaseFile(this, [this](const QString &path) {
            openDatabase({QStringLiteral("sqlite"), path});
        });
    });
    connect(on[Command::OpenDemo], &QAction::triggered, this, [this] { openDemo(DemoKind::Modern); });
    connect(on[Command::OpenSeedDemo], &QAction::triggered, this, [this] { openDemo(DemoKind::Seed); });
    connect(on[Command::Quit], &QAction::triggered, this, &QWidget::close);
    connect(on[Command::Settings], &QAction::triggered, this, &MainWindow::chooseSettings);
    connect(on[Command::About], &QAction::triggered, this, [this] { WindowDialogs::showAbout(this); });
    connect(on[Command::Findings], &QAction::triggered, this, &MainWindow::showFindings);
    connect(m_status, &StatusLine::findingsWanted, this, &MainWindow::showFindings);
    connect(on[Command::RawCells], &QAction::toggled, this,
        [this](bool checked) { toggleSetting(Command::RawCells, checked); });
    connect(on[Command::UtcTimes], &QAction::toggled, this,
        [this](bool checked) { toggleSetting(Command::UtcTimes, checked); });
    connect(on[Command::Details], &QAction::triggered, this, [this](bool checked) {
        Settings::showDetails.store(m_settings, checked);
        m_details->setVisible(checked);
    });
    connect(m_details, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        (*m_actions)[Command::Details]->setChecked(visible);
        followRow();
    });
}

void MainWindow::connectRefresh()
{
    const Actions &on = *m_actions;
    connect(on[Command::Refresh], &QAction::triggered, this, [this] { tick(true); });
    connect(on[Command::Pause], &QAction::toggled, m_refresher, &Refresher::setPaused);
    // Space belongs to the grid: elsewhere it presses buttons and types blanks.
    on[Command::Pause]->setShortcutContext(Qt::WidgetShortcut);
    removeAction(on[Command::Pause]);
    connect(m_toolBar, &MainToolBar::periodChosen, this, [this](int seconds) {
        // A connection with a period of its own keeps it; what a person chooses now is for this session.
        if (!m_database || m_database->profile().refreshSeconds < 0)
            Settings::refreshSeconds.store(m_settings, seconds);
        m_refresher->setPeriod(seconds);
    });
    connect(m_refresher, &Refresher::due, this, [this] { tick(false); });
    connect(m_refresher, &Refresher::changed, this, [this] { m_status->showPace(*m_refresher); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::gridChanged);
    connect(m_tabs, &TabSet::gridBuilt, this, &MainWindow::wireGrid);
    connect(m_tabs, &TabSet::tableChosen, this, [this](TableRole role, const QString &name) {
        TableNames names = m_database->tableNames();
        names.insert(role, name);
        rememberTables(m_settings, m_database->url(), names);
        showTableLater(roleName(role));
        m_database->setTableNames(names);
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this,
        [this] { m_status->showAge(m_tabs->currentGrid() ? m_tabs->currentGrid()->lastAnswerMs() : 0); });
    m_second.start();
}

void MainWindow::connectRowCommands()
{
    const auto onGrid = [this](Command command, auto action) {
        connect((*m_actions)[command], &QAction::triggered, this, [this, action] {
            if (GridTab *grid = m_tabs->currentGrid())
                action(*grid);
        });
    };
    onGrid(Command::Copy, [this](GridTab &grid) { copy(RowCommands::copiedCells(grid)); });
    onGrid(
        Command::CopyRows, [this](GridTab &grid) { copy(RowCommands::copiedRows(grid, CopyFormat::Text)); });
    onGrid(Command::CopyCsv, [this](GridTab &grid) { copy(RowCommands::copiedRows(grid, CopyFormat::Csv)); });
    onGrid(
        Command::CopyJson, [this](GridTab &grid) { copy(RowCommands::copiedRows(grid, CopyFormat::Json)); });
    onGrid(Command::SelectAll, [](GridTab &grid) { grid.view().selectAll(); });
    onGrid(Command::Find, [](GridTab &grid) { grid.filterBar().focusFreeText(); });
    onGrid(Command::ClearFilter, [](GridTab &grid) { grid.filterBar().clear(); });
    onGrid(Command::FilterCell, [](GridTab &grid) { RowCommands::filterByCell(grid); });
    onGrid(Command::FilterPresentity,
        [](GridTab &grid) { RowCommands::filterBySubject(grid, Subject::Presentity); });
    onGrid(
        Command::FilterWatcher, [](GridTab &grid) { RowCommands::filterBySubject(grid, Subject::Watcher); });
    onGrid(Command::FilterCallId, [](GridTab &grid) { RowCommands::filterBySubject(grid, Subject::CallId); });
    onGrid(Command::SortColumn, [](GridTab &grid) { grid.view().sortByCurrentColumn(); });
    ColumnCommands::connectAll(*m_actions, *m_tabs, m_settings);
}

void MainWindow::connectGoCommands()
{
    const Actions &on = *m_actions;
    connect(on[Command::GoToRow], &QAction::triggered, this, [this] {
        if (GridTab *grid = m_tabs->currentGrid())
            WindowDialogs::chooseRow(this, *grid);
    });
    connect(on[Command::NextTab], &QAction::triggered, this,
        [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % std::max(1, m_tabs->count())); });
    connect(on[Command::PreviousTab], &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(
            (m_tabs->currentIndex() + m_tabs->count() - 1) % std::max(1, m_tabs->count()));
    });
    connect(on[Command::Back], &QAction::triggered, m_history, &PlaceHistory::back);
    connect(on[Command::Forward], &QAction::triggered, m_history, &PlaceHistory::forward);
    connect(m_details, &DetailsDock::linkFollowed, m_history, &PlaceHistory::visit);
}

void MainWindow::connectDocuments()
{
    const auto remember = [this](Command command, const Setting<bool> &setting, auto apply) {
        QAction *action = (*m_actions)[command];
        connect(action, &QAction::toggled, this, [this, &setting, apply](bool on) {
            setting.store(m_settings, on);
            (m_documents->pane().editor().*apply)(on);
        });
        action->setChecked(setting.value(m_settings));
    };
    remember(Command::AnnotateDocument, Settings::annotateDocuments, &DocumentEditor::setAnnotated);
    remember(Command::WrapDocument, Settings::wrapDocuments, &DocumentEditor::setWrapped);
    connect((*m_actions)[Command::Document], &QAction::triggered, this, [this](bool checked) {
        Settings::showDocument.store(m_settings, checked);
        m_documents->dock().setVisible(checked);
    });
    // The same text twice on the screen would be one too many.
    connect(&m_documents->dock(), &QDockWidget::visibilityChanged, this,
        [this](bool visible) { m_details->pane().setBodiesShown(!visible); });
    connect(m_documents, &DocumentDesk::noted, m_messages, &MessageBar::showNote);
    connect(m_documents, &DocumentDesk::failed, this, &MainWindow::showError);
}

CellStyle MainWindow::cellStyle() const
{
    return {Settings::rawCells.value(m_settings),
        Settings::utcTimes.value(m_settings) ? TimeStyle::Utc : TimeStyle::Local,
        {Settings::warnSeconds.value(m_settings), Settings::alarmSeconds.value(m_settings)},
        Settings::markSeconds.value(m_settings)};
}

void MainWindow::useTheme(ThemeChoice theme)
{
    m_theme = theme;
    applySettings();
}

void MainWindow::applySettings()
{
    applyTheme(*qApp, m_theme.value_or(themeOfWord(Settings::theme.value(m_settings))));
    m_actions->paintIcons(palette());
    (*m_actions)[Command::RawCells]->setChecked(Settings::rawCells.value(m_settings));
    (*m_actions)[Command::UtcTimes]->setChecked(Settings::utcTimes.value(m_settings));
    applyPeriod();
    showTimes();
}

void MainWindow::showTimes()
{
    m_freshness->setUtc(Settings::utcTimes.value(m_settings));
    if (m_changes)
        m_changes->setTimes(cellStyle().timeStyle);
    for (GridTab *grid : m_tabs->grids())
        grid->setCellStyle(cellStyle());
}

void MainWindow::applyPeriod()
{
    const Profile profile = m_database ? m_database->profile() : Profile();
    int seconds = Settings::refreshSeconds.value(m_settings);
    if (profile.refreshSeconds >= 0)
        seconds = profile.refreshSeconds;
    if (profile.gentle && seconds > 0)
        seconds = std::max(seconds, gentlePeriod);
    m_toolBar->offerPeriods(profile.gentle ? gentlePeriod : 0, seconds);
    m_refresher->setPeriod(seconds);
}

void MainWindow::toggleSetting(Command command, bool on)
{
    (command == Command::RawCells ? Settings::rawCells : Settings::utcTimes).store(m_settings, on);
    showTimes();
    followRow();
}

void MainWindow::chooseSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::settingsStored, this, [this] {
        m_theme.reset();
        applySettings();
    });
    dialog->open();
}

void MainWindow::showRowMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillRowMenu(menu);
    menu->popup(at);
}

void MainWindow::showFindings()
{
    if (!m_database || !m_database->isOpen())
        return;
    auto *dialog = new FindingsDialog(m_database->schema(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::copy(const QString &text)
{
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
    if (m_tabs->currentGrid()->view().choosesUnknownRows())
        m_messages->showNote(tr("Only those of the selected rows were copied that are loaded. A filter that "
                                "leaves fewer rows lets you copy all of them."));
}
