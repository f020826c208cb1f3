// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "change/writingplace.h"
#include "schema/decode.h"

#include <QDialog>

class ChangeView;
class PlainLabel;
class QDialogButtonBox;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

/// What will be executed, as rows before and after and as SQL, and the person's word on it. What forbids it
/// stands in sight, and then nothing can be applied. Shown with open(); stays while it is written.
class PreviewDialog : public QDialog {
    Q_OBJECT
public:
    PreviewDialog(const ChangePlan &plan, const DatabaseSchema &schema, const WritingPlace &place,
        const QString &title, TimeStyle times, QWidget *parent = nullptr);

    /// It is being written: nothing can be pressed any more.
    void setBusy();

signals:
    void applyWanted();

public:
    void reject() override;

private:
    void createHead(QVBoxLayout *layout, const WritingPlace &place, const QString &title);
    void createProblems(QVBoxLayout *layout);
    void createTabs(QVBoxLayout *layout, const DatabaseSchema &schema, TimeStyle times);
    void createButtons(QVBoxLayout *layout, const WritingPlace &place);
    QString manner(const DatabaseSchema &schema) const;

    ChangePlan m_plan;
    QProgressBar *m_progress;
    QDialogButtonBox *m_buttons;
    QPushButton *m_apply = nullptr;
    bool m_busy = false;
};
