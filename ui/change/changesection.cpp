// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changesection.h"

#include "actions.h"
#include "base/visibletext.h"
#include "base/whendone.h"
#include "change/changewords.h"
#include "change/lockbutton.h"
#include "change/rownotes.h"
#include "change/stageddialog.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "maintoolbar.h"
#include "messagebar.h"
#include "schema/rights.h"
#include "statusline.h"
#include "tabset.h"

#include <QAction>
#include <QApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
/// Commands that need an open database, and no row.
constexpr std::array databaseCommands {
    Command::Unlock, Command::InsertRow, Command::StagedChanges, Command::UndoChange, Command::ChangesMade};
/// Keys that mean something else wherever text is typed.
constexpr std::array gridCommands {
    Command::InsertRow, Command::DuplicateRow, Command::DeleteRows, Command::UndoChange};

struct LevelWord {
    WriteGate::Level level;
    const char *word;
};

constexpr std::array levelWords {
    LevelWord {WriteGate::Level::Locked, QT_TRANSLATE_NOOP("ChangeSection", "read-only")},
    LevelWord {WriteGate::Level::Ask, QT_TRANSLATE_NOOP("ChangeSection", "writes after asking")},
    LevelWord {WriteGate::Level::Open, QT_TRANSLATE_NOOP("ChangeSection", "writes at once")},
};

QString levelWord(WriteGate::Level level)
{
    const auto found = std::ranges::find(levelWords, level, &LevelWord::level);
    return found == levelWords.end() ? QString() : ChangeSection::tr(found->word);
}

/// Nothing of @p staged is left to be done once @p done is.
bool leavesNothingOf(const RowChange &staged, const RowChange &done)
{
    if (staged.kind == ChangeKind::Insert || done.kind == ChangeKind::Insert)
        return staged == done;
    if (staged.role != done.role || staged.key != done.key)
        return false;
    if (done.kind == ChangeKind::Delete || staged.kind == ChangeKind::Delete)
        return done.kind == ChangeKind::Delete;
    return std::ranges::all_of(
        staged.wanted, [&done](const NamedValue &wanted) { return done.wanted.contains(wanted); });
}

/// How staged changes of one database are told from those of another.
QString nameOf(const LiveDatabase &database)
{
    return database.url().toString();
}
} // namespace

ChangeSection::ChangeSection(LiveDatabase &database, const ChangeSurroundings &around, QWidget *window)
    : m_database(database)
    , m_around(around)
    , m_window(window)
    , m_desk(database.session(), database.schema(), ChangeJournal())
    , m_flow(m_desk, {}, window)
    , m_rows(database, m_flow, m_staged, window)
    , m_history(m_desk, m_flow, database.url().display(), window)
    , m_file(nameOf(database))
{
    m_flow.setPlace(placeOf(database.profile(), {}));
    connectCommands();
    connectParts();
    setCommandsEnabled(true);
    for (GridTab *grid : m_around.tabs.grids())
        wire(grid);
    m_around.toolBar.setLockVisible(true);
    showLock();
    readRights();
    offerLeftovers();
}

ChangeSection::~ChangeSection()
{
    setCommandsEnabled(false);
    m_around.actions[Command::Lock]->setEnabled(false);
    m_around.toolBar.setLockVisible(false);
    m_around.status.showRights({});
    m_around.status.showStaged(0);
    if (m_storing.isActive())
        store();
}

void ChangeSection::connectCommands()
{
    for (const Command command : gridCommands) {
        m_around.actions[command]->setShortcutContext(Qt::WidgetShortcut);
        m_window->removeAction(m_around.actions[command]);
    }
    const auto on = [this](Command command, auto action) {
        connect(m_around.actions[command], &QAction::triggered, this, action);
    };
    const auto onGrid = [this, on](Command command, void (RowChanger::*action)(GridTab &)) {
        on(command, [this, action] {
            if (GridTab *grid = m_around.tabs.currentGrid())
                (m_rows.*action)(*grid);
        });
    };
    on(Command::Unlock, [this] { m_flow.unlock(); });
    on(Command::Lock, [this] { lockByHand(); });
    onGrid(Command::InsertRow, &RowChanger::insertRow);
    onGrid(Command::EditRow, &RowChanger::editRow);
    onGrid(Command::DuplicateRow, &RowChanger::duplicateRow);
    onGrid(Command::DeleteRows, &RowChanger::deleteRows);
    on(Command::StagedChanges, [this] { openStaged(); });
    on(Command::UndoChange, [this] { m_history.undoLast(); });
    on(Command::ChangesMade, [this] { m_history.open(); });
    connect(&m_around.status, &StatusLine::stagedWanted, this, &ChangeSection::openStaged);
    connect(&m_around.toolBar.lockButton(), &QToolButton::clicked, this, [this] {
        if (m_desk.gate().mayWrite())
            lockByHand();
        else
            m_flow.unlock();
    });
}

