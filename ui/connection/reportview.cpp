// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/reportview.h"

#include "base/visibletext.h"
#include "plainlabel.h"
#include "tintedicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestDetail = 500;
constexpr int iconSize = 16;

struct SeverityLook {
    ReportLine::Severity severity;
    const char *icon;
    const char *word; ///< for those who do not see the icon
};

constexpr std::array looks {
    SeverityLook {ReportLine::Severity::Good, "active", QT_TRANSLATE_NOOP("ReportView", "Good")},
    SeverityLook {ReportLine::Severity::Note, "absurd", QT_TRANSLATE_NOOP("ReportView", "Note")},
    SeverityLook {ReportLine::Severity::Bad, "expired", QT_TRANSLATE_NOOP("ReportView", "Problem")},
};

const SeverityLook &lookOf(ReportLine::Severity severity)
{
    return looks.at(static_cast<size_t>(severity));
}

PlainLabel *sentenceLabel(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            empty(item->layout());
        delete item->widget();
        delete item;
    }
}
} // namespace

ReportView::ReportView(QWidget *parent)
    : QFrame(parent)
    , m_busy(new QWidget(this))
    , m_busySentence(new PlainLabel({}, m_busy))
    , m_sentences(new QWidget(this))
    , m_stack(new QVBoxLayout(m_sentences))
{
    setObjectName(u"report"_s);
    setFrameShape(StyledPanel);
    m_busySentence->setObjectName(u"reportBusy"_s);
    auto *bar = new QProgressBar(m_busy);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("The test is under way"));
    auto *cancel = new QPushButton(tr("Ca&ncel"), m_busy);
    cancel->setObjectName(u"cancelTest"_s);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ReportView::cancelled);
    auto *busyRow = new QHBoxLayout(m_busy);
    busyRow->setContentsMargins(0, 0, 0, 0);
    busyRow->addWidget(m_busySentence, 1);
    busyRow->addWidget(bar);
    busyRow->addWidget(cancel);

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"reportScroll"_s);
    scroll->setWidget(m_sentences);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_busy);
    layout->addWidget(scroll, 1);
    clear();
}

void ReportView::clear()
{
    m_lines.clear();
    m_detail.clear();
    hide();
}

void ReportView::showProgress(const QString &sentence)
{
    m_busySentence->setText(visibleText(sentence));
    m_busy->show();
    findChild<QScrollArea *>(u"reportScroll"_s)->hide();
    show();
}

void ReportView::showReport(const ConnectionReport &report)
{
    showLines(report.lines);
}

void ReportView::showError(const Error &error)
{
    showLines({{ReportLine::Severity::Bad, visibleText(error.message)}}, error.detail);
}

void ReportView::showNote(const QString &sentence)
{
    showLines({{ReportLine::Severity::Good, visibleText(sentence)}});
}

void ReportView::showLines(const QList<ReportLine> &lines, const QString &detail)
{
    m_lines = lines;
    m_detail = detail;
    m_busy->hide();
    findChild<QScrollArea *>(u"reportScroll"_s)->show();
    tell();
    show();
}

void ReportView::tell()
{
    empty(m_stack);
    for (const ReportLine &line : std::as_const(m_lines))
        addLine(line);
    if (!m_detail.isEmpty())
        addDetail(m_detail);
    m_stack->addStretch();
}

void ReportView::addLine(const ReportLine &line)
{
    const SeverityLook &look = lookOf(line.severity);
    auto *icon = new PlainLabel({}, m_sentences);
    const QColor colour = palette().color(
        line.severity == ReportLine::Severity::Bad ? QPalette::BrightText : QPalette::WindowText);
    icon->setPixmap(tintedPixmap(look.icon, iconSize, devicePixelRatioF(), colour));
    icon->setAccessibleName(tr(look.word));
    PlainLabel *sentence = sentenceLabel(line.sentence, m_sentences);
    sentence->setObjectName(u"reportLine"_s);
    sentence->setAccessibleName(tr("%1: %2").arg(tr(look.word), line.sentence));
    if (line.severity == ReportLine::Severity::Bad)
        sentence->setForegroundRole(QPalette::BrightText);
    auto *row = new QHBoxLayout;
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(sentence, 1);
    m_stack->addLayout(row);
}

void ReportView::addDetail(const QString &detail)
{
    PlainLabel *label = sentenceLabel(visibleText(detail.left(longestDetail)), m_sentences);
    label->setObjectName(u"reportDetail"_s);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setIndent(iconSize + 6);
    m_stack->addWidget(label);
}

void ReportView::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_stack && !m_lines.isEmpty())
        tell();
}
