// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/quickfilter.h"

#include <QTimer>
#include <QWidget>

class FilterChip;
class FlowLayout;
class PlainLabel;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QuickFilterBar;

/// The filter row above a grid: free text, conditions and quick filters. It knows no database; it says what
/// is wanted.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// The table to filter. Conditions whose column is still there stay. The context's time sets the server's
    /// clock.
    void setTable(const TableInfo &table, const DecodeContext &context);
    /// New time style or clock, same table. Nothing is emitted.
    void setContext(const DecodeContext &context);

    /// The filter at this moment on the server's clock, and at a given one: relative times and quick filters
    /// move with it.
    RowFilter filter() const;
    RowFilter filterAt(qint64 now) const;
    /// True when the filter depends on the time, so that filterAt() should be asked again from time to time.
    bool movesWithTime() const;

    /// Shows a filter from elsewhere; quick filters are released. Emits when that changes anything.
    void setFilter(const RowFilter &filter);
    /// Adds one condition, or does nothing when it is there already.
    void addCondition(const Condition &condition);
    void setQuickFilter(QuickFilter filter, bool on);
    bool quickFilter(QuickFilter filter) const;
    void clear();
    void focusFreeText();
    /// Quiet time after a keystroke before the filter is emitted; 250 ms unless told. 0 emits at the next
    /// event.
    void setDelay(int milliseconds);

signals:
    void filterChanged(const RowFilter &filter);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createFreeText(QHBoxLayout *row);
    void createButtons(QHBoxLayout *row);
    FilterChip *addChip();
    void removeChip(FilterChip *chip);
    void removeAllChips();
    void showColours();
    void schedule();
    void emitNow();
    void showError(const QString &sentence);
    QList<Condition> chipConditions(const DecodeContext &context) const;
    QString firstError() const;
    DecodeContext contextAt(qint64 now) const;
    qint64 serverNow() const;

    TableInfo m_table;
    DecodeContext m_context;
    qint64 m_skew = 0; ///< server's clock minus ours
    QList<FilterChip *> m_chips;
    QLineEdit *m_freeText;
    QPushButton *m_add;
    QPushButton *m_clear;
    QuickFilterBar *m_quick;
    QWidget *m_chipRow;
    FlowLayout *m_chipLayout;
    PlainLabel *m_error;
    QTimer m_timer;
    RowFilter m_emitted;
};
