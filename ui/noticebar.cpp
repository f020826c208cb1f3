// SPDX-License-Identifier: GPL-3.0-or-later
#include "noticebar.h"

#include "grid/statestyle.h"
#include "plainlabel.h"
#include "theme.h"
#include "tintedicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace {
constexpr int iconSize = 16;

struct ToneColours {
    QColor ground;
    QColor text;
    const char *icon;
};

ToneColours coloursOf(NoticeBar::Tone tone, bool dark)
{
    if (tone == NoticeBar::Tone::Remark)
        return {themePalette(dark).color(QPalette::AlternateBase),
            themePalette(dark).color(QPalette::WindowText), "details"};
    const StateStyle &style = styleOf(ExpiryState::Warn);
    return {style.tint(dark), style.text(dark), "expiring"};
}
} // namespace

NoticeBar::NoticeBar(const QString &name, Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_icon(new PlainLabel({}, this))
    , m_sentence(new PlainLabel({}, this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(name);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    m_sentence->setObjectName(name + QStringLiteral("Sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence, 1);
    layout->addLayout(m_buttons);
    colour();
    hide();
}

void NoticeBar::showNotice(const QString &sentence, const QList<NoticeChoice> &choices)
{
    m_sentence->setText(sentence);
    setChoices(choices);
    show();
}

void NoticeBar::clear()
{
    m_sentence->clear();
    hide();
}

QString NoticeBar::sentence() const
{
    return m_sentence->text();
}

void NoticeBar::setChoices(const QList<NoticeChoice> &choices)
{
    if (choices == m_choices)
        return; // the same buttons again would take the focus from one that is being used
    m_choices = choices;
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
    for (const NoticeChoice &choice : choices) {
        auto *button = new QPushButton(choice.label, this);
        button->setObjectName(choice.id);
        button->setEnabled(choice.whyNot.isEmpty());
        setPlainTooltip(button, choice.whyNot);
        button->setPalette(themePalette(m_isDark));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, id = choice.id] { emit chosen(id); });
        m_buttons->addWidget(button);
        button->show();
    }
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Our own colours are a change of the palette as well.
    if (event->type() == QEvent::PaletteChange && m_isDark != isDark(palette()))
        colour();
}

void NoticeBar::colour()
{
    m_isDark = isDark(palette());
    const ToneColours tone = coloursOf(m_tone, m_isDark);
    QPalette colours = palette();
    colours.setColor(QPalette::Window, tone.ground);
    colours.setColor(QPalette::WindowText, tone.text);
    setPalette(colours);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setPalette(themePalette(m_isDark));
    m_icon->setPixmap(tintedPixmap(tone.icon, iconSize, devicePixelRatioF(), tone.text));
}
