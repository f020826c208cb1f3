// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changereport.h"
#include "schema/decode.h"

#include <QTreeWidget>

/// Changes row by row: each column before and after, documents as what changed in them. Of many rows the
/// first are shown, and how many more there are.
class ChangeView : public QTreeWidget {
    Q_OBJECT
public:
    ChangeView(const DatabaseSchema &schema, TimeStyle times, QWidget *parent = nullptr);

    static constexpr int most = 500; ///< rows

    void showChanges(const QList<RowChange> &changes);
    /// With what became of each, and for a conflict what is stored now. Those that failed come first.
    void showReport(const ChangeReport &report);
    /// The change that is selected or that holds what is; -1: none.
    int currentChange() const;
    QList<int> chosenChanges() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidgetItem *addChange(int number, const RowChange &change);
    void addColumns(QTreeWidgetItem *row, const RowChange &change, const QList<NamedValue> &current);
    void addDocumentLines(QTreeWidgetItem *item, const NamedValue *before, const NamedValue *after);
    void addOutcome(QTreeWidgetItem *row, const ChangeOutcome &outcome);
    void addRest(qsizetype count);
    void settle(bool withCurrent);
    void paintItems();
    ColumnInfo columnOf(const RowChange &change, const QString &name) const;
    DecodeContext contextOf(const RowChange &change) const;

    DatabaseSchema m_schema;
    TimeStyle m_times;
};
