// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainlabel.h"

#include "base/visibletext.h"

using namespace Qt::StringLiterals;

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void setPlainTooltip(QWidget *widget, const QString &text)
{
    widget->setToolTip(text.isEmpty() ? QString() : plainTooltip(text));
}

QString withoutMnemonic(QString text)
{
    return text.replace(u'&', "&&"_L1);
}
