// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/unlockdialog.h"

#include "base/visibletext.h"
#include "change/placelabel.h"
#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
PlainLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

/// A choice with what it means below it.
QRadioButton *addChoice(
    QVBoxLayout *layout, const QString &name, const QString &text, const QString &meaning, QWidget *parent)
{
    auto *choice = new QRadioButton(text, parent);
    choice->setObjectName(name);
    choice->setAccessibleDescription(meaning);
    auto *label = wrapped(meaning, parent);
    label->setContentsMargins(26, 0, 0, 6);
    layout->addWidget(choice);
    layout->addWidget(label);
    return choice;
}
} // namespace

UnlockDialog::UnlockDialog(const WritingPlace &place, WriteGate::Level current, QWidget *parent)
    : QDialog(parent)
    , m_place(place)
{
    setObjectName(u"unlockDialog"_s);
    setWindowTitle(tr("Unlock writing"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new PlaceLabel(place, this));
    createFacts(layout);
    if (place.obstacle.isEmpty()) {
        createLevels(layout, current);
        createProof(layout);
        layout->addWidget(wrapped(tr("It locks itself again after 15 minutes without a change, and when the "
                                     "database is closed. The choice is never stored."),
            this));
    }
    layout->addStretch();
    createButtons(layout);
    setMinimumWidth(520);
    look();
    if (m_name)
        m_name->setFocus();
}

void UnlockDialog::createFacts(QVBoxLayout *layout)
{
    const QString sentence = m_place.obstacle.isEmpty() ? rightsSentence(m_place) : m_place.obstacle;
    auto *label = wrapped(sentence, this);
    label->setObjectName(m_place.obstacle.isEmpty() ? u"unlockRights"_s : u"unlockObstacle"_s);
    layout->addWidget(label);
}

void UnlockDialog::createLevels(QVBoxLayout *layout, WriteGate::Level current)
{
    m_ask = addChoice(layout, u"unlockAsk"_s, tr("&Ask before each change"),
        tr("Shows what will be written, as rows and as SQL, and waits for your word."), this);
    m_open = addChoice(layout, u"unlockOpen"_s, tr("&Write at once"),
        tr("Does what you ask for without another question. What was done can be looked at and undone."),
        this);
    (current == WriteGate::Level::Open ? m_open : m_ask)->setChecked(true);
}

void UnlockDialog::createProof(QVBoxLayout *layout)
{
    if (!m_place.isProduction)
        return;
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"unlockName"_s);
    m_name->setAccessibleName(tr("Name of the connection"));
    m_name->setPlaceholderText(visibleText(m_place.name));
    auto *label = wrapped(tr("This is production. &Type the name of the connection, “%1”, to unlock it:")
                              .arg(withoutMnemonic(visibleText(m_place.name))),
        this);
    label->setBuddy(m_name);
    layout->addWidget(label);
    layout->addWidget(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &UnlockDialog::look);
}

void UnlockDialog::createButtons(QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(this);
    if (m_place.obstacle.isEmpty()) {
        m_unlock = buttons->addButton(tr("&Unlock"), QDialogButtonBox::AcceptRole);
        m_unlock->setObjectName(u"unlock"_s);
        m_unlock->setDefault(true);
        buttons->addButton(QDialogButtonBox::Cancel);
    } else {
        buttons->addButton(QDialogButtonBox::Close);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &UnlockDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &UnlockDialog::reject);
    layout->addWidget(buttons);
}

void UnlockDialog::look()
{
    if (m_unlock)
        m_unlock->setEnabled(!m_name || m_name->text().trimmed() == m_place.name.trimmed());
}

void UnlockDialog::accept()
{
    if (!m_unlock || !m_unlock->isEnabled())
        return;
    emit levelChosen(m_open->isChecked() ? WriteGate::Level::Open : WriteGate::Level::Ask);
    QDialog::accept();
}