void ChangeSection::connectParts()
{
    connect(&m_desk.gate(), &WriteGate::levelChanged, this, &ChangeSection::followLevel);
    connect(&m_desk, &ChangeDesk::applied, this, &ChangeSection::takeReport);
    connect(&m_flow, &ChangeFlow::failed, this, [this](const Error &error) {
        // A form that made the wish says it itself.
        if (!QApplication::activeModalWidget())
            showError(error);
    });
    connect(&m_rows, &RowChanger::refused, this, [this](const Error &error) { showError(error); });
    connect(&m_history, &ChangeHistory::refused, this, [this](const Error &error) { showError(error); });
    connect(&m_staged, &StagedChanges::changed, this, &ChangeSection::showStaged);
    connect(&m_around.tabs, &TabSet::gridBuilt, this, &ChangeSection::wire);
    connect(&m_database, &LiveDatabase::schemaChanged, this, [this] {
        m_desk.setSchema(m_database.schema());
        readRights();
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &ChangeSection::showLock);
    m_storing.setInterval(0);
    m_storing.setSingleShot(true);
    connect(&m_storing, &QTimer::timeout, this, [this] {
        store();
        showNotes();
    });
}

void ChangeSection::setTimes(TimeStyle times)
{
    m_times = times;
    m_flow.setTimes(times);
    m_rows.setTimes(times);
    m_history.setTimes(times);
}

void ChangeSection::setCommandsEnabled(bool on)
{
    for (const Command command : databaseCommands)
        m_around.actions[command]->setEnabled(on);
}

void ChangeSection::wire(GridTab *grid)
{
    for (const Command command : gridCommands)
        grid->view().addAction(m_around.actions[command]);
    grid->controller().model().setRowNotes(notesOf(grid->table().role));
}

void ChangeSection::readRights()
{
    const auto job = [schema = m_database.schema()](
                         Connection &connection) { return ::readRights(connection, schema); };
    whenDone(m_database.session().reader().run(job), this, [this](const Result<AccountRights> &answer) {
        // Who may not even ask is told by the server when it comes to writing.
        if (!answer)
            return;
        m_flow.setPlace(placeOf(m_database.profile(), *answer));
        showLock();
    });
}

void ChangeSection::showLock()
{
    const WriteGate &gate = m_desk.gate();
    const qint64 left = std::max<qint64>(0, gate.locksAt() - QDateTime::currentMSecsSinceEpoch());
    m_around.toolBar.lockButton().showState(place(), gate.level(), left);
    m_around.status.showRights(levelWord(gate.level()));
    m_around.actions[Command::Lock]->setEnabled(gate.mayWrite());
    if (gate.mayWrite() != m_second.isActive())
        gate.mayWrite() ? m_second.start() : m_second.stop();
}

void ChangeSection::lockByHand()
{
    m_level = WriteGate::Level::Locked;
    m_desk.gate().setLevel(WriteGate::Level::Locked);
}

void ChangeSection::followLevel(WriteGate::Level level)
{
    const WriteGate::Level before = std::exchange(m_level, level);
    showLock();
    if (level == WriteGate::Level::Locked && before != level)
        m_around.messages.showOffer(
            tr("Writing is locked again, because nothing was changed for 15 minutes."),
            {{u"unlockAgain"_s, tr("&Unlock…"), [this] { m_flow.unlock(); }}});
}

void ChangeSection::showError(const Error &error)
{
    m_around.messages.showError(error);
}

void ChangeSection::takeReport(const ChangeReport &report)
{
    unstageSaved(report);
    m_history.refresh();
    emit written();
    if (!report.isSaved())
        return;
    m_around.messages.showOffer(ChangeWords::result(report),
        {{u"undoSaved"_s, tr("&Undo…"), [this, id = report.journalId] { m_history.undo(id); }},
            {u"showSaved"_s, tr("&Show what was done"), [this, report] { m_flow.showReport(report); }}});
}

/// What was written waits no longer, whichever way it was written.
void ChangeSection::unstageSaved(const ChangeReport &report)
{
    QList<RowChange> left = m_staged.all();
    left.removeIf([&](const RowChange &change) {
        // As it was written: values have the types of their columns there.
        const RowChange staged = m_desk.plan({change}).changes.value(0, change);
        for (qsizetype i = 0; i < report.changes.size(); ++i)
            if (report.outcomes.value(i).state == ChangeOutcome::State::Saved
                && leavesNothingOf(staged, report.changes.at(i)))
                return true;
        return false;
    });
    if (left.size() == m_staged.count())
        return;
    m_staged.replaceAll(left);
    if (left.isEmpty() && m_stagedDialog)
        m_stagedDialog->close();
}

void ChangeSection::showStaged()
{
    m_around.status.showStaged(m_staged.count());
    m_storing.start();
}

QHash<RowKey, NotedRow> ChangeSection::notesOf(TableRole role) const
{
    QHash<RowKey, NotedRow> notes = rowNotes(m_staged.all(), role);
    if (m_editedRow && m_editedRow->first == role && !notes.contains(m_editedRow->second))
        notes[m_editedRow->second].note = RowNote::EditedDocument;
    return notes;
}

void ChangeSection::showNotes()
{
    for (GridTab *grid : m_around.tabs.grids())
        grid->controller().model().setRowNotes(notesOf(grid->table().role));
}

void ChangeSection::setEditedRow(const std::optional<std::pair<TableRole, RowKey>> &row)
{
    if (row == m_editedRow)
        return;
    m_editedRow = row;
    showNotes();
}

void ChangeSection::offerLeftovers()
{
    m_file.claim();
    whenDone(m_file.load(), this, [this](const Result<QList<RowChange>> &answer) {
        if (!answer)
            return showError(answer.error());
        if (answer->isEmpty())
            return;
        m_leftovers = *answer;
        m_storing.start(); // what was staged meanwhile has taken their place on the disk
        m_around.messages.showOffer(tr("An earlier session left staged changes of %1 that were not written.")
                                        .arg(ChangeWords::rows(answer->size())),
            {{u"takeLeftovers"_s, tr("&Take them back"), [this] { takeLeftovers(); }},
                {u"dropLeftovers"_s, tr("&Discard them"), [this] {
                     m_leftovers.clear();
                     m_storing.start();
                 }}});
    });
}

/// What was staged since is newer than what comes back.
void ChangeSection::takeLeftovers()
{
    const QList<RowChange> newer = m_staged.all();
    m_staged.replaceAll(std::exchange(m_leftovers, {}));
    for (const RowChange &change : newer)
        m_staged.stage(change);
    openStaged();
}

/// Leftovers stay on the disk until somebody has decided about them.
void ChangeSection::store()
{
    m_file.store(m_leftovers + m_staged.all());
}

void ChangeSection::openStaged()
{
    if (!m_stagedDialog) {
        m_stagedDialog = new StagedDialog(m_staged, m_desk.schema(), m_times, m_window);
        m_stagedDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(this, &QObject::destroyed, m_stagedDialog, &QObject::deleteLater);
        connect(m_stagedDialog, &StagedDialog::applyWanted, this, &ChangeSection::applyStaged);
        connect(m_stagedDialog, &StagedDialog::editWanted, &m_rows, &RowChanger::editStaged);
    }
    m_stagedDialog->show();
    m_stagedDialog->raise();
    m_stagedDialog->activateWindow();
}

void ChangeSection::applyStaged()
{
    m_flow.submit(m_staged.all(), tr("Staged changes: %1").arg(ChangeWords::title(m_staged.all())));
}
