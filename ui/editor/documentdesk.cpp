// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentdesk.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "editor/documenteditor.h"
#include "editor/documentpane.h"
#include "editor/documentsaver.h"
#include "editor/draftkeeper.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "live/livedatabase.h"
#include "noticebar.h"
#include "tabset.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

DocumentDesk::DocumentDesk(const Actions &actions, TabSet &tabs, QMainWindow *window)
    : QObject(window)
    , m_actions(actions)
    , m_tabs(tabs)
    , m_window(window)
    , m_dock(new QDockWidget(tr("Document"), window))
    , m_pane(new DocumentPane(actions, m_dock))
    , m_draftBar(new NoticeBar(u"draftBar"_s, NoticeBar::Tone::Warning, m_dock))
    , m_reader(new RowReader(this))
    , m_draftReader(new RowReader(this))
    , m_saver(new DocumentSaver(this))
    , m_keeper(new DraftKeeper(*m_pane, this))
    , m_draftFolder(DraftStore::usualFolder())
{
    createDock(window);
    connectCommands(actions);
    connectPane();
    connectSaver();
}

DocumentDesk::~DocumentDesk() = default;

void DocumentDesk::createDock(QMainWindow *window)
{
    auto *content = new QWidget(m_dock);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_draftBar);
    layout->addWidget(m_pane, 1);
    m_dock->setObjectName(u"documentDock"_s);
    m_dock->setWidget(content);
    window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_actions[Command::Document]->setChecked(visible);
        followRow();
    });
    connect(m_draftBar, &NoticeBar::chosen, this, [this](const QString &choice) {
        if (choice == "recoverDrafts"_L1)
            return recover();
        for (const Leftover &leftover : std::exchange(m_leftovers, {}))
            m_drafts->forget(leftover);
        m_draftBar->clear();
    });
}

void DocumentDesk::connectCommands(const Actions &actions)
{
    connect(actions[Command::SaveDocument], &QAction::triggered, this, [this] { save(false); });
    connect(actions[Command::RevertDocument], &QAction::triggered, m_pane, &DocumentPane::discard);
    connect(actions[Command::FormatDocument], &QAction::triggered, m_pane, &DocumentPane::format);
    connect(
        actions[Command::NextProblem], &QAction::triggered, &m_pane->editor(), &DocumentEditor::nextProblem);
    connect(actions[Command::PreviousProblem], &QAction::triggered, &m_pane->editor(),
        &DocumentEditor::previousProblem);
    connect(actions[Command::EditDocument], &QAction::triggered, this, [this] {
        showDock();
        m_pane->editor().setFocus();
    });
}

void DocumentDesk::connectPane()
{
    connect(m_pane, &DocumentPane::saveWanted, this, [this] { save(false); });
    connect(m_pane, &DocumentPane::storeAnywayWanted, this, [this] { save(true); });
    connect(m_pane, &DocumentPane::checked, this, &DocumentDesk::saveChecked);
    connect(m_pane, &DocumentPane::goToRowWanted, this, &DocumentDesk::goToDocument);
    connect(m_pane, &DocumentPane::discarded, this, [this] {
        followRow();
        openNextDraft();
    });
    connect(m_pane, &DocumentPane::editedChanged, this, [this](bool edited) {
        const OpenDocument *document = m_pane->document();
        emit editedRowChanged(edited && document
                ? std::optional(std::pair(document->row.table.role, document->row.rowKey))
                : std::nullopt);
    });
    connect(m_reader, &RowReader::arrived, this, &DocumentDesk::takeRow);
    connect(m_reader, &RowReader::gone, this, [this](const StoredRow &row) {
        if (m_pane->isEdited() && row.isSameRow(m_pane->document()->row))
            m_pane->setGone();
        else
            m_pane->showNothing(tr("This row is no longer in the database."));
    });
    connect(m_reader, &RowReader::failed, this,
        [this](const Error &error) { m_pane->showNothing(visibleText(error.message)); });
    connect(m_draftReader, &RowReader::arrived, this, &DocumentDesk::showDraft);
    connect(m_draftReader, &RowReader::gone, this, [this](const StoredRow &row) { showDraft({row, {}}); });
    connect(m_draftReader, &RowReader::failed, this, &DocumentDesk::failed);
}

