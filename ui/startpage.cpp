// SPDX-License-Identifier: GPL-3.0-or-later
#include "startpage.h"

#include "plainlabel.h"

#include <QAction>
#include <QPushButton>
#include <QVBoxLayout>

StartPage::StartPage(const QList<QAction *> &choices, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel({}, this))
{
    auto *title = new PlainLabel(tr("Presence Inspector"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    title->setFont(large);
    m_sentence->setObjectName(QStringLiteral("startSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setMaximumWidth(640);
    m_sentence->setMinimumWidth(480);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    for (QAction *choice : choices) {
        auto *button = new QPushButton(choice->text(), this);
        button->setObjectName(QStringLiteral("start_") + choice->objectName());
        button->setMinimumWidth(320);
        connect(button, &QPushButton::clicked, choice, &QAction::trigger);
        layout->addWidget(button, 0, Qt::AlignHCenter);
    }
    layout->addStretch(3);
    showSentence(tr("Open the SQLite file that your SIP server's db_url names. It is opened read-only, and "
                    "nothing that the server does is held up."));
}

void StartPage::showSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}
