// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/gridroles.h"
#include "schema/decode.h"

#include <QAbstractTableModel>
#include <QHash>

/// A subscriptions table as a kamailio generation has it, for tests of widgets that never see a database.
inline TableInfo subscriptionsTable()
{
    using namespace Qt::StringLiterals;
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.name = u"active_watchers"_s;
    table.present = true;
    table.generation = u"K53"_s;
    table.family = Family::Kamailio;
    table.keyKind = KeyKind::Columns;
    table.key = {u"id"_s};
    const auto add = [&table](const QString &name, ColumnKind kind, bool identity, Meaning meaning) {
        table.columns << ColumnInfo {name, {}, kind, 64, true, true, identity, meaning};
    };
    add(u"id"_s, ColumnKind::Integer, false, Meaning::Plain);
    add(u"presentity_uri"_s, ColumnKind::Text, true, Meaning::Plain);
    add(u"watcher_username"_s, ColumnKind::Text, true, Meaning::Plain);
    add(u"event"_s, ColumnKind::Text, true, Meaning::Plain);
    add(u"to_tag"_s, ColumnKind::Text, false, Meaning::Plain);
    add(u"callid"_s, ColumnKind::Text, false, Meaning::Plain);
    add(u"local_cseq"_s, ColumnKind::Integer, false, Meaning::Plain);
    add(u"status"_s, ColumnKind::Integer, false, Meaning::Status);
    add(u"expires"_s, ColumnKind::Integer, false, Meaning::Expiry);
    add(u"user_agent"_s, ColumnKind::Text, false, Meaning::Plain);
    return table;
}

/// A model that answers the roles of the live grid from what a test puts in.
class FakeGrid : public QAbstractTableModel {
public:
    FakeGrid(const TableInfo &table, int rows) : m_table(table), m_rows(rows) {}

    void put(int row, int column, int role, const QVariant &value)
    {
        m_values[{row, column}][role] = value;
        emit dataChanged(index(row, column), index(row, column));
    }
    void putRow(int row, int role, const QVariant &value)
    {
        for (int column = 0; column < columnCount(); ++column)
            put(row, column, role, value);
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return orientation == Qt::Horizontal ? QVariant(m_table.columns.at(section).name)
                                             : QVariant(section + 1);
    }
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        ++m_asked;
        if (role == MeaningRole)
            return static_cast<int>(m_table.columns.at(index.column()).meaning);
        const QHash<int, QVariant> &roles = m_values[{index.row(), index.column()}];
        if (role == RawValueRole && !roles.contains(role))
            return roles.value(Qt::DisplayRole);
        return roles.value(role);
    }
    int asked() const { return m_asked; }

private:
    TableInfo m_table;
    int m_rows;
    mutable QHash<std::pair<int, int>, QHash<int, QVariant>> m_values;
    mutable int m_asked = 0;
};
