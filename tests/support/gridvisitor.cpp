// SPDX-License-Identifier: GPL-3.0-or-later
#include "gridvisitor.h"

#include "connection/engine.h"

#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 60'000;

QString quoted(const QString &name)
{
    return u'"' + name + u'"';
}

/// How a cell is named in a message.
QString shown(const QVariant &value)
{
    return value.isNull() ? u"NULL"_s : u"“%1”"_s.arg(value.toString());
}
} // namespace

GridVisitor::GridVisitor(const QString &path, TableRole role, int screen)
    : m_screen(screen)
    , m_log(std::make_shared<ReadLog>())
{
    const DatabaseUrl url {u"sqlite"_s, path};
    auto opened = openConnection({.url = url});
    if (!opened)
        qFatal("the visitor cannot open %s", qPrintable(path));
    m_truth = std::move(*opened);
    const auto schema = readSchema(*m_truth);
    if (!schema)
        qFatal("the visitor cannot read the schema of %s", qPrintable(path));
    m_table = *schema->table(role);
    m_session = std::make_unique<Session>(ConnectionSpec {.url = url}, loggingOpener(url, m_log));
    m_grid = std::make_unique<GridController>(*m_session, m_table);
    QObject::connect(&model(), &LiveGridModel::played, m_grid.get(), [this] {
        m_mostRowsHeld = std::max({m_mostRowsHeld, model().windowSize(), m_grid->tableModel().rowCount()});
        if (m_top.isValid())
            m_topRow = m_top.row();
        tellVisible();
    });
}

GridVisitor::~GridVisitor()
{
    m_grid.reset();
    m_session.reset();
}

void GridVisitor::look(int row)
{
    m_topRow = row;
    tellVisible();
}

void GridVisitor::tellVisible()
{
    m_topRow = std::clamp(m_topRow, 0, std::max(0, model().rowCount() - m_screen));
    m_top = model().index(m_topRow, 0);
    m_grid->setVisibleRows(m_topRow, std::min(model().rowCount(), m_topRow + m_screen) - 1);
}

void GridVisitor::setFilter(const KnownFilter &known)
{
    if (!m_grid->setFilter(known.filter))
        qFatal("the visitor's filter does not fit the table");
    m_filters.append(known);
}

bool GridVisitor::settle()
{
    while (m_grid->isBusy() || m_grid->isCounting()) {
        QSignalSpy spy(m_grid.get(), &GridController::settled);
        if (!spy.wait(patienceMs))
            return false;
    }
    return true;
}

bool GridVisitor::refresh()
{
    m_grid->refresh();
    return settle();
}

QList<const GridEntry *> GridVisitor::seen() const
{
    QList<const GridEntry *> entries;
    for (int row = m_topRow; row < m_topRow + m_screen; ++row)
        if (const GridEntry *entry = model().entryAt(row); entry && !entry->isGhost())
            entries.append(entry);
    return entries;
}

QVariant GridVisitor::keyOf(const GridEntry &entry) const
{
    const bool isHidden = m_table.keyKind == KeyKind::Rowid;
    return entry.row.cells.at(isHidden ? m_table.columns.size() : m_table.indexOf(m_table.key.constFirst()));
}

QVariant GridVisitor::sortValueOf(const GridEntry &entry) const
{
    return entry.row.cells.at(m_table.indexOf(m_grid->sort().column));
}

GridVisitor::Order GridVisitor::order() const
{
    const SortOrder &sort = m_grid->sort();
    const QString key = quoted(m_table.key.constFirst());
    const QString column = sort.column.isEmpty() ? QString() : quoted(sort.column);
    return {column == key ? QString() : column, key, sort.descending ? u" DESC"_s : u" ASC"_s,
        sort.descending ? u" < "_s : u" > "_s};
}

QString GridVisitor::where(const QString &condition) const
{
    QStringList parts;
    for (const KnownFilter &known : m_filters)
        if (known.filter == m_grid->filter() && !known.sql.isEmpty() && parts.isEmpty())
            parts.append(known.sql);
    if (!condition.isEmpty())
        parts.append(condition);
    return parts.isEmpty() ? QString() : " WHERE "_L1 + parts.join(" AND "_L1);
}