void DocumentDesk::connectSaver()
{
    connect(m_saver, &DocumentSaver::saved, this, [this](const StoredRow &row) {
        m_pane->setStored(row);
        finishHeld();
        followRow();
        openNextDraft();
    });
    connect(m_saver, &DocumentSaver::conflicted, this, [this](const StoredRow &row) {
        m_pane->setTheirs(openDocument(row, m_pane->document()->column));
        m_pane->setView(DocumentViewKind::Diff);
    });
    connect(m_saver, &DocumentSaver::gone, m_pane, &DocumentPane::setGone);
    connect(m_saver, &DocumentSaver::refused, this,
        [this](const QString &sentence) { m_pane->showRemark(visibleText(sentence)); });
    // Who wanted to leave has seen that it was not saved, and stays.
    connect(m_saver, &DocumentSaver::ended, this, [this] { m_held = nullptr; });
}

void DocumentDesk::watch(LiveDatabase *database)
{
    m_database = database;
    m_saver->use(nullptr);
    m_held = nullptr;
    m_leftovers.clear();
    m_recovered.clear();
    m_draftBar->clear();
    m_reader->forget();
    m_draftReader->forget();
    m_keeper->use(nullptr);
    m_drafts.reset();
    if (m_pane->isEdited())
        m_pane->discard();
    m_pane->showNothing(tr("Select a row to see its document."));
    if (!database)
        return;
    m_drafts = std::make_unique<DraftStore>(database->url().display(), m_draftFolder);
    m_keeper->use(m_drafts.get());
}

void DocumentDesk::useChanges(ChangeFlow *flow)
{
    m_saver->use(flow);
}

GridTab *DocumentDesk::grid() const
{
    return m_tabs.currentGrid();
}

std::optional<StoredRow> DocumentDesk::currentRow() const
{
    const int current = grid() ? grid()->view().currentIndex().row() : -1;
    const GridEntry *entry = current >= 0 ? grid()->controller().model().entryAt(current) : nullptr;
    if (!entry)
        return {};
    return StoredRow {grid()->table(), entry->row.key, {}, {}};
}

void DocumentDesk::followRow()
{
    const auto row = currentRow();
    m_pane->gridIsAt(row);
    if (!m_database || !m_database->isOpen())
        return;
    if (m_pane->isEdited())
        return readEdited();
    if (!m_dock->isVisible() || !row)
        return m_pane->showNothing(tr("Select a row to see its document."));
    const GridEntry *entry = grid()->controller().model().entryAt(grid()->view().currentIndex().row());
    if (entry->isGhost())
        return m_pane->showNothing(tr("This row is no longer in the database."));
    m_reader->read(*m_database, *grid(), entry->row);
}

/// Has somebody else changed what is being edited?
void DocumentDesk::readEdited()
{
    const StoredRow &row = m_pane->document()->row;
    if (!row.isNew())
        m_reader->readByKey(*m_database, row.table, row.key);
}

void DocumentDesk::takeRow(const ReadRow &read)
{
    m_pane->showRow(read.row, read.documents);
}

/// A malformed text is only stored by a second, explicit wish. What the text is worth is checked first.
void DocumentDesk::save(bool evenMalformed)
{
    if (!m_pane->isEdited())
        return;
    if (!m_pane->bytes())
        return m_pane->showRemark(
            tr("The text has characters that do not exist in %1, in which this document is written. Remove "
               "them, or write them as &#…; references.")
                .arg(m_pane->document()->text.encodingName()));
    if (!m_saver->isReady())
        return m_pane->showRemark(tr("Nothing can be written on this connection."));
    m_saving = evenMalformed ? Saving::EvenMalformed : Saving::Sound;
    m_pane->checkNow();
}

void DocumentDesk::saveChecked(const Verdict &verdict)
{
    const Saving saving = std::exchange(m_saving, Saving::No);
    const auto bytes = m_pane->bytes();
    if (saving == Saving::No || !m_pane->isEdited() || !bytes)
        return;
    if (saving == Saving::Sound && verdict.isWellFormed == false)
        return m_pane->askAboutMalformed(verdict);
    m_pane->clearRemark();
    m_saver->save(*m_pane->document(), *bytes);
}

void DocumentDesk::goToDocument()
{
    const StoredRow &row = m_pane->document()->row;
    m_tabs.showTable(row.table.role);
    if (!grid() || grid()->table().role != row.table.role)
        return;
    const int at = grid()->controller().model().rowOf(row.rowKey);
    if (at >= 0)
        return grid()->view().goToRow(at);
    RowFilter filter;
    for (const NamedValue &value : row.key)
        filter.conditions.append({value.column, FilterOp::Equal, {value.value}});
    grid()->setFilter(filter);
}

