// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/quickfilter.h"

#include <QMap>
#include <QWidget>

class QToolButton;

/// The quick filters that a table offers, as buttons that stay pressed.
class QuickFilterBar : public QWidget {
    Q_OBJECT

public:
    explicit QuickFilterBar(QWidget *parent = nullptr);

    /// Shows the buttons that the table has columns for and releases the others.
    void setTable(const TableInfo &table, const DecodeContext &context);
    bool isOn(QuickFilter filter) const;
    bool isAnyOn() const;
    /// Presses or releases a button; one that is not offered stays released.
    void setOn(QuickFilter filter, bool on);
    void releaseAll();
    /// The conditions of all pressed buttons at the context's time.
    QList<Condition> conditions(const TableInfo &table, const DecodeContext &context) const;

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void createButton(const QuickFilterSpec &spec);
    void onToggled(QuickFilter filter, bool on);
    void showColours();

    QMap<QuickFilter, QToolButton *> m_buttons;
};
