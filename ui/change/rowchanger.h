// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowform.h"
#include "change/stagedchanges.h"
#include "change/writingplace.h"
#include "live/livedatabase.h"

#include <QObject>
#include <QPointer>

#include <functional>

class ChangeFlow;
class DeleteDialog;
class GridTab;

/// What a person does to rows from a grid: forms for new and known rows, deletion of chosen ones. Wishes go
/// to the flow or are staged; a form stays open until its wish is done.
class RowChanger : public QObject {
    Q_OBJECT
public:
    RowChanger(LiveDatabase &database, ChangeFlow &flow, StagedChanges &staged, QWidget *window);

    void setTimes(TimeStyle times) { m_times = times; }
    void insertRow(GridTab &grid);
    void editRow(GridTab &grid);
    void duplicateRow(GridTab &grid);
    void deleteRows(GridTab &grid);
    /// The form over a staged change, to go on with it.
    void editStaged(int index);

signals:
    /// It cannot be done, and why.
    void refused(const Error &error);

private:
    bool mayChange(const GridTab &grid, bool TableRights::*right);
    void readCurrent(GridTab &grid, const std::function<void(const SeenRow &)> &use);
    void readRow(
        const TableInfo &table, const QVariantList &key, const std::function<void(const SeenRow &)> &use);
    void editStagedInsert(const TableInfo &table, const RowChange &staged);
    void openForm(const TableInfo &table, RowForm::Purpose purpose, const std::optional<SeenRow> &row);
    void save(RowForm *form, const RowChange &change);
    void stage(RowForm *form, const RowChange &change);
    void stageAll(const QList<RowChange> &changes);
    void remove(DeleteDialog *dialog, const QList<RowChange> &changes);
    void submit(QDialog *dialog, const QList<RowChange> &changes,
        const std::function<void(const QString &)> &showFault);
    int stagedIndexOf(TableRole role, const QList<NamedValue> &key) const;
    RowFormSubject subjectOf(const TableInfo &table) const;

    LiveDatabase &m_database;
    ChangeFlow &m_flow;
    StagedChanges &m_staged;
    QWidget *m_window;
    TimeStyle m_times = TimeStyle::Local;
};
