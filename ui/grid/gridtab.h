// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/gridcontroller.h"
#include "grid/tablecounts.h"
#include "live/livedatabase.h"

#include <QWidget>

class FilterBar;
class GridView;
class PlainLabel;
class QPushButton;
class QSettings;

/// One table: filter bar and live grid. Loads when it is first shown. Owns the grid's controller.
class GridTab : public QWidget {
    Q_OBJECT
public:
    GridTab(LiveDatabase &database, const TableInfo &table, QSettings &settings, QWidget *parent = nullptr);
    ~GridTab() override;

    const TableInfo &table() const { return m_table; }
    GridController &controller() { return *m_controller; }
    GridView &view() { return *m_view; }
    FilterBar &filterBar() { return *m_filterBar; }
    const TableCounts &counts() const { return m_counts; }
    qint64 lastCostMs() const { return m_lastCostMs; } ///< of the last read, one that failed too
    qint64 lastAnswerMs() const
    {
        return m_lastAnswerMs;
    } ///< when the data shown was read (ms since the epoch), 0: never

    /// The rows shown are not what the server has now: a read failed or does not come back.
    bool isStale(qint64 nowMs) const;
    /// Shows the rows as they were at the last answer: faded, and with the clock of that moment.
    void setOld(bool old);
    bool isOld() const { return m_isOld; }
    /// Why the last read failed; empty when it did not.
    const Error &trouble() const { return m_readError; }

    void setCounts(const TableCounts &counts) { m_counts = counts; }
    void setCellStyle(const CellStyle &style);
    /// Reads the visible rows again; a filter that depends on the time moves with it.
    void refresh();
    void setFilter(const RowFilter &filter);
    void sortBy(int column); ///< again: the other direction; a third time: the table's own order
    void fitColumns();
    void saveColumns();

signals:
    void answered(); ///< rows arrived; costs and age are new
    void failed(const Error &error);
    void recovered(const Error &error); ///< an answer arrived after that error
    void currentRowChanged();
    void contextMenuWanted(const QPoint &globalPosition);
    void columnMenuWanted(const QPoint &globalPosition);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void createLayout();
    void connectParts();
    void applyFilter(const RowFilter &filter);
    void showOrder();
    void showNotice();
    void takeAnswer(qint64 costMs);
    void followBusy(bool busy);
    void takeError(const Error &error);
    void takeCountError(const Error &error);
    Error unreadable() const;

    LiveDatabase &m_database;
    TableInfo m_table;
    QSettings &m_settings;
    GridController *m_controller;
    FilterBar *m_filterBar;
    GridView *m_view;
    PlainLabel *m_note;
    PlainLabel *m_notice; ///< over the empty grid: why there is nothing to see
    QPushButton *m_clearFilter;
    RowFilter m_wanted; ///< what the filter bar asked for last
    TableCounts m_counts;
    Error m_error;
    qint64 m_lastCostMs = 0;
    qint64 m_lastAnswerMs = 0;
    qint64 m_answerServerTime = 0; ///< the server's clock at the last answer
    qint64 m_waitingSinceMs = 0; ///< a read is under way since then; 0: none
    bool m_isOld = false;
    Error m_readError;
};
