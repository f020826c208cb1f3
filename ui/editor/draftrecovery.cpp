// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftrecovery.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "editor/documentpane.h"
#include "editor/draftkeeper.h"
#include "live/livedatabase.h"
#include "noticebar.h"

#include <utility>

using namespace Qt::StringLiterals;

DraftRecovery::DraftRecovery(DocumentPane &pane, NoticeBar &bar, QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_bar(bar)
    , m_reader(new RowReader(RowReader::Purpose::Draft, this))
    , m_keeper(new DraftKeeper(pane, this))
    , m_folder(DraftStore::usualFolder())
{
    connect(&bar, &NoticeBar::chosen, this, &DraftRecovery::act);
    connect(m_reader, &RowReader::arrived, this, &DraftRecovery::show);
    connect(m_reader, &RowReader::gone, this, [this](const StoredRow &row) { show({row, {}}); });
    connect(m_reader, &RowReader::failed, this, &DraftRecovery::failed);
}

DraftRecovery::~DraftRecovery() = default;

void DraftRecovery::watch(LiveDatabase *database)
{
    m_database = database;
    m_leftovers.clear();
    m_recovered.clear();
    m_bar.clear();
    m_reader->forget();
    m_keeper->use(nullptr);
    m_store.reset();
    if (!database)
        return;
    m_store = std::make_unique<DraftStore>(database->url().display(), m_folder);
    m_keeper->use(m_store.get());
}

void DraftRecovery::look()
{
    if (!m_store)
        return;
    whenDone(m_store->leftovers(), this, [this, store = m_store.get()](const Result<QList<Leftover>> &found) {
        if (found && store == m_store.get())
            offer(*found);
    });
}

void DraftRecovery::offer(const QList<Leftover> &leftovers)
{
    m_leftovers.clear();
    QList<DocumentDraft> drafts;
    for (const Leftover &leftover : leftovers) {
        if (!leftover.fault.isEmpty())
            emit failed({leftover.fault, {}, Fault::Damaged});
        if (!leftover.drafts.isEmpty())
            m_leftovers.append(leftover);
        drafts += leftover.drafts;
    }
    if (drafts.isEmpty())
        return;
    const QString sentence = drafts.size() == 1
        ? tr("The program ended before this was saved: %1.").arg(drafts.constFirst().label)
        : tr("The program ended before %1 documents were saved.").arg(drafts.size());
    m_bar.showNotice(visibleText(sentence),
        {{u"recoverDrafts"_s, tr("&Recover the text")}, {u"dropDrafts"_s, tr("&Throw it away")}});
    emit offered();
}

void DraftRecovery::act(const QString &choice)
{
    m_bar.clear();
    if (choice == "recoverDrafts"_L1)
        return recover();
    for (const Leftover &leftover : std::exchange(m_leftovers, {}))
        m_store->forget(leftover);
}

void DraftRecovery::recover()
{
    for (const Leftover &leftover : std::exchange(m_leftovers, {})) {
        for (const DocumentDraft &draft : leftover.drafts)
            m_store->keep(draft);
        m_recovered += leftover.drafts;
        m_store->forget(leftover);
    }
    openNext();
}

void DraftRecovery::openNext()
{
    if (m_recovered.isEmpty() || m_pane.isEdited() || !m_database)
        return;
    const DocumentDraft &draft = m_recovered.constFirst();
    const TableInfo *table = m_database->schema().table(draft.role);
    if (!table || !table->present) {
        const QString title = m_recovered.takeFirst().label;
        emit failed({tr("The table of an unsaved document is no longer there: %1.").arg(visibleText(title)),
            {}, Fault::Usage});
        return openNext();
    }
    if (draft.kind == ChangeKind::Insert)
        return show({StoredRow {*table, {}, {}, {}}, {}});
    m_reader->readByKey(*m_database, *table, draft.key);
}

/// The text on what was stored when it was begun; what is stored now is then told as anybody's change.
void DraftRecovery::show(const ReadRow &read)
{
    if (m_recovered.isEmpty() || m_pane.isEdited())
        return;
    const DocumentDraft draft = m_recovered.takeFirst();
    const NamedValue text = draft.wanted.value(0);
    const bool isThere = !read.row.cells.isEmpty();
    StoredRow row = read.row;
    row.cells.resize(row.table.columns.size());
    row = row.with(draft.wanted.mid(1)).with(draft.seen);
    m_pane.restore(openDocument(row, text.column), text.value.toByteArray(),
        isThere ? std::optional(openDocument(read.row, text.column)) : std::nullopt);
    m_keeper->keepNow();
    emit opened();
}
