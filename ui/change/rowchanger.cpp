// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rowchanger.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "change/changeflow.h"
#include "change/changewords.h"
#include "change/deletedialog.h"
#include "change/opendialog.h"
#include "change/wholerows.h"
#include "connection/engine.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "grid/windowread.h"

using namespace Qt::StringLiterals;

namespace {
/// How many rows the grid believes the filter leaves, in words.
QString filteredRows(const GridController &controller)
{
    const QString rows = ChangeWords::rows(controller.model().totalRows());
    return controller.isTotalExact() ? rows : RowChanger::tr("about %1").arg(rows);
}

QList<QVariantList> keysOfRows(GridTab &grid, const QList<int> &rows)
{
    QList<QVariantList> keys;
    for (const int row : rows)
        if (const GridEntry *entry = grid.controller().model().entryAt(row); entry && !entry->isGhost())
            keys.append(grid.controller().query().keyValuesOf(entry->row));
    return keys;
}
} // namespace

RowChanger::RowChanger(LiveDatabase &database, ChangeFlow &flow, StagedChanges &staged, QWidget *window)
    : m_database(database)
    , m_flow(flow)
    , m_staged(staged)
    , m_window(window)
{
}

bool RowChanger::mayChange(const GridTab &grid, bool TableRights::*right)
{
    QString reason = obstacleIn(m_flow.place(), grid.table(), right);
    if (reason.isEmpty() && grid.isOld())
        reason = tr("The server does not answer, so these rows are old. They can be changed again as soon as "
                    "it does.");
    if (!reason.isEmpty())
        emit refused({reason, {}, Fault::Refused});
    return reason.isEmpty();
}

void RowChanger::insertRow(GridTab &grid)
{
    if (mayChange(grid, &TableRights::insert))
        openForm(grid.table(), RowForm::Purpose::Insert, {});
}

void RowChanger::editRow(GridTab &grid)
{
    if (!mayChange(grid, &TableRights::update))
        return;
    readCurrent(grid, [this, table = grid.table()](const SeenRow &row) {
        const int staged = stagedIndexOf(table.role, row.key);
        if (staged >= 0 && m_staged.all().at(staged).kind == ChangeKind::Delete)
            emit refused({tr("This row is staged to be deleted. Remove that from the staged changes to edit "
                             "it."),
                {}, Fault::Refused});
        else
            openForm(table, RowForm::Purpose::Edit, row);
    });
}

void RowChanger::duplicateRow(GridTab &grid)
{
    if (!mayChange(grid, &TableRights::insert))
        return;
    readCurrent(grid, [this, table = grid.table()](const SeenRow &row) {
        openForm(table, RowForm::Purpose::Duplicate, row);
    });
}

void RowChanger::readCurrent(GridTab &grid, const std::function<void(const SeenRow &)> &use)
{
    const QList<QVariantList> keys = keysOfRows(grid, {grid.view().currentIndex().row()});
    if (!keys.isEmpty())
        readRow(grid.table(), keys.constFirst(), use);
}

void RowChanger::readRow(
    const TableInfo &table, const QVariantList &key, const std::function<void(const SeenRow &)> &use)
{
    const auto job = [table, key, limit = readLimitOf(m_database.session().spec(), table)](
                         Connection &connection) { return readWholeRows(connection, table, {key}, limit); };
    whenDone(m_database.session().reader().run(job), this, [this, use](const Result<QList<SeenRow>> &answer) {
        if (!answer)
            emit refused(answer.error());
        else if (answer->isEmpty())
            emit refused({tr("This row is no longer in the database."), {}, Fault::General});
        else
            use(answer->constFirst());
    });
}

void RowChanger::editStaged(int index)
{
    const RowChange staged = m_staged.all().value(index);
    const TableInfo *table = m_database.schema().table(staged.role);
    if (!table || !table->present || staged.kind == ChangeKind::Delete)
        return;
    if (staged.kind == ChangeKind::Insert)
        return editStagedInsert(*table, staged);
    QVariantList key;
    for (const NamedValue &part : staged.key)
        key.append(part.value);
    readRow(*table, key,
        [this, table = *table](const SeenRow &row) { openForm(table, RowForm::Purpose::Edit, row); });
}

void RowChanger::editStagedInsert(const TableInfo &table, const RowChange &staged)
{
    auto *form = new RowForm(subjectOf(table), RowForm::Purpose::Insert, {}, m_window);
    form->setStaged(staged);
    connect(form, &RowForm::stageWanted, this, [this, form, staged](const RowChange &change) {
        QList<RowChange> all = m_staged.all();
        if (const qsizetype at = all.indexOf(staged); at >= 0)
            all[at] = change;
        else
            all.append(change);
        m_staged.replaceAll(all);
        form->accept();
    });
    openFor(this, form);
}

