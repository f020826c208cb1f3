// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/lockbutton.h"

#include "plainlabel.h"
#include "tintedicon.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionToolButton>

using namespace Qt::StringLiterals;

namespace {
/// Where a connection says nothing of its environment, an open lock still must not look harmless.
constexpr QRgb plainlyOpen = 0xffb35c00;
constexpr qreal cornerRadius = 4;

QString timeLeft(qint64 ms)
{
    const qint64 seconds = (ms + 500) / 1000;
    return seconds >= 60 ? LockButton::tr("%1 min").arg((seconds + 59) / 60)
                         : LockButton::tr("%1 s").arg(seconds);
}
} // namespace

LockButton::LockButton(QWidget *parent) : QToolButton(parent)
{
    setObjectName(u"lockButton"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::TabFocus);
}

void LockButton::showState(const WritingPlace &place, WriteGate::Level level, qint64 leftMs)
{
    m_place = place;
    m_level = level;
    const QString words = wordsFor(leftMs);
    if (text() != words) {
        setText(words);
        setAccessibleName(tr("Writing: %1").arg(words));
    }
    const QString obstacle = place.obstacle.isEmpty()
        ? tr("Nothing is written before you unlock it. Nobody else is kept from writing.")
        : place.obstacle;
    setPlainTooltip(this,
        level == WriteGate::Level::Locked
            ? obstacle
            : tr("This session may write. Click to lock it; it locks itself when nothing was changed for 15 "
                 "minutes."));
    chooseColours();
}

QString LockButton::wordsFor(qint64 leftMs) const
{
    switch (m_level) {
    case WriteGate::Level::Ask:
        return tr("Writes after asking · %1 · Lock").arg(timeLeft(leftMs));
    case WriteGate::Level::Open:
        return tr("Writes at once · %1 · Lock").arg(timeLeft(leftMs));
    case WriteGate::Level::Locked:
        break;
    }
    return m_place.obstacle.isEmpty() ? tr("Read-only · Unlock…") : tr("Read-only");
}

void LockButton::chooseColours()
{
    const bool isOpen = m_level != WriteGate::Level::Locked;
    const bool isNamed = !m_place.environment.label.isEmpty();
    m_ground = isNamed ? m_place.environment.ground : QColor::fromRgb(plainlyOpen);
    QPalette colours = palette();
    if (isOpen)
        colours.setColor(QPalette::ButtonText, textOn(m_ground));
    setIcon(tintedIcon(isOpen ? "unlocked" : "lock", colours));
    setAutoRaise(!isOpen);
    update();
}

void LockButton::paintEvent(QPaintEvent *event)
{
    if (m_level == WriteGate::Level::Locked)
        return QToolButton::paintEvent(event);
    // The style would lighten the colour of the environment and then nobody would know it again.
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(textOn(m_ground), 1, Qt::DotLine) : Qt::NoPen);
    painter.setBrush(isDown() ? m_ground.darker(115) : m_ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), cornerRadius, cornerRadius);
    option.palette.setColor(QPalette::ButtonText, textOn(m_ground));
    option.state &= ~(QStyle::State_MouseOver | QStyle::State_AutoRaise | QStyle::State_Raised);
    style()->drawControl(QStyle::CE_ToolButtonLabel, &option, &painter, this);
}

void LockButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        chooseColours();
}
