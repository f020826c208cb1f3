// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentdesk.h"

#include "base/visibletext.h"
#include "editor/documenteditor.h"
#include "editor/documentpane.h"
#include "editor/documentsaver.h"
#include "editor/draftrecovery.h"
#include "editor/newdocument.h"
#include "editor/rowseeker.h"
#include "editor/scandialog.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "grid/subjects.h"
#include "live/livedatabase.h"
#include "noticebar.h"
#include "plainlabel.h"
#include "tabset.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr int usualHeight = 320; ///< of the pane, until somebody chooses another
/// Addresses that are proposed while one types an identity.
constexpr int mostUris = 5000;

QString noRow()
{
    return DocumentDesk::tr("Select a row to see its document.");
}
} // namespace

DocumentDesk::DocumentDesk(const Actions &actions, TabSet &tabs, QMainWindow *window)
    : QObject(window)
    , m_actions(actions)
    , m_tabs(tabs)
    , m_window(window)
    , m_dock(new QDockWidget(tr("Document"), window))
    , m_draftBar(new NoticeBar(u"draftBar"_s, NoticeBar::Tone::Warning, m_dock))
    , m_pane(new DocumentPane(actions, m_dock))
    , m_reader(new RowReader(RowReader::Purpose::Document, this))
    , m_saver(new DocumentSaver(this))
    , m_drafts(new DraftRecovery(*m_pane, *m_draftBar, this))
    , m_seeker(new RowSeeker(tabs, this))
    , m_new(new NewDocument(*m_pane, window))
{
    createDock(window);
    connectCommands();
    connectPane();
    connectReader();
    connectSaver();
}

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
    window->resizeDocks({m_dock}, {usualHeight}, Qt::Vertical);
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_actions[Command::Document]->setChecked(visible);
        followRow();
    });
}

void DocumentDesk::connectCommands()
{
    const auto on = [this](Command command, auto action) {
        connect(m_actions[command], &QAction::triggered, this, action);
    };
    on(Command::EditDocument, [this] { edit(); });
    on(Command::SaveDocument, [this] { save(false); });
    on(Command::RevertDocument, [this] { m_pane->discard(); });
    on(Command::FormatDocument, [this] { m_pane->format(); });
    on(Command::FindInDocument, [this] { m_pane->editor().find(); });
    on(Command::ReplaceInDocument, [this] { m_pane->editor().replace(); });
    on(Command::NextProblem, [this] { m_pane->editor().nextProblem(); });
    on(Command::PreviousProblem, [this] { m_pane->editor().previousProblem(); });
    on(Command::CheckDocuments, [this] { checkAll(); });
    on(Command::NewDocument, [this] {
        if (m_database && m_database->isOpen() && grid())
            m_new->ask(*m_database, *grid(), currentEntry());
    });
    connect(&m_tabs, &TabSet::gridBuilt, this, [this](GridTab *each) {
        connect(
            &each->view(), &QAbstractItemView::doubleClicked, this, [this, each](const QModelIndex &cell) {
                if (each->table().columns.at(cell.column()).meaning == Meaning::Document)
                    edit();
            });
    });
    connect(m_new, &NewDocument::made, this, [this] {
        showDock();
        m_pane->editor().setFocus();
    });
    connect(m_new, &NewDocument::refused, this, &DocumentDesk::noted);
    connect(m_seeker, &RowSeeker::unreachable, this, &DocumentDesk::noted);
}

void DocumentDesk::connectPane()
{
    connect(m_pane, &DocumentPane::titleChanged, this, &DocumentDesk::showTitle);
    connect(m_pane, &DocumentPane::saveWanted, this, [this] { save(false); });
    connect(m_pane, &DocumentPane::storeAnywayWanted, this, [this] { save(true); });
    connect(m_pane, &DocumentPane::checked, this, &DocumentDesk::saveChecked);
    connect(m_pane, &DocumentPane::goToRowWanted, this,
        [this] { m_seeker->seek(m_pane->document()->row.table.role, m_pane->document()->row.key); });
    connect(m_pane, &DocumentPane::discarded, this, [this] {
        followRow();
        m_drafts->openNext();
    });
    connect(m_pane, &DocumentPane::editedChanged, this, [this](bool edited) {
        const OpenDocument *document = m_pane->document();
        emit editedRowChanged(edited && document
                ? std::optional(std::pair(document->row.table.role, document->row.rowKey))
                : std::nullopt);
    });
    connect(m_drafts, &DraftRecovery::offered, this, &DocumentDesk::showDock);
    connect(m_drafts, &DraftRecovery::opened, this, &DocumentDesk::followRow);
    connect(m_drafts, &DraftRecovery::failed, this, &DocumentDesk::failed);
}

void DocumentDesk::connectReader()
{
    connect(m_reader, &RowReader::arrived, this, [this](const ReadRow &read) {
        if (!m_pane->isEdited())
            m_pane->setKnownUris(knownUris());
        m_pane->showRow(read.row, read.documents);
    });
    connect(m_reader, &RowReader::gone, this, [this](const StoredRow &row) {
        if (m_pane->isEdited() && row.isSameRow(m_pane->document()->row))
            m_pane->setGone();
        else
            m_pane->showNothing(tr("This row is no longer in the database."));
    });
    connect(m_reader, &RowReader::failed, this,
        [this](const Error &error) { m_pane->showNothing(visibleText(error.message)); });
}

