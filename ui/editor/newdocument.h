// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/templatedialog.h"
#include "grid/gridentry.h"

class DocumentPane;
class GridTab;
class LiveDatabase;

/// What "New from a template" offers for the row at which the grid is, and what the pane then gets.
class NewDocument : public QObject {
    Q_OBJECT
public:
    NewDocument(DocumentPane &pane, QWidget *window);

    /// Asks; never waits. @p entry: the grid's current row, nullptr for none.
    void ask(LiveDatabase &database, GridTab &grid, const GridEntry *entry);

signals:
    void made(); ///< the pane has a new text
    void refused(const QString &sentence);

private:
    TemplateChoices choicesFor(LiveDatabase &database, GridTab &grid, const GridEntry *entry) const;
    void make(const DocumentTemplate &chosen, const TemplateSubject &subject, const TableInfo &table,
        const DecodeContext &context);

    DocumentPane &m_pane;
    QWidget *m_window;
};
