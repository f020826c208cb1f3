// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/tablemodel.h"

#include "grid/windowdriver.h"

#include <QCoreApplication>
#include <QSqlDatabase>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {
QString uniqueName()
{
    static std::atomic<int> counter = 0;
    return u"presence-window-%1"_s.arg(++counter);
}
} // namespace

TableModel::TableModel(const TableInfo &table, QObject *parent)
    : TableModel(table, new WindowDriver(table), uniqueName(), parent)
{
}

TableModel::TableModel(
    const TableInfo &table, WindowDriver *driver, const QString &connectionName, QObject *parent)
    : QSqlTableModel(parent, QSqlDatabase::addDatabase(driver, connectionName))
    , m_connectionName(connectionName)
    , m_driver(driver)
{
    setEditStrategy(OnManualSubmit);
    setTable(table.name);
    show({});
}

TableModel::~TableModel()
{
    // The base class still holds the query and the database; both must be gone before the name is removed.
    clear();
    const QString name = m_connectionName;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [name] { QSqlDatabase::removeDatabase(name); }, Qt::QueuedConnection);
}

bool TableModel::select()
{
    emit selectRequested();
    return true;
}

void TableModel::show(const QList<GridRow> &rows)
{
    m_driver->setRows(rows);
    QSqlTableModel::select();
}
