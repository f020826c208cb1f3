// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftkeeper.h"

#include "editor/documentpane.h"

namespace {
constexpr int pauseMs = 1000; ///< without a key, then the text is kept
} // namespace

DocumentDraft draftOf(const OpenDocument &document, const QByteArray &text)
{
    const StoredRow &row = document.row;
    DocumentDraft draft;
    draft.kind = row.isNew() ? ChangeKind::Insert : ChangeKind::Update;
    draft.role = row.table.role;
    draft.table = row.table.name;
    draft.database = row.table.database;
    draft.key = row.key;
    draft.seen = {{document.column, row.value(document.column)}};
    draft.wanted = {{document.column, text}};
    for (int i = 0; row.isNew() && i < row.table.columns.size(); ++i)
        if (const QString name = row.table.columns.at(i).name; name != document.column)
            draft.wanted.append({name, row.cells.value(i)});
    draft.label = document.title();
    return draft;
}

DraftKeeper::DraftKeeper(DocumentPane &pane, QObject *parent) : QObject(parent), m_pane(pane)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &DraftKeeper::keepNow);
    connect(&pane, &DocumentPane::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&pane, &DocumentPane::editedChanged, this, &DraftKeeper::follow);
}

void DraftKeeper::use(DraftStore *store)
{
    m_pause.stop();
    m_kept.reset();
    m_store = store;
}

void DraftKeeper::keepNow()
{
    if (!m_store || !m_pane.isEdited())
        return;
    const DocumentDraft draft = draftOf(*m_pane.document(), m_pane.text());
    if (m_kept && !isSameDocument(*m_kept, draft))
        m_store->drop(*m_kept);
    m_kept = draft;
    m_store->keep(draft);
}

void DraftKeeper::follow(bool edited)
{
    if (edited || !m_store)
        return;
    m_pause.stop();
    if (m_kept)
        m_store->drop(*m_kept);
    m_kept.reset();
}
