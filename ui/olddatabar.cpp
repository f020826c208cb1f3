// SPDX-License-Identifier: GPL-3.0-or-later
#include "olddatabar.h"

#include "base/epochtime.h"
#include "grid/statestyle.h"
#include "plainlabel.h"
#include "theme.h"
#include "tintedicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int iconSize = 16;

/// The time of day; with the date when it was not today.
QString timeText(qint64 epochMs, qint64 nowMs, bool utc)
{
    const QString then = dateTimeText(epochMs / 1000, utc);
    const bool today = dateTimeText(nowMs / 1000, utc).section(u' ', 0, 0) == then.section(u' ', 0, 0);
    return today ? then.section(u' ', 1) : then;
}

QString whatIsNext(const OldData &data)
{
    switch (data.next) {
    case OldData::Next::Waits:
        return OldDataBar::tr("Waiting for the server.");
    case OldData::Next::TriesAgain:
        if (data.untilNextMs < 1000)
            return OldDataBar::tr("Trying again now.");
        return OldDataBar::tr("Trying again in %1 s.").arg((data.untilNextMs + 999) / 1000);
    case OldData::Next::ByHand:
        return OldDataBar::tr("It is not tried again by itself, because refreshing is off.");
    case OldData::Next::NeedsPassword:
        return OldDataBar::tr(
            "The server does not accept the password any more; it is not tried again without another.");
    }
    return {};
}
} // namespace

OldDataBar::OldDataBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new PlainLabel({}, this))
    , m_sentence(new PlainLabel({}, this))
    , m_retry(new QPushButton(tr("Try a&gain now"), this))
    , m_password(new QPushButton(tr("Give the pass&word…"), this))
{
    setObjectName(u"oldDataBar"_s);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    m_sentence->setObjectName(u"oldData"_s);
    m_sentence->setWordWrap(true);
    m_retry->setObjectName(u"retryNow"_s);
    m_password->setObjectName(u"givePassword"_s);
    connect(m_retry, &QPushButton::clicked, this, &OldDataBar::retryWanted);
    connect(m_password, &QPushButton::clicked, this, &OldDataBar::passwordWanted);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_retry);
    layout->addWidget(m_password);
    colour();
    hide();
}

void OldDataBar::showOld(const OldData &old, qint64 nowMs, bool utc)
{
    const qint64 age = std::max<qint64>(0, nowMs - old.lastAnswerMs) / 1000;
    const QString ago = age < 120 ? tr("%1 s").arg(age) : countdown(age);
    m_sentence->setText(tr("Old data: the last answer came at %1, %2 ago. %3")
                            .arg(timeText(old.lastAnswerMs, nowMs, utc), ago, whatIsNext(old)));
    const bool wantsPassword = old.next == OldData::Next::NeedsPassword;
    m_retry->setVisible(!wantsPassword && old.next != OldData::Next::Waits);
    m_password->setVisible(wantsPassword);
    show();
}

void OldDataBar::clear()
{
    hide();
}

void OldDataBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Our own colours are a change of the palette as well.
    if (event->type() == QEvent::PaletteChange && m_isDark != isDark(palette()))
        colour();
}

void OldDataBar::colour()
{
    // The colours of what is about to end: the rows are.
    m_isDark = isDark(palette());
    const StateStyle &style = styleOf(ExpiryState::Warn);
    QPalette colours = palette();
    colours.setColor(QPalette::Window, style.tint(m_isDark));
    colours.setColor(QPalette::WindowText, style.text(m_isDark));
    setPalette(colours);
    for (QPushButton *button : {m_retry, m_password})
        button->setPalette(themePalette(m_isDark));
    m_icon->setPixmap(tintedPixmap("clock", iconSize, devicePixelRatioF(), style.text(m_isDark)));
}
