// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/window.h"
#include "schema/schema.h"

#include <QSqlTableModel>

#include <memory>

class WindowDriver;

/// The QSqlTableModel contract (record, fields, headers, flags) over one window of rows. It owns no truth:
/// select() only says that rows are wanted; show() puts a window in. It is read-only. Its only listener is
/// the live grid's model.
class TableModel : public QSqlTableModel {
    Q_OBJECT
public:
    explicit TableModel(const TableInfo &table, QObject *parent = nullptr);
    ~TableModel() override;

    /// Asks for rows by selectRequested(); never touches a database.
    bool select() override;
    /// The rows become the model's content.
    void show(const QList<GridRow> &rows);

signals:
    void selectRequested();

private:
    TableModel(const TableInfo &table, WindowDriver *driver, const QString &connectionName, QObject *parent);

    QString m_connectionName;
    WindowDriver *m_driver; ///< owned by the QSqlDatabase of that name
};
