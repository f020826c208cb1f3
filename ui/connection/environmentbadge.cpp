// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/environmentbadge.h"

#include "base/visibletext.h"

#include <QPainter>

namespace {
/// A label is a word of warning, no essay: a longer one would push the tool bar out of sight.
constexpr int longestLabel = 40;
constexpr qreal cornerRadius = 4;
} // namespace

EnvironmentBadge::EnvironmentBadge(QWidget *parent) : PlainLabel({}, parent)
{
    setAlignment(Qt::AlignCenter);
    setContentsMargins(8, 2, 8, 2);
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void EnvironmentBadge::showStyle(const EnvironmentStyle &style)
{
    m_style = style;
    setText(visibleText(style.label.left(longestLabel)));
    setAccessibleName(style.label.isEmpty() ? QString() : tr("Environment: %1").arg(text()));
    setVisible(!style.label.isEmpty());
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    // The text, too: a tool bar has a colour of its own for labels.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.setPen(m_style.text);
    painter.drawText(contentsRect(), Qt::AlignCenter, text());
}
