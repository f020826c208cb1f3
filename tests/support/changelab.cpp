// SPDX-License-Identifier: GPL-3.0-or-later
#include "changelab.h"

#include "change/editablerow.h"
#include "connection/engine.h"
#include "patience.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
RowChange about(ChangeKind kind, const TableInfo &table)
{
    RowChange change;
    change.kind = kind;
    change.role = table.role;
    change.table = table.name;
    change.database = table.database;
    change.label = u"a row of "_s + table.name;
    return change;
}
} // namespace

ChangeLab::ChangeLab(const ConnectionSpec &spec, const ConnectionSpec &truth) : m_spec(spec), m_truth(truth)
{
    restart();
}

ChangeLab::~ChangeLab() = default;

Connection &ChangeLab::reader()
{
    if (m_reader && m_reader->isOpen())
        return *m_reader;
    auto opened = openConnection(m_truth);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message + u' ' + opened.error().detail));
    m_reader = std::move(*opened);
    return *m_reader;
}

void ChangeLab::restart()
{
    m_desk.reset();
    m_session = std::make_unique<Session>(m_spec);
    const auto schema = readSchema(reader());
    if (!schema)
        m_trouble = schema.error().message + u' ' + schema.error().detail;
    m_desk = std::make_unique<ChangeDesk>(*m_session, schema ? *schema : DatabaseSchema(),
        ChangeJournal(m_folder.filePath(u"journal/changes.jsonl"_s)));
    m_desk->gate().setLevel(WriteGate::Level::Open);
}

const TableInfo &ChangeLab::table(TableRole role) const
{
    return *m_desk->schema().table(role);
}

Result<ChangeReport> ChangeLab::await(const QFuture<Result<ChangeReport>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 2 * patienceMs))
        return Error {u"no answer"_s, {}};
    return future.result();
}

Result<ChangeReport> ChangeLab::apply(const QList<RowChange> &changes, const QString &title)
{
    return await(m_desk->apply(changes, title));
}

Result<ChangeReport> ChangeLab::undo(const QString &journalId)
{
    const auto entry = journal().entry(journalId);
    if (!entry)
        return Error {u"no such entry"_s, {}};
    return await(m_desk->undo(*entry));
}

std::optional<QList<NamedValue>> ChangeLab::row(TableRole role, const QList<NamedValue> &key)
{
    const auto found = readRowForEdit(reader(), table(role), key);
    if (!found)
        qFatal("%s", qPrintable(found.error().message + u' ' + found.error().detail));
    return *found;
}

std::optional<QList<NamedValue>> ChangeLab::rowWhere(
    TableRole role, const QString &column, const QVariant &value)
{
    const Dialect &dialect = reader().dialect();
    QStringList key;
    for (const QString &part : table(role).key)
        key += dialect.quoted(part);
    const auto found = reader().select(
        {u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(key.join(u", "_s),
             dialect.tableName(table(role).database, table(role).name), dialect.quoted(column)),
            {value}});
    if (!found)
        qFatal("%s", qPrintable(found.error().message + u' ' + found.error().detail));
    if (found->rows.size() != 1)
        return {};
    QList<NamedValue> values;
    for (qsizetype i = 0; i < key.size(); ++i)
        values.append({table(role).key.at(i), found->rows.constFirst().at(i)});
    auto whole = row(role, values);
    // SQLite's row number is no column of the row.
    if (whole && table(role).keyKind == KeyKind::Rowid)
        whole->append(values);
    return whole;
}

QList<NamedValue> ChangeLab::keyOf(TableRole role, const QList<NamedValue> &row) const
{
    QList<NamedValue> key;
    for (const QString &part : table(role).key)
        key.append({part, valueOf(row, part)->value});
    return key;
}

RowChange ChangeLab::update(
    TableRole role, const QList<NamedValue> &row, const QList<NamedValue> &wanted) const
{
    RowChange change = about(ChangeKind::Update, table(role));
    change.key = keyOf(role, row);
    change.wanted = wanted;
    for (const NamedValue &value : wanted)
        change.seen.append(*valueOf(row, value.column));
    return change;
}

RowChange ChangeLab::remove(TableRole role, const QList<NamedValue> &row) const
{
    RowChange change = about(ChangeKind::Delete, table(role));
    change.key = keyOf(role, row);
    for (const NamedValue &value : row)
        if (table(role).indexOf(value.column) >= 0)
            change.seen.append(value);
    return change;
}

RowChange ChangeLab::insert(TableRole role, const QList<NamedValue> &wanted) const
{
    RowChange change = about(ChangeKind::Insert, table(role));
    change.wanted = wanted;
    return change;
}
