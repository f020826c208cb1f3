// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentsaver.h"

#include "change/changeflow.h"
#include "change/companions.h"
#include "change/rowedit.h"

namespace {
QList<NamedValue> valuesOf(const StoredRow &row)
{
    QList<NamedValue> values;
    for (int i = 0; i < row.table.columns.size(); ++i)
        values.append({row.table.columns.at(i).name, row.cells.value(i)});
    return values;
}

/// Of a new row only what is known: the rest is the database's to fill in.
QList<NamedValue> givenValues(const StoredRow &row)
{
    QList<NamedValue> values = valuesOf(row);
    values.removeIf([](const NamedValue &value) { return value.value.isNull(); });
    return values;
}
} // namespace

RowChange changeOf(const OpenDocument &document, const QByteArray &bytes)
{
    const TableInfo &table = document.row.table;
    const ColumnInfo &column = table.columns.at(table.indexOf(document.column));
    const NamedValue wanted {document.column, storedLike(document.row.value(document.column), column, bytes)};
    RowChange change = document.row.isNew()
        ? insertionInto(table, givenValues(document.row.with({wanted})))
        : updateOf(table, {document.row.key, document.row.cells}, {wanted});
    change.label = document.title();
    return withCompanions(change, table, valuesOf(document.row));
}

void DocumentSaver::use(ChangeFlow *flow)
{
    m_flow = flow;
    m_document.reset();
    if (!flow)
        return;
    connect(flow, &ChangeFlow::finished, this, &DocumentSaver::take);
    connect(flow, &ChangeFlow::failed, this, &DocumentSaver::giveUp);
    connect(flow, &ChangeFlow::cancelled, this, &DocumentSaver::giveUp);
}

void DocumentSaver::save(const OpenDocument &document, const QByteArray &bytes)
{
    if (!m_flow)
        return;
    if (m_flow->isBusy()) {
        emit refused(tr("Another change is under way. Finish or cancel that one first."));
        emit ended();
        return;
    }
    m_document = document;
    m_flow->setReportsFailures(false); // the pane shows what was not saved, with the ways out
    m_flow->submit({changeOf(document, bytes)}, tr("Save %1").arg(document.title()));
}

void DocumentSaver::giveUp()
{
    if (!m_document)
        return;
    m_document.reset();
    m_flow->setReportsFailures(true);
    emit ended();
}

void DocumentSaver::take(const ChangeReport &report)
{
    if (!m_document)
        return;
    m_flow->setReportsFailures(true);
    const OpenDocument document = *std::exchange(m_document, std::nullopt);
    const ChangeOutcome outcome = report.outcomes.value(0);
    StoredRow row = document.row.with(report.changes.value(0).wanted);
    if (row.isNew()) {
        row.key = outcome.key;
        row.rowKey = rowKeyOf(outcome.key);
    }
    switch (outcome.state) {
    case ChangeOutcome::State::Saved:
        emit saved(row);
        break;
    case ChangeOutcome::State::Conflict:
        emit conflicted(document.row.with(outcome.current));
        break;
    case ChangeOutcome::State::Gone:
        emit gone(document.row);
        break;
    default:
        emit refused(outcome.sentence.isEmpty() ? report.sentence : outcome.sentence);
    }
    emit ended();
}
