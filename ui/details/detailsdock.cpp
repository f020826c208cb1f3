// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/detailsdock.h"

#include "base/whendone.h"
#include "details/detailspane.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"

namespace {
/// Lane of the session's reader; beside the tables' own.
constexpr int detailsLane = 2000;
/// A document larger than this is shown in part.
constexpr int mostBytes = 4 * 1024 * 1024;
} // namespace

DetailsDock::DetailsDock(QWidget *parent)
    : QDockWidget(tr("Row details"), parent)
    , m_pane(new DetailsPane(this))
{
    setObjectName(QStringLiteral("detailsDock"));
    setWidget(m_pane);
    connect(m_pane, &DetailsPane::linkActivated, this, [this](const QString &id) {
        const int at = id.toInt();
        if (at >= 0 && at < m_links.size())
            emit linkFollowed(m_links.at(at));
    });
}

void DetailsDock::follow(LiveDatabase *database, GridTab *grid)
{
    const int current = grid ? grid->view().currentIndex().row() : -1;
    const GridEntry *entry = grid && current >= 0 ? grid->controller().model().entryAt(current) : nullptr;
    ++m_request;
    if (!entry || !database || !isVisible()) {
        m_shown.reset();
        m_links.clear();
        return m_pane->clear();
    }
    const GridRow row = entry->row;
    const std::pair wanted(grid->table().role, row.key);
    const bool sameRow = m_shown == wanted;
    m_shown = wanted;
    // What the grid knows is there at once; the whole row follows. The same row is only replaced by the whole
    // one, so that nothing flickers.
    const bool wholeFollows = !entry->isGhost() && grid->controller().query().hasKey();
    if (!sameRow || !wholeFollows)
        m_pane->showRow(grid->table(), row.cells.mid(0, grid->table().columns.size()),
            grid->controller().model().context());
    if (!sameRow)
        showLinks(*database, *grid, row);
    if (wholeFollows)
        readWhole(*database, *grid, row);
}

void DetailsDock::readWhole(LiveDatabase &database, GridTab &grid, const GridRow &row)
{
    const auto job = [query = grid.controller().query(), row](Connection &connection) {
        return connection.select(query.wholeRow(row, mostBytes));
    };
    const DecodeContext context = grid.controller().model().context();
    whenDone(database.session().reader().runNewest(detailsLane, job), this,
        [this, request = m_request, table = grid.table(), context](const Result<RowSet> &answer) {
            // Gone meanwhile, or not readable: what the grid knew stays.
            if (request == m_request && answer && answer->rows.size() == 1)
                m_pane->showRow(table, answer->rows.constFirst(), context);
        });
}

void DetailsDock::showLinks(const LiveDatabase &database, const GridTab &grid, const GridRow &row)
{
    m_links = linksOf(database.schema(), grid.table(), row.cells);
    QList<DetailLink> links;
    for (int i = 0; i < m_links.size(); ++i)
        links.append({m_links.at(i).label, QString::number(i)});
    m_pane->setLinks(links);
}
