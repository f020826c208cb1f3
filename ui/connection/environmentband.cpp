// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/environmentband.h"

#include <QPainter>

namespace {
constexpr int bandHeight = 4;
} // namespace

EnvironmentBand::EnvironmentBand(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("environmentBand"));
    setFixedHeight(bandHeight);
    hide();
}

void EnvironmentBand::showStyle(const EnvironmentStyle &style)
{
    m_colour = style.ground;
    setAccessibleName(style.label);
    setVisible(!style.label.isEmpty());
    update();
}

void EnvironmentBand::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_colour);
}
