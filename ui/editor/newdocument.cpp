// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/newdocument.h"

#include "base/visibletext.h"
#include "change/opendialog.h"
#include "document/newrow.h"
#include "editor/documentpane.h"
#include "grid/gridtab.h"
#include "grid/subjects.h"
#include "live/livedatabase.h"

#include <QRandomGenerator>

#include <algorithm>

namespace {
/// Whom the row is about: its columns where it has them, else the address it names.
TemplateSubject ownerOf(const TableInfo &table, const QVariantList &cells, qint64 now)
{
    TemplateSubject subject;
    subject.now = QDateTime::fromSecsSinceEpoch(now, Qt::UTC);
    const QString address = subjectOf(Subject::Presentity, table, cells).value_or(QString());
    const QString bare = address.startsWith(QLatin1StringView("sip:")) ? address.mid(4) : address;
    subject.username = bare.section(u'@', 0, 0);
    subject.domain = bare.section(u'@', 1);
    return subject;
}
} // namespace

NewDocument::NewDocument(DocumentPane &pane, QWidget *window)
    : QObject(window)
    , m_pane(pane)
    , m_window(window)
{
}

void NewDocument::ask(LiveDatabase &database, GridTab &grid, const GridEntry *entry)
{
    const TemplateChoices choices = choicesFor(database, grid, entry);
    if (choices.templates.isEmpty())
        return emit refused(tr("There are no templates for the rows of %1. Go to the table of the documents "
                               "that you want to write.")
                                .arg(visibleText(grid.table().name)));
    auto *dialog = new TemplateDialog(choices, m_window);
    connect(dialog, &TemplateDialog::chosen, this,
        [this, table = grid.table(), context = grid.controller().model().context()](
            const DocumentTemplate &chosen, const TemplateSubject &subject, bool asNewRow) {
            if (asNewRow)
                make(chosen, subject, table, context);
            else
                m_pane.replaceText(filledTemplate(chosen, subject));
            emit made();
        });
    openFor(&database, dialog);
}

TemplateChoices NewDocument::choicesFor(LiveDatabase &database, GridTab &grid, const GridEntry *entry) const
{
    TemplateChoices choices;
    const TableInfo &table = grid.table();
    const OpenDocument *document = m_pane.document();
    if (document && document->readOnlyReason().isEmpty())
        choices.current = &document->type();
    choices.table = table.name;
    if (entry)
        choices.subject = ownerOf(table, entry->row.cells.mid(0, table.columns.size()), database.serverNow());
    for (const DocumentTemplate &each : documentTemplates()) {
        const DocumentType *type = documentTypeOf(each.type);
        if (!type)
            continue;
        const bool fitsTable = canHold(table, *type, grid.controller().model().context());
        choices.offersRow = choices.offersRow || fitsTable;
        if (fitsTable || type == choices.current)
            choices.templates.append(&each);
    }
    choices.subject.id = QString::number(QRandomGenerator::global()->generate(), 36); // as in the preview
    // What is open comes first.
    std::stable_partition(
        choices.templates.begin(), choices.templates.end(), [&choices](const DocumentTemplate *each) {
            return choices.current && each->type == choices.current->id;
        });
    choices.offersRow = choices.offersRow && !m_pane.isEdited();
    return choices;
}

void NewDocument::make(const DocumentTemplate &chosen, const TemplateSubject &subject, const TableInfo &table,
    const DecodeContext &context)
{
    const DocumentType &type = *documentTypeOf(chosen.type);
    const StoredRow row = newDocumentRow(table, type, subject, context);
    m_pane.startNew(openDocument(row, documentColumnOf(table)), filledTemplate(chosen, subject));
}