QList<QVariantList> GridVisitor::rows(const QString &condition, const QVariantList &values, qint64 limit)
{
    const Order by = order();
    QStringList columns;
    for (const ColumnInfo &column : m_table.columns)
        columns.append(quoted(column.name));
    const QString sorted = by.sort.isEmpty() ? QString() : by.sort + by.direction + ", "_L1;
    const QString sql = "SELECT "_L1 + columns.join(", "_L1) + " FROM "_L1 + quoted(m_table.name)
        + where(condition) + " ORDER BY "_L1 + sorted + by.key + by.direction + " LIMIT "_L1
        + QString::number(limit);
    const auto answer = m_truth->select({sql, values});
    if (!answer)
        qFatal("%s in %s", qPrintable(answer.error().detail), qPrintable(sql));
    return answer->rows;
}

/// Piece by piece, so that nothing is shared with the statements under test: the rows of the same sort value
/// from this key on, those of further values, and NULL where it comes last.
QList<QVariantList> GridVisitor::rowsFrom(const GridEntry &entry, qint64 limit)
{
    const Order by = order();
    const QString fromKey = by.key + by.further.chopped(1) + "= ?"_L1;
    if (by.sort.isEmpty())
        return rows(fromKey, {keyOf(entry)}, limit);
    const QVariant value = sortValueOf(entry);
    const bool nullsLast = m_grid->sort().descending;
    QList<QVariantList> found = rows(by.sort + " IS ? AND "_L1 + fromKey, {value, keyOf(entry)}, limit);
    if (found.size() < limit && !value.isNull())
        found += rows(by.sort + by.further + u'?', {value}, limit - found.size());
    else if (found.size() < limit && !nullsLast)
        found += rows(by.sort + " IS NOT NULL"_L1, {}, limit - found.size());
    if (found.size() < limit && !value.isNull() && nullsLast)
        found += rows(by.sort + " IS NULL"_L1, {}, limit - found.size());
    return found;
}

QString GridVisitor::comparedWith(
    const QList<const GridEntry *> &entries, const QList<QVariantList> &truth) const
{
    for (qsizetype i = 0; i < entries.size(); ++i)
        for (qsizetype column = 0; column < m_table.columns.size(); ++column) {
            const QVariant cell = entries.at(i)->row.cells.at(column);
            const QVariant expected = truth.value(i).value(column);
            if (cell != expected)
                return u"seen row %1, %2 is %3, the database has %4"_s.arg(i).arg(
                    m_table.columns.at(column).name, shown(cell), shown(expected));
        }
    return {};
}

QString GridVisitor::difference()
{
    const int last = std::min(model().rowCount(), m_topRow + m_screen);
    for (int row = m_topRow; row < last; ++row)
        if (!model().entryAt(row))
            return u"row %1 of %2 is not there"_s.arg(row).arg(model().rowCount());
    const QList<const GridEntry *> entries = seen();
    if (entries.isEmpty())
        return m_topRow == 0 && !rows({}, {}, 1).isEmpty() ? u"rows exist, but none is seen"_s : QString();
    const bool fromTheStart = m_topRow == 0 && model().windowFirst() == 0;
    // One row more tells whether the last one seen is the last one there is.
    const QList<QVariantList> truth =
        fromTheStart ? rows({}, {}, entries.size() + 1) : rowsFrom(*entries.constFirst(), entries.size() + 1);
    if (truth.size() < entries.size())
        return u"%1 rows are seen, %2 exist"_s.arg(entries.size()).arg(truth.size());
    if (m_topRow + m_screen > model().rowCount() && truth.size() > entries.size())
        return u"the grid ends before the table"_s;
    return comparedWith(entries, truth);
}

QString GridVisitor::misplaced()
{
    if (seen().isEmpty())
        return {};
    int ghosts = 0;
    int row = m_topRow;
    for (; model().entryAt(row)->isGhost(); ++row) {}
    for (int before = model().windowFirst(); before < row; ++before)
        ghosts += model().entryAt(before)->isGhost() ? 1 : 0;
    const Order by = order();
    const QString sql = "SELECT "_L1 + by.key + " FROM "_L1 + quoted(m_table.name) + where({})
        + " ORDER BY "_L1 + (by.sort.isEmpty() ? QString() : by.sort + by.direction + ", "_L1) + by.key
        + by.direction + " LIMIT 1 OFFSET "_L1 + QString::number(row - ghosts);
    const auto answer = m_truth->select({sql, {}});
    const QVariant there = answer ? answer->rows.value(0).value(0) : QVariant();
    const QVariant key = keyOf(*model().entryAt(row));
    return there == key ? QString()
                        : u"row %1 shows %2, the table has %3 there"_s.arg(row).arg(shown(key), shown(there));
}

qint64 GridVisitor::trueTotal()
{
    const auto answer = m_truth->select({"SELECT count(*) FROM "_L1 + quoted(m_table.name) + where({}), {}});
    return answer ? answer->rows.value(0).value(0).toLongLong() : -1;
}
