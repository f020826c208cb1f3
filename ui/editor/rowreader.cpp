// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/rowreader.h"

#include "base/whendone.h"
#include "change/changeplan.h"
#include "change/editablerow.h"
#include "change/rowedit.h"
#include "document/neighbours.h"
#include "grid/gridtab.h"

namespace {
/// Lanes of the session's reader; beside the tables' own and that of the details.
constexpr int firstLane = 2001;

QList<NamedValue> keyOf(const TableInfo &table, const QVariantList &values)
{
    QList<NamedValue> key;
    for (qsizetype i = 0; i < table.key.size(); ++i)
        key.append({table.key.at(i), values.value(i)});
    return key;
}

/// What the check wants to know beside the row. Without it less is said; the document is there all the same.
void addSurroundings(
    Connection &connection, QList<OpenDocument> &documents, const StoredRow &row, ReadLimit limit)
{
    const auto neighbours = readNeighbours(connection, row.table, {{row.rowKey, row.cells}}, limit);
    for (OpenDocument &document : documents) {
        const int column = row.table.indexOf(document.column);
        const ColumnCapacity capacity = capacityOf(row.table.columns.at(column), connection.dialect());
        document.context.capacity = capacity.bytes >= 0 ? capacity.bytes : capacity.characters;
        if (neighbours && !neighbours->isEmpty())
            document.neighbours = neighbours->constFirst();
    }
}

Result<ReadRow> readExactly(Connection &connection, StoredRow row, ReadLimit limit)
{
    const auto values = readRowForEdit(connection, row.table, row.key);
    if (!values)
        return values.error();
    row.cells.clear();
    for (const NamedValue &value : values->value_or(QList<NamedValue>()))
        row.cells.append(value.value);
    if (row.cells.isEmpty())
        return ReadRow {row, {}};
    QList<OpenDocument> documents = openDocuments(row);
    addSurroundings(connection, documents, row, limit);
    return ReadRow {row, documents};
}
} // namespace

void RowReader::read(LiveDatabase &database, GridTab &grid, const GridRow &row)
{
    const WindowQuery &query = grid.controller().query();
    StoredRow wanted {grid.table(), row.key, {}, row.cells.mid(0, grid.table().columns.size())};
    const ReadLimit limit = readLimitOf(database.session().spec(), wanted.table);
    if (query.hasKey())
        wanted.key = keyOf(grid.table(), query.keyValuesOf(row));
    // Without a key there is only what the grid has; the head of a document then, and read-only.
    if (query.hasKey())
        start(database,
            [wanted, limit](Connection &connection) { return readExactly(connection, wanted, limit); });
    else
        start(database, [wanted](Connection &) { return Result(ReadRow {wanted, openDocuments(wanted)}); });
}

void RowReader::readByKey(LiveDatabase &database, const TableInfo &table, const QList<NamedValue> &key)
{
    const StoredRow wanted {table, rowKeyOf(key), key, {}};
    const ReadLimit limit = readLimitOf(database.session().spec(), table);
    start(
        database, [wanted, limit](Connection &connection) { return readExactly(connection, wanted, limit); });
}

void RowReader::start(LiveDatabase &database, const std::function<Result<ReadRow>(Connection &)> &job)
{
    whenDone(database.session().reader().runNewest(firstLane + static_cast<int>(m_purpose), job), this,
        [this, request = ++m_request](const Result<ReadRow> &answer) {
            if (request != m_request)
                return;
            if (!answer)
                emit failed(answer.error());
            else if (answer->row.cells.isEmpty())
                emit gone(answer->row);
            else
                emit arrived(*answer);
        });
}
