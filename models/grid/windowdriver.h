// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/window.h"
#include "schema/schema.h"

#include <QSqlDriver>
#include <QSqlRecord>

/// A Qt SQL driver without a database behind it: what QSqlTableModel reads through it are the rows of one
/// Window. No statement of the model ever reaches a connection. Record and primary index come from the
/// introspected schema.
class WindowDriver : public QSqlDriver {
    Q_OBJECT
public:
    explicit WindowDriver(const TableInfo &table, QObject *parent = nullptr);

    void setRows(QList<GridRow> rows) { m_rows = std::move(rows); }
    const QList<GridRow> &rows() const { return m_rows; }

    bool hasFeature(DriverFeature feature) const override;
    bool open(
        const QString &, const QString &, const QString &, const QString &, int, const QString &) override;
    void close() override { setOpen(false); }
    QSqlResult *createResult() const override;
    QSqlRecord record(const QString &tableName) const override;
    QSqlIndex primaryIndex(const QString &tableName) const override;

private:
    QSqlRecord m_record;
    QStringList m_key;
    QList<GridRow> m_rows;
};
