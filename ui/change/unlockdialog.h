// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/writegate.h"
#include "change/writingplace.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

/// Asks how this session may write, and says where. Production wants its name typed. Where nothing can be
/// written it says why and offers nothing. Shown with open().
class UnlockDialog : public QDialog {
    Q_OBJECT
public:
    UnlockDialog(const WritingPlace &place, WriteGate::Level current, QWidget *parent = nullptr);

signals:
    void levelChosen(WriteGate::Level level); ///< Ask or Open

public:
    void accept() override;

private:
    void createFacts(QVBoxLayout *layout);
    void createLevels(QVBoxLayout *layout, WriteGate::Level current);
    void createProof(QVBoxLayout *layout);
    void createButtons(QVBoxLayout *layout);
    void look();

    WritingPlace m_place;
    QRadioButton *m_ask = nullptr;
    QRadioButton *m_open = nullptr;
    QLineEdit *m_name = nullptr; ///< production only
    QPushButton *m_unlock = nullptr;
};
