// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowdriver.h"

#include <QSqlField>
#include <QSqlIndex>
#include <QSqlResult>

namespace {
QMetaType typeOf(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Integer:
        return QMetaType(QMetaType::LongLong);
    case ColumnKind::Real:
        return QMetaType(QMetaType::Double);
    case ColumnKind::Binary:
        return QMetaType(QMetaType::QByteArray);
    case ColumnKind::Text:
        break;
    }
    return QMetaType(QMetaType::QString);
}

QSqlField fieldOf(const ColumnInfo &column, const QString &table)
{
    QSqlField field(column.name, typeOf(column.kind), table);
    field.setRequired(column.notNull);
    if (column.width > 0)
        field.setLength(column.width);
    return field;
}

/// Serves the rows that the driver held when the "statement" was executed.
class WindowResult : public QSqlResult {
public:
    WindowResult(const WindowDriver *driver, const QSqlRecord &record)
        : QSqlResult(driver)
        , m_driver(driver)
        , m_record(record)
    {
    }

protected:
    QVariant data(int column) override { return cells().value(column); }
    bool isNull(int column) override { return cells().value(column).isNull(); }
    bool reset(const QString &) override
    {
        m_rows = m_driver->rows();
        setActive(true);
        setSelect(true);
        setAt(QSql::BeforeFirstRow);
        return true;
    }
    bool fetch(int row) override
    {
        if (row < 0 || row >= m_rows.size())
            return false;
        setAt(row);
        return true;
    }
    bool fetchFirst() override { return fetch(0); }
    bool fetchLast() override { return fetch(static_cast<int>(m_rows.size()) - 1); }
    int size() override { return static_cast<int>(m_rows.size()); }
    int numRowsAffected() override { return 0; }
    QSqlRecord record() const override { return m_record; }

private:
    QVariantList cells() const
    {
        return at() >= 0 && at() < m_rows.size() ? m_rows.at(at()).cells : QVariantList();
    }

    const WindowDriver *m_driver;
    QSqlRecord m_record;
    QList<GridRow> m_rows;
};
} // namespace

WindowDriver::WindowDriver(const TableInfo &table, QObject *parent)
    : QSqlDriver(parent)
    , m_key(table.keyKind == KeyKind::Columns ? table.key : QStringList())
{
    for (const ColumnInfo &column : table.columns)
        m_record.append(fieldOf(column, table.name));
    setOpen(true);
}

bool WindowDriver::hasFeature(DriverFeature feature) const
{
    return feature == QuerySize;
}

bool WindowDriver::open(
    const QString &, const QString &, const QString &, const QString &, int, const QString &)
{
    setOpen(true);
    return true;
}

QSqlResult *WindowDriver::createResult() const
{
    return new WindowResult(this, m_record);
}

QSqlRecord WindowDriver::record(const QString &) const
{
    return m_record;
}

QSqlIndex WindowDriver::primaryIndex(const QString &tableName) const
{
    QSqlIndex index(tableName);
    for (const QString &name : m_key)
        index.append(m_record.field(name));
    return index;
}
