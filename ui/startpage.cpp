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
constexpr int buttonWidth = 300;
constexpr int mostShown = 5; ///< of the recent connections; the menu has the others

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
    , m_recentBox(new QWidget(this))
    , m_recent(new QVBoxLayout(m_recentBox))
{
    auto *title = new PlainLabel(tr("Presence Inspector"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    title->setFont(large);
    m_details->setObjectName(QStringLiteral("startDetails"));
    m_details->setText(tr("De&tails"));
    m_details->setCheckable(true);
    connect(m_details, &QToolButton::toggled, m_detail, &QWidget::setVisible);

    m_recentBox->setObjectName(QStringLiteral("startRecent"));
    m_recentBox->hide();
    auto *ways = new QHBoxLayout;
    ways->addStretch(1);
    ways->addWidget(createChoices(choices), 0, Qt::AlignTop);
    ways->addWidget(m_recentBox, 0, Qt::AlignTop);
    ways->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addLayout(centred(m_sentence));
    layout->addWidget(m_details, 0, Qt::AlignHCenter);
    layout->addLayout(centred(m_detail));
    layout->addSpacing(16);
    layout->addLayout(ways);
    layout->addStretch(3);
    showSentence(tr("Connect to the database that your SIP server's db_url names, or open or drop its SQLite "
                    "file here. It is opened read-only, and nothing that the server does is held up."));
}

QWidget *StartPage::createChoices(const QList<QAction *> &choices)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    for (QAction *choice : choices) {
        auto *button = new QPushButton(choice->text(), box);
        button->setObjectName(QStringLiteral("start_") + choice->objectName());
        button->setMinimumWidth(buttonWidth);
        connect(button, &QPushButton::clicked, choice, &QAction::trigger);
        column->addWidget(button);
    }
    return box;
}

void StartPage::showRecent(const QList<RecentConnection> &connections)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentBox->setVisible(!connections.isEmpty());
    m_recent->addWidget(new PlainLabel(tr("Recent connections"), m_recentBox));
    for (const RecentConnection &connection : connections.mid(0, mostShown)) {
        auto *button = new QToolButton(m_recentBox);
        const QString title = visibleText(connection.title());
        button->setObjectName(QStringLiteral("recentConnection"));
        button->setAutoRaise(true);
        button->setText(
            withoutMnemonic(button->fontMetrics().elidedText(title, Qt::ElideMiddle, buttonWidth)));
        button->setAccessibleName(title);
        setPlainTooltip(button, visibleText(connection.url.display()));
        // Queued: the list, and this button with it, is made anew when the connection is open.
        connect(
            button, &QToolButton::clicked, this, [this, connection] { emit recentChosen(connection); },
            Qt::QueuedConnection);
        m_recent->addWidget(button);
    }
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
