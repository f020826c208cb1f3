// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "base/visibletext.h"
#include "details/detailsdock.h"
#include "findingsdialog.h"
#include "gotorowdialog.h"
#include "grid/columnlayout.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "live/livedatabase.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "rowcommands.h"
#include "settings.h"
#include "settingsdialog.h"
#include "statusline.h"
#include "tablememory.h"
#include "tabset.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>

namespace {
/// One press of the key for a wider or narrower column, in pixels.
constexpr int widthStep = 16;
} // namespace

void MainWindow::connectCommands()
{
    const Actions &on = *m_actions;
    connect(on[Command::Open], &QAction::triggered, this, &MainWindow::chooseFile);
    connect(on[Command::OpenDemo], &QAction::triggered, this, [this] { openDemo(DemoKind::Modern); });
    connect(on[Command::OpenSeedDemo], &QAction::triggered, this, [this] { openDemo(DemoKind::Seed); });
    connect(on[Command::Quit], &QAction::triggered, this, &QWidget::close);
    connect(on[Command::Settings], &QAction::triggered, this, [this] {
        auto *dialog = new SettingsDialog(m_settings, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SettingsDialog::settingsStored, this, [this] {
            m_theme.reset();
            applySettings();
        });
        dialog->open();
    });
    connect(on[Command::About], &QAction::triggered, this, &MainWindow::showAbout);
    connect(on[Command::Findings], &QAction::triggered, this, &MainWindow::showFindings);
    connect(m_status, &StatusLine::findingsWanted, this, &MainWindow::showFindings);
    connect(on[Command::Refresh], &QAction::triggered, this, [this] { tick(true); });
    connect(on[Command::RawCells], &QAction::toggled, this,
        [this](bool checked) { toggleSetting(Command::RawCells, checked); });
    connect(on[Command::UtcTimes], &QAction::toggled, this,
        [this](bool checked) { toggleSetting(Command::UtcTimes, checked); });
    connect(on[Command::Pause], &QAction::toggled, m_refresher, &Refresher::setPaused);
    // Space belongs to the grid: elsewhere it presses buttons and types blanks.
    on[Command::Pause]->setShortcutContext(Qt::WidgetShortcut);
    removeAction(on[Command::Pause]);
    connect(on[Command::Details], &QAction::triggered, this, [this](bool checked) {
        Settings::showDetails.store(m_settings, checked);
        m_details->setVisible(checked);
    });
    connect(m_details, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        (*m_actions)[Command::Details]->setChecked(visible);
        followRow();
    });
    connect(m_toolBar, &MainToolBar::periodChosen, this, [this](int seconds) {
        Settings::refreshSeconds.store(m_settings, seconds);
        m_refresher->setPeriod(seconds);
    });
    connect(m_refresher, &Refresher::due, this, [this] { tick(false); });
    connect(m_refresher, &Refresher::changed, this,
        [this] { m_status->showPace(m_refresher->pace(), m_refresher->isPaused()); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::gridChanged);
    connect(m_tabs, &TabSet::gridBuilt, this, &MainWindow::wireGrid);
    connect(m_tabs, &TabSet::tableChosen, this, [this](TableRole role, const QString &name) {
        TableNames names = m_database->tableNames();
        names.insert(role, name);
        rememberTables(m_settings, m_database->url(), names);
        showTableLater(roleName(role));
        m_database->setTableNames(names);
    });
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
    onGrid(Command::FitColumns, [](GridTab &grid) { grid.fitColumns(); });
    onGrid(Command::ResetColumns, [this](GridTab &grid) {
        ColumnLayout(m_settings).reset(grid.view().horizontalHeader(), grid.table());
    });
}

void MainWindow::connectColumnCommands()
{
    const auto onColumn = [this](Command command, auto action) {
        connect((*m_actions)[command], &QAction::triggered, this, [this, action] {
            GridTab *grid = m_tabs->currentGrid();
            if (grid && grid->view().currentIndex().isValid())
                action(grid->view().horizontalHeader(), grid->view().currentIndex().column());
        });
    };
    onColumn(Command::ColumnLeft, [](QHeaderView *header, int column) { moveColumn(header, column, -1); });
    onColumn(Command::ColumnRight, [](QHeaderView *header, int column) { moveColumn(header, column, 1); });
    onColumn(Command::ColumnWider, [](QHeaderView *header, int column) {
        header->resizeSection(column, header->sectionSize(column) + widthStep);
    });
    onColumn(Command::ColumnNarrower, [](QHeaderView *header, int column) {
        header->resizeSection(
            column, std::max(header->minimumSectionSize(), header->sectionSize(column) - widthStep));
    });
    connect((*m_actions)[Command::Columns], &QAction::triggered, this, [this] {
        if (GridTab *grid = m_tabs->currentGrid())
            showColumnMenu(grid->view().horizontalHeader()->mapToGlobal(
                QPoint(0, grid->view().horizontalHeader()->height())));
    });
}

