// SPDX-License-Identifier: GPL-3.0-or-later
#include "gridlab.h"

#include "connection/engine.h"

#include <QSignalSpy>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
ColumnInfo column(const char *name, ColumnKind kind, bool notNull, Meaning meaning = Meaning::Plain)
{
    return {QString::fromLatin1(name), {}, kind, 0, notNull, true, false, meaning};
}

TableInfo tableFor(LabKey key)
{
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.name = u"active_watchers"_s;
    table.present = true;
    table.columns = {column("id", ColumnKind::Integer, true), column("a", ColumnKind::Text, true),
        column("b", ColumnKind::Text, true), column("expires", ColumnKind::Integer, true, Meaning::Expiry),
        column("note", ColumnKind::Text, false), column("mixed", ColumnKind::Text, false)};
    table.keyKind = key == LabKey::RowidOnly ? KeyKind::Rowid : KeyKind::Columns;
    table.key = key == LabKey::Id   ? QStringList {u"id"_s}
        : key == LabKey::Natural    ? QStringList {u"a"_s, u"b"_s}
        : key == LabKey::RandomText ? QStringList {u"b"_s}
                                    : QStringList {u"rowid"_s};
    return table;
}

const char *keyClause(LabKey key)
{
    switch (key) {
    case LabKey::Id:
        return ", PRIMARY KEY (id)";
    case LabKey::Natural:
        return ", PRIMARY KEY (a, b)";
    case LabKey::RandomText:
        return ", PRIMARY KEY (b)";
    case LabKey::RowidOnly:
        break;
    }
    return "";
}
} // namespace

GridLab::GridLab(LabKey key, int rows, WindowLimits limits, quint32 seed)
    : m_path(m_folder.filePath(u"lab.sqlite"_s))
    , m_key(key)
    , m_random(seed)
    , m_table(tableFor(key))
    , m_writer(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_path))
{
    m_writer.setDatabaseName(m_path);
    if (!m_writer.open())
        qFatal("the lab's writer cannot open its file");
    exec(u"PRAGMA journal_mode=WAL"_s);
    exec(
        u"CREATE TABLE active_watchers (id INTEGER NOT NULL, a VARCHAR(64) NOT NULL, b VARCHAR(64) NOT NULL, expires INTEGER NOT NULL, note TEXT, mixed%1)"_s
            .arg(QLatin1StringView(keyClause(key))));
    insertRows(rows);
    m_session = std::make_unique<Session>(ConnectionSpec {.url = {u"sqlite"_s, m_path}});
    m_grid = std::make_unique<GridController>(*m_session, m_table, nullptr, limits);
    QObject::connect(&model(), &LiveGridModel::played, m_grid.get(), [this] {
        if (m_top.isValid())
            m_topRow = m_top.row();
        tellVisible();
    });
}

void GridLab::look(int row)
{
    m_topRow = std::clamp(row, 0, std::max(0, model().rowCount() - 1));
    tellVisible();
}

void GridLab::tellVisible()
{
    m_top = model().index(m_topRow, 0);
    m_grid->setVisibleRows(m_topRow, std::min(model().rowCount(), m_topRow + screen) - 1);
}

GridLab::~GridLab()
{
    m_grid.reset();
    m_session.reset();
    m_writer.close();
    m_writer = {};
    QSqlDatabase::removeDatabase(m_path);
}

bool GridLab::exec(const QString &sql)
{
    QSqlQuery query(m_writer);
    if (query.exec(sql))
        return true;
    qWarning("%s", qPrintable(query.lastError().text() + u" in "_s + sql));
    return false;
}

void GridLab::insertRows(int count)
{
    exec(u"BEGIN IMMEDIATE"_s);
    QSqlQuery query(m_writer);
    query.prepare(
        u"INSERT INTO active_watchers (id, a, b, expires, note, mixed) VALUES (?, ?, ?, ?, ?, ?)"_s);
    for (int i = 0; i < count; ++i) {
        ++m_nextNumber;
        query.addBindValue(m_nextNumber);
        query.addBindValue(u"user%1"_s.arg(m_random.bounded(30)));
        query.addBindValue(u"tag-%1-%2"_s.arg(m_random.generate(), 8, 16).arg(m_nextNumber));
        query.addBindValue(m_random.bounded(50));
        query.addBindValue(
            m_random.bounded(3) ? QVariant(u"note %1"_s.arg(m_random.bounded(20))) : QVariant());
        const int kind = m_random.bounded(4);
        query.addBindValue(kind == 0 ? QVariant()
                : kind == 1          ? QVariant(m_random.bounded(9))
                : kind == 2          ? QVariant(u"t%1"_s.arg(m_random.bounded(9)))
                                     : QVariant(m_random.bounded(9) + 0.5));
        if (!query.exec())
            qWarning("%s", qPrintable(query.lastError().text()));
    }
    exec(u"COMMIT"_s);
}

void GridLab::updateRows(int count)
{
    static const QStringList changes {u"expires = expires + 7"_s, u"note = NULL"_s, u"note = 'changed'"_s,
        u"mixed = 'z'"_s, u"expires = 0"_s};
    for (int i = 0; i < count; ++i)
        exec(
            u"UPDATE active_watchers SET %1 WHERE rowid = (SELECT rowid FROM active_watchers LIMIT 1 OFFSET %2)"_s
                .arg(changes.at(m_random.bounded(changes.size())))
                .arg(m_random.bounded(200)));
}

void GridLab::deleteRows(int count)
{
    for (int i = 0; i < count; ++i)
        exec(
            u"DELETE FROM active_watchers WHERE rowid = (SELECT rowid FROM active_watchers LIMIT 1 OFFSET %1)"_s
                .arg(m_random.bounded(200)));
}

bool GridLab::settle()
{
    while (m_grid->isBusy() || m_grid->isCounting()) {
        QSignalSpy spy(m_grid.get(), &GridController::settled);
        if (!spy.wait(20'000))
            return false;
    }
    return true;
}

QList<GridRow> GridLab::truth()
{
    const auto connection = openConnection(m_session->spec());
    const Ask all {Ask::Kind::First, 100'000'000, 0, {}, {}};
    const auto rows = (*connection)->select(m_grid->query().rows(all));
    return m_grid->query().rowsOf(*rows, all);
}

QString GridLab::difference()
{
    const QList<GridRow> rows = truth();
    const LiveGridModel &live = model();
    if (live.totalRows() - live.ghostCount() != rows.size())
        return u"the grid has %1 rows, the table %2"_s.arg(live.totalRows() - live.ghostCount())
            .arg(rows.size());
    int position = live.windowFirst();
    for (int row = live.windowFirst(); row < live.windowFirst() + live.windowSize(); ++row) {
        const GridEntry *entry = live.entryAt(row);
        if (entry->isGhost())
            continue;
        const GridRow &expected = rows.at(position++);
        if (entry->row.key != expected.key)
            return u"row %1 holds %2, the table %3 at position %4"_s.arg(row)
                .arg(QString::fromUtf8(entry->row.key), QString::fromUtf8(expected.key))
                .arg(position - 1);
        for (int column = 0; column < live.columnCount(); ++column)
            if (live.index(row, column).data(RawValueRole) != expected.cells.at(column))
                return u"cell %1, %2 holds %3, the table %4"_s.arg(row).arg(column).arg(
                    live.index(row, column).data(RawValueRole).toString(),
                    expected.cells.at(column).toString());
    }
    return {};
}
