// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QSpinBox;

/// Asks for a row number, counted from 1 as people count. Shown with open(); answers by signal.
class GoToRowDialog : public QDialog {
    Q_OBJECT

public:
    GoToRowDialog(qint64 total, qint64 current, QWidget *parent = nullptr);

signals:
    /// The number that the person chose, 1 to the total.
    void rowChosen(qint64 number);

public:
    void accept() override;

private:
    QSpinBox *m_number;
};