void MainWindow::connectGoCommands()
{
    const Actions &on = *m_actions;
    connect(on[Command::GoToRow], &QAction::triggered, this, &MainWindow::chooseRow);
    connect(on[Command::NextTab], &QAction::triggered, this,
        [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % std::max(1, m_tabs->count())); });
    connect(on[Command::PreviousTab], &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(
            (m_tabs->currentIndex() + m_tabs->count() - 1) % std::max(1, m_tabs->count()));
    });
    connect(on[Command::Back], &QAction::triggered, this, [this] { travel(m_back, m_forward); });
    connect(on[Command::Forward], &QAction::triggered, this, [this] { travel(m_forward, m_back); });
    connect(m_details, &DetailsDock::linkFollowed, this, &MainWindow::visit);
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
    m_toolBar->setPeriod(Settings::refreshSeconds.value(m_settings));
    m_refresher->setPeriod(m_toolBar->period());
    for (GridTab *grid : m_tabs->grids())
        grid->setCellStyle(cellStyle());
}

void MainWindow::toggleSetting(Command command, bool on)
{
    (command == Command::RawCells ? Settings::rawCells : Settings::utcTimes).store(m_settings, on);
    for (GridTab *grid : m_tabs->grids())
        grid->setCellStyle(cellStyle());
    followRow();
}

void MainWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a database file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3 *.sdb)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        openDatabase({QStringLiteral("sqlite"), path});
    });
    dialog->open();
}

void MainWindow::chooseRow()
{
    GridTab *grid = m_tabs->currentGrid();
    if (!grid || grid->controller().model().totalRows() == 0)
        return;
    auto *dialog = new GoToRowDialog(
        grid->controller().model().totalRows(), grid->view().currentIndex().row() + 1, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &GoToRowDialog::rowChosen, grid,
        [grid](qint64 number) { grid->view().goToRow(static_cast<int>(number - 1)); });
    dialog->open();
}

void MainWindow::showRowMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillRowMenu(menu);
    menu->popup(at);
}

void MainWindow::showColumnMenu(const QPoint &at)
{
    GridTab *grid = m_tabs->currentGrid();
    if (!grid)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction((*m_actions)[Command::FitColumns]);
    menu->addAction((*m_actions)[Command::ResetColumns]);
    menu->addSeparator();
    fillColumnMenu(menu, grid->view().horizontalHeader(), grid->table());
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

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Presence Inspector"),
        tr("Presence Inspector %1\n\nLooks into the live presence database of Kamailio, OpenSIPS and "
           "OpenSER.\n\nFree software under the GNU General Public License, version 3 or later.")
            .arg(QStringLiteral(PRESENCE_VERSION)),
        QMessageBox::Ok, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::copy(const QString &text)
{
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
    if (m_tabs->currentGrid()->view().choosesUnknownRows())
        m_messages->showNote(tr("Only those of the selected rows were copied that are loaded. A filter that "
                                "leaves fewer rows lets you copy all of them."));
}

std::optional<MainWindow::Place> MainWindow::here() const
{
    GridTab *grid = m_tabs->currentGrid();
    return grid ? std::optional(Place {grid->table().role, grid->filterBar().filter()}) : std::nullopt;
}

void MainWindow::showPlace(const Place &place)
{
    if (GridTab *grid = m_tabs->gridOf(place.role)) {
        grid->setFilter(place.filter);
        m_tabs->setCurrentWidget(grid);
        grid->view().setFocus();
    }
}

void MainWindow::visit(const RowLink &link)
{
    if (const auto place = here())
        m_back.append(*place);
    m_forward.clear();
    showPlace({link.role, {link.conditions, {}}});
}

void MainWindow::travel(QList<Place> &from, QList<Place> &to)
{
    if (from.isEmpty())
        return;
    if (const auto place = here())
        to.append(*place);
    showPlace(from.takeLast());
}
