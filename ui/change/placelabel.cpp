// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/placelabel.h"

#include "base/visibletext.h"
#include "connection/environmentbadge.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

PlaceLabel::PlaceLabel(const WritingPlace &place, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"writingPlace"_s);
    auto *badge = new EnvironmentBadge(this);
    auto *name = new PlainLabel(visibleText(place.name), this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    auto *address =
        new PlainLabel(place.address == place.name ? QString() : visibleText(place.address), this);
    address->setMinimumWidth(1);
    setPlainTooltip(address, visibleText(place.address));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->addWidget(badge);
    layout->addWidget(name);
    layout->addWidget(address, 1);
    badge->showStyle(place.environment);
}