void DocumentDesk::showDock()
{
    m_dock->show();
    m_dock->raise();
}

// What a crash left

void DocumentDesk::offerDrafts()
{
    if (!m_drafts)
        return;
    whenDone(
        m_drafts->leftovers(), this, [this, store = m_drafts.get()](const Result<QList<Leftover>> &found) {
            if (found && store == m_drafts.get())
                offer(*found);
        });
}

void DocumentDesk::offer(const QList<Leftover> &leftovers)
{
    m_leftovers.clear();
    qsizetype documents = 0;
    for (const Leftover &leftover : leftovers) {
        if (!leftover.fault.isEmpty())
            emit failed({leftover.fault, {}, Fault::Damaged});
        if (leftover.drafts.isEmpty())
            continue;
        m_leftovers.append(leftover);
        documents += leftover.drafts.size();
    }
    if (m_leftovers.isEmpty())
        return;
    showDock();
    const QString sentence = documents == 1
        ? tr("The program ended while this was not saved: %1.")
              .arg(m_leftovers.constFirst().drafts.constFirst().label)
        : tr("The program ended while %1 documents were not saved.").arg(documents);
    m_draftBar->showNotice(
        visibleText(sentence), {{u"recoverDrafts"_s, tr("&Recover")}, {u"dropDrafts"_s, tr("&Throw away")}});
}

void DocumentDesk::recover()
{
    for (const Leftover &leftover : std::exchange(m_leftovers, {})) {
        for (const DocumentDraft &draft : leftover.drafts)
            m_drafts->keep(draft);
        m_recovered += leftover.drafts;
        m_drafts->forget(leftover);
    }
    m_draftBar->clear();
    openNextDraft();
}

void DocumentDesk::openNextDraft()
{
    if (m_recovered.isEmpty() || m_pane->isEdited() || !m_database)
        return;
    const DocumentDraft &draft = m_recovered.constFirst();
    const TableInfo *table = m_database->schema().table(draft.role);
    if (!table || !table->present) {
        const QString title = m_recovered.takeFirst().label;
        emit failed({tr("The table of an unsaved document is no longer there: %1.").arg(visibleText(title)),
            {}, Fault::Usage});
        return openNextDraft();
    }
    if (draft.kind == ChangeKind::Insert)
        return showDraft({StoredRow {*table, {}, {}, {}}, {}});
    m_draftReader->readByKey(*m_database, *table, draft.key);
}

void DocumentDesk::showDraft(const ReadRow &read)
{
    if (m_recovered.isEmpty() || m_pane->isEdited())
        return;
    const DocumentDraft draft = m_recovered.takeFirst();
    const NamedValue text = draft.wanted.value(0);
    StoredRow row = read.row;
    const bool isThere = !row.cells.isEmpty();
    row.cells.resize(row.table.columns.size());
    row = row.with(draft.wanted.mid(1)).with(draft.seen);
    m_pane->restore(openDocument(row, text.column), text.value.toByteArray(),
        isThere ? std::optional(openDocument(read.row, text.column)) : std::nullopt);
    m_keeper->keepNow();
    m_pane->gridIsAt(currentRow());
}

// What must not be lost

bool DocumentDesk::hasUnsaved() const
{
    return m_pane->isEdited();
}

bool DocumentDesk::holdsUp(const std::function<void()> &again)
{
    if (!hasUnsaved())
        return false;
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Unsaved document"),
        tr("%1 has changes that are not saved.").arg(m_pane->document()->title()), QMessageBox::NoButton,
        m_window);
    box->setObjectName(u"unsavedDocument"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *saves = box->addButton(tr("&Save…"), QMessageBox::AcceptRole);
    const QPushButton *discards = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box->addButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::buttonClicked, this, [this, saves, discards, again](QAbstractButton *button) {
        m_held = nullptr;
        if (button == discards) {
            m_pane->discard();
            again();
        } else if (button == saves) {
            m_held = again;
            save(false);
        }
    });
    box->open();
    return true;
}

void DocumentDesk::finishHeld()
{
    if (const auto held = std::exchange(m_held, nullptr))
        QMetaObject::invokeMethod(this, held, Qt::QueuedConnection);
}
