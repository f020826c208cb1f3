// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebar.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QGridLayout>
#include <QToolButton>

namespace {
constexpr int longestDetail = 500;

PlainLabel *wrappedLabel(const QString &name, QWidget *parent)
{
    auto *label = new PlainLabel({}, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}
} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_offers(new QHBoxLayout)
    , m_sentence(wrappedLabel(QStringLiteral("message"), this))
    , m_detail(wrappedLabel(QStringLiteral("messageDetail"), this))
    , m_details(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_sentence->setForegroundRole(QPalette::ToolTipText);
    m_detail->setForegroundRole(QPalette::ToolTipText);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    m_details->setText(tr("De&tails"));
    m_details->setCheckable(true);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setText(tr("Cl&ose"));
    connect(m_details, &QToolButton::toggled, this, &MessageBar::showDetails);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_sentence, 0, 0);
    layout->addLayout(m_offers, 0, 1, Qt::AlignTop);
    layout->addWidget(m_details, 0, 2, Qt::AlignTop);
    layout->addWidget(m_close, 0, 3, Qt::AlignTop);
    layout->addWidget(m_detail, 1, 0, 1, 4);
    layout->setColumnStretch(0, 1);
    clear();
}

void MessageBar::showError(const Error &error)
{
    m_error = error;
    m_sentence->setText(visibleText(error.message));
    m_detail->setText(visibleText(error.detail.left(longestDetail)));
    m_details->setVisible(!error.detail.isEmpty());
    showDetails(m_details->isChecked());
    setOffers({});
    show();
}

void MessageBar::showNote(const QString &sentence)
{
    showError({sentence, {}, Fault::General});
}

void MessageBar::showOffer(const QString &sentence, const QList<MessageOffer> &offers)
{
    showNote(sentence);
    setOffers(offers);
}

void MessageBar::setOffers(const QList<MessageOffer> &offers)
{
    while (QLayoutItem *item = m_offers->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // perhaps the one that was pressed
        delete item;
    }
    for (const MessageOffer &offer : offers) {
        auto *button = new QToolButton(this);
        button->setObjectName(offer.name);
        button->setText(offer.text);
        connect(button, &QToolButton::clicked, this, [this, take = offer.take] {
            clear();
            take();
        });
        m_offers->addWidget(button);
    }
}

void MessageBar::clear()
{
    m_error = {};
    m_details->setChecked(false);
    setOffers({});
    hide();
}

void MessageBar::withdraw(const Error &error)
{
    if (m_error == error)
        clear();
}

void MessageBar::showDetails(bool on)
{
    m_detail->setVisible(on && !m_error.detail.isEmpty());
}