RowFormSubject RowChanger::subjectOf(const TableInfo &table) const
{
    return {table, engineFor(m_database.url().scheme)->dialect,
        {table.family, table.generation, table.role, m_database.serverNow(), m_times}};
}

void RowChanger::openForm(const TableInfo &table, RowForm::Purpose purpose, const std::optional<SeenRow> &row)
{
    auto *form = new RowForm(subjectOf(table), purpose, row, m_window);
    if (purpose == RowForm::Purpose::Edit)
        if (const int staged = stagedIndexOf(table.role, row->key); staged >= 0)
            form->setStaged(m_staged.all().at(staged));
    connect(form, &RowForm::saveWanted, this, [this, form](const RowChange &change) { save(form, change); });
    connect(
        form, &RowForm::stageWanted, this, [this, form](const RowChange &change) { stage(form, change); });
    openFor(this, form);
}

void RowChanger::save(RowForm *form, const RowChange &change)
{
    submit(form, {change}, [form](const QString &sentence) { form->showFault(sentence); });
}

void RowChanger::stage(RowForm *form, const RowChange &change)
{
    const int known = stagedIndexOf(change.role, change.key);
    if (change.kind == ChangeKind::Update && change.wanted.isEmpty() && known >= 0)
        m_staged.unstage(known);
    else
        m_staged.stage(change);
    form->accept();
}

void RowChanger::deleteRows(GridTab &grid)
{
    if (!mayChange(grid, &TableRights::remove))
        return;
    DeleteChoice choice;
    choice.keys = keysOfRows(grid, grid.view().chosenRows(static_cast<int>(RowCollector::mostRows)));
    choice.hasUnread = grid.view().choosesUnknownRows();
    if (grid.controller().query().isFiltered()) {
        choice.filtered = grid.controller().query();
        choice.filteredCount = filteredRows(grid.controller());
    }
    if (choice.keys.isEmpty() && !choice.filtered)
        return;
    if (choice.hasUnread && !choice.filtered) {
        emit refused({tr("Not all of the selected rows are loaded. Select fewer rows, or set a filter that "
                         "leaves those that you mean."),
            {}, Fault::Refused});
        return;
    }
    auto *dialog = new DeleteDialog(
        m_database.session(), grid.table(), m_database.schema(), m_flow.place(), choice, m_window);
    connect(dialog, &DeleteDialog::deleteWanted, this,
        [this, dialog](const QList<RowChange> &changes) { remove(dialog, changes); });
    connect(dialog, &DeleteDialog::stageWanted, this, [this, dialog](const QList<RowChange> &changes) {
        stageAll(changes);
        dialog->accept();
    });
    openFor(this, dialog);
}

/// Told once: whoever looks at them would look at each.
void RowChanger::stageAll(const QList<RowChange> &changes)
{
    StagedChanges together;
    together.replaceAll(m_staged.all());
    for (const RowChange &change : changes)
        together.stage(change);
    m_staged.replaceAll(together.all());
}

void RowChanger::remove(DeleteDialog *dialog, const QList<RowChange> &changes)
{
    submit(dialog, changes, [dialog](const QString &sentence) { dialog->showFault(sentence); });
}

/// The dialog that made the wish stays until it is done; what goes wrong is said there.
void RowChanger::submit(
    QDialog *dialog, const QList<RowChange> &changes, const std::function<void(const QString &)> &showFault)
{
    showFault({});
    if (m_flow.isBusy())
        return showFault(tr("Another change is under way. Finish or cancel that one first."));
    // Lives until this wish has its end, or the dialog is gone.
    auto *wish = new QObject(dialog);
    connect(&m_flow, &ChangeFlow::finished, wish, [wish, dialog, showFault](const ChangeReport &report) {
        wish->deleteLater();
        if (report.isSaved())
            return dialog->accept();
        showFault(report.outcomes.size() == 1 ? report.outcomes.constFirst().sentence : report.sentence);
    });
    connect(&m_flow, &ChangeFlow::failed, wish, [wish, showFault](const Error &error) {
        wish->deleteLater();
        showFault(error.message);
    });
    connect(&m_flow, &ChangeFlow::cancelled, wish, &QObject::deleteLater);
    m_flow.submit(changes, ChangeWords::title(changes));
}

int RowChanger::stagedIndexOf(TableRole role, const QList<NamedValue> &key) const
{
    for (int i = 0; i < m_staged.count(); ++i) {
        const RowChange &change = m_staged.all().at(i);
        if (change.kind != ChangeKind::Insert && change.role == role && change.key == key)
            return i;
    }
    return -1;
}