void DocumentDesk::connectSaver()
{
    connect(m_saver, &DocumentSaver::saved, this, [this](const StoredRow &row) {
        // It may have been discarded while it was on its way.
        if (m_pane->isOf(row))
            m_pane->setStored(row);
        finishHeld();
        followRow();
        m_drafts->openNext();
    });
    connect(m_saver, &DocumentSaver::conflicted, this, [this](const StoredRow &row) {
        if (!m_pane->isOf(row))
            return;
        m_pane->setTheirs(openDocument(row, m_pane->document()->column));
        m_pane->setView(DocumentViewKind::Diff);
    });
    connect(m_saver, &DocumentSaver::gone, this, [this](const StoredRow &row) {
        if (m_pane->isOf(row))
            m_pane->setGone();
    });
    connect(m_saver, &DocumentSaver::refused, this,
        [this](const QString &sentence) { m_pane->showRemark(visibleText(sentence)); });
    // Who wanted to leave has seen that it was not saved, and stays.
    connect(m_saver, &DocumentSaver::ended, this, [this] { m_held = nullptr; });
}

void DocumentDesk::showTitle(const QString &title)
{
    m_dock->setWindowTitle(withoutMnemonic(title));
    setPlainTooltip(m_dock, title);
}

void DocumentDesk::watch(LiveDatabase *database)
{
    m_saver->use(nullptr);
    m_reader->forget();
    m_held = nullptr;
    m_database = nullptr;
    m_drafts->watch(nullptr); // before the text goes, which is not the person's doing
    if (m_pane->isEdited())
        m_pane->discard();
    m_pane->showNothing(noRow());
    m_database = database;
    m_drafts->watch(database);
    if (database)
        connect(database, &LiveDatabase::opened, m_drafts, &DraftRecovery::look);
}

void DocumentDesk::useChanges(ChangeFlow *flow)
{
    m_saver->use(flow);
}

GridTab *DocumentDesk::grid() const
{
    return m_tabs.currentGrid();
}

const GridEntry *DocumentDesk::currentEntry() const
{
    const int current = grid() ? grid()->view().currentIndex().row() : -1;
    return current >= 0 ? grid()->controller().model().entryAt(current) : nullptr;
}

std::optional<StoredRow> DocumentDesk::currentRow() const
{
    const GridEntry *entry = currentEntry();
    return entry ? std::optional(StoredRow {grid()->table(), entry->row.key, {}, {}}) : std::nullopt;
}

void DocumentDesk::followRow()
{
    m_seeker->look();
    m_pane->gridIsAt(currentRow());
    if (!m_database || !m_database->isOpen())
        return;
    if (m_pane->isEdited())
        return readEdited();
    const GridEntry *entry = currentEntry();
    m_reader->forget();
    if (!m_dock->isVisible() || !entry)
        return m_pane->showNothing(noRow());
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

/// Those of the rows that are loaded: asking the server for all would cost it a scan of its tables.
QStringList DocumentDesk::knownUris() const
{
    QSet<QString> uris;
    for (GridTab *each : m_tabs.grids()) {
        const LiveGridModel &model = each->controller().model();
        for (int row = model.windowFirst(); row < model.windowFirst() + model.windowSize(); ++row)
            for (const Subject subject : {Subject::Presentity, Subject::Watcher})
                if (const GridEntry *entry = model.entryAt(row); entry && uris.size() < mostUris)
                    uris.insert(subjectOf(subject, each->table(), entry->row.cells).value_or(QString()));
    }
    uris.remove({});
    QStringList sorted(uris.begin(), uris.end());
    sorted.sort();
    return sorted;
}

void DocumentDesk::edit()
{
    showDock();
    m_pane->setView(DocumentViewKind::Text);
    m_pane->editor().setFocus();
}

void DocumentDesk::showDock()
{
    m_dock->show();
    m_dock->raise();
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

void DocumentDesk::checkAll()
{
    if (!m_database || !m_database->isOpen())
        return;
    auto *dialog =
        new ScanDialog(m_database->session().spec(), m_database->schema(), m_database->serverNow(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_database, &QObject::destroyed, dialog, &QObject::deleteLater);
    connect(dialog, &ScanDialog::rowWanted, this,
        [this](TableRole role, const QVariantList &keyValues, const QString &column) {
            const TableInfo *table = m_database ? m_database->schema().table(role) : nullptr;
            QList<NamedValue> key;
            for (qsizetype i = 0; table && i < table->key.size(); ++i)
                key.append({table->key.at(i), keyValues.value(i)});
            showDock();
            m_pane->preferColumn(column);
            m_seeker->seek(role, key);
        });
    dialog->show();
    dialog->start();
}

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
    connect(box, &QMessageBox::buttonClicked, this,
        [this, saves, discards, again](const QAbstractButton *button) {
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
