// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPersistentModelIndex>
#include <QTableView>
#include <QTimer>

class LiveGridModel;

/// Shows a live grid. It tells which rows it shows, and keeps its top row, selection, current cell and open
/// editor across every change that the model plays. Repaints each second, because validity counts down
/// without the server.
class GridView : public QTableView {
    Q_OBJECT
public:
    explicit GridView(QWidget *parent = nullptr);

    void setGridModel(LiveGridModel *model);
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    /// The known rows that are selected, in order; the current row when nothing is. At most @p most.
    QList<int> chosenRows(int most) const;
    /// Rows are selected that are not here.
    bool choosesUnknownRows() const;
    void goToRow(int row);
    void showSort(int column, bool descending); ///< column -1: none
    /// Rows that are no longer what the server has are shown faded.
    void setOld(bool old);
    bool isOld() const { return m_isOld; }

signals:
    void visibleRowsChanged(int first, int last);
    /// A header was clicked, or the keyboard asked for the same.
    void sortRequested(int column);
    void currentRowMoved(int row); ///< -1: none

public:
    void sortByCurrentColumn();
    void selectAll() override;

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    /// One selected range while its selection is given up.
    struct KeptRange {
        int left;
        int right;
        int top; ///< nominal, for ranges too long to be followed row by row
        int bottom;
        QList<QPersistentModelIndex> rows;
    };

    void setUpHeaders();
    void tellVisible();
    void keepTop();
    void findTop();
    void giveUpSelection();
    void takeBackSelection();
    void everySecond();
    bool isHeld(int row) const;

    LiveGridModel *m_grid = nullptr;
    QPersistentModelIndex m_top;
    int m_toldFirst = -1;
    int m_toldLast = -1;
    QList<KeptRange> m_kept;
    QTimer m_second;
    bool m_isOld = false;
};
