// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/versionview.h"

#include "base/visibletext.h"
#include "plainlabel.h"
#include "theme.h"

#include <Qsci/qsciscintilla.h>

#include <QEvent>
#include <QFontDatabase>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int mark = 8; ///< the first indicator that no lexer uses
constexpr qsizetype mostShown = 1 << 20; ///< bytes; what differs beyond is told by the list of elements
constexpr qsizetype longestWrapped = 20'000; ///< wrapping a longer line stalls the window

/// Line ends and tabs do their work, everything else that hides is made visible.
QByteArray visible(const QByteArray &utf8)
{
    QByteArray shown;
    QByteArray part;
    const auto close = [&shown, &part] { shown += visibleText(std::exchange(part, {})).toUtf8(); };
    for (const char c : utf8)
        if (c == '\n' || c == '\t') {
            close();
            shown += c;
        } else if (c != '\r') {
            part += c;
        }
    close();
    return shown;
}

bool hasLongLine(const QByteArray &text)
{
    for (const QByteArray &line : text.split('\n'))
        if (line.size() > longestWrapped)
            return true;
    return false;
}
} // namespace

VersionView::VersionView(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, this))
    , m_view(new QsciScintilla(this))
{
    setObjectName(name);
    m_title->setWordWrap(true);
    m_view->setObjectName(name + "Text"_L1);
    m_view->setAccessibleName(tr("A version of the document"));
    m_view->setUtf8(true);
    m_view->setReadOnly(true);
    m_view->SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 0UL);
    for (int margin = 0; margin < 5; ++margin)
        m_view->setMarginWidth(margin, 0);
    m_view->SendScintilla(QsciScintilla::SCI_SETMARGINLEFT, 0, 4);
    m_view->SendScintilla(QsciScintilla::SCI_SETYCARETPOLICY,
        static_cast<unsigned long>(QsciScintilla::CARET_STRICT | QsciScintilla::CARET_EVEN), 0L);
    m_view->indicatorDefine(QsciScintilla::FullBoxIndicator, mark);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_view, 1);
    colour();
}

void VersionView::showSide(const QString &title, const TextDiff &diff, Side side)
{
    m_side = side;
    m_title->setText(title);
    m_view->setAccessibleName(title);
    QByteArray text;
    QList<std::pair<qsizetype, qsizetype>> marks;
    for (const DiffPiece &piece : diff.pieces) {
        const QByteArray shown = visible(side == Side::Before ? piece.before : piece.after);
        if (!piece.isSame && !shown.isEmpty())
            marks.append({text.size(), shown.size()});
        text += shown;
        if (text.size() > mostShown)
            break;
    }
    m_view->setWrapMode(hasLongLine(text) ? QsciScintilla::WrapNone : QsciScintilla::WrapWord);
    m_view->setText(QString::fromUtf8(text));
    m_view->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, mark);
    for (const auto &[from, length] : marks)
        m_view->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from),
            static_cast<long>(length));
    m_marks = static_cast<int>(marks.size());
    m_first = marks.isEmpty() ? 0 : marks.first().first;
    showFirst();
    colour();
}

void VersionView::showFirst()
{
    m_view->SendScintilla(QsciScintilla::SCI_GOTOPOS, static_cast<unsigned long>(m_first));
    m_view->SendScintilla(QsciScintilla::SCI_SCROLLCARET);
}

/// What is peculiar to it comes into sight once there is room for it.
void VersionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &VersionView::showFirst, Qt::QueuedConnection);
}

QString VersionView::text() const
{
    return m_view->text();
}

void VersionView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        colour();
}

void VersionView::colour()
{
    const QPalette colours = palette();
    const bool dark = isDark(colours);
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view->setPaper(colours.color(QPalette::Base));
    m_view->setColor(colours.color(QPalette::Text));
    m_view->setCaretForegroundColor(colours.color(QPalette::Text));
    m_view->setSelectionBackgroundColor(colours.color(QPalette::Highlight));
    m_view->setSelectionForegroundColor(colours.color(QPalette::HighlightedText));
    QColor tint = m_side == Side::Before ? QColor(0xd9, 0x3a, 0x46) : QColor(0x2b, 0x9a, 0x4b);
    tint.setAlpha(dark ? 110 : 70);
    m_view->setIndicatorForegroundColor(tint, mark);
    m_view->setIndicatorOutlineColor(tint, mark);
    m_view->setIndicatorDrawUnder(true, mark);
}
