// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/stagedchanges.h"
#include "schema/decode.h"

#include <QDialog>

class ChangeView;
class PlainLabel;
class QPushButton;

/// The changes that wait, over all tables: to look at, to drop, to apply together. Beside the window, not in
/// its way.
class StagedDialog : public QDialog {
    Q_OBJECT
public:
    StagedDialog(
        StagedChanges &staged, const DatabaseSchema &schema, TimeStyle times, QWidget *parent = nullptr);

signals:
    void applyWanted();
    void editWanted(int index); ///< of the staged change

private:
    void createButtons();
    void showChanges();
    void removeChosen();
    void look();

    StagedChanges &m_staged;
    PlainLabel *m_summary;
    ChangeView *m_view;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_apply = nullptr;
};
