// SPDX-License-Identifier: GPL-3.0-or-later
#include "startpage.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace {
constexpr int longestDetail = 500;

/// A label in the middle third of the page: centred by stretches, so that it still gets the height that its
/// lines need.
QHBoxLayout *centred(QWidget *widget)
{
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(widget, 4);
    row->addStretch(1);
    return row;
}

PlainLabel *wrappedLabel(const QString &name, QWidget *parent)
{
    auto *label = new PlainLabel({}, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignCenter);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}
} // namespace

StartPage::StartPage(const QList<QAction *> &choices, QWidget *parent)
    : QWidget(parent)
    , m_sentence(wrappedLabel(QStringLiteral("startSentence"), this))
    , m_detail(wrappedLabel(QStringLiteral("startDetail"), this))
    , m_details(new QToolButton(this))
{
    auto *title = new PlainLabel(tr("Presence Inspector"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    title->setFont(large);
    m_details->setObjectName(QStringLiteral("startDetails"));
    m_details->setText(tr("De&tails"));
    m_details->setCheckable(true);
    connect(m_details, &QToolButton::toggled, m_detail, &QWidget::setVisible);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addLayout(centred(m_sentence));
    layout->addWidget(m_details, 0, Qt::AlignHCenter);
    layout->addLayout(centred(m_detail));
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
    showError({sentence, {}, Fault::General});
}

void StartPage::showError(const Error &error)
{
    m_sentence->setText(visibleText(error.message));
    m_detail->setText(visibleText(error.detail.left(longestDetail)));
    m_details->setChecked(false);
    m_details->setVisible(!error.detail.isEmpty());
    m_detail->hide();
}
