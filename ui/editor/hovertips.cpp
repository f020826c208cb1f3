// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hovertips.h"

#include "base/visibletext.h"
#include "editor/diagnosticmarks.h"
#include "editor/sourceview.h"

#include <QHelpEvent>
#include <QToolTip>

using Scintilla = QsciScintillaBase;

HoverTips::HoverTips(SourceView &view, const DiagnosticMarks &marks)
    : QObject(&view)
    , m_view(view)
    , m_marks(marks)
{
    view.viewport()->installEventFilter(this);
}

bool HoverTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    onHover(*static_cast<QHelpEvent *>(event));
    return true;
}

void HoverTips::onHover(const QHelpEvent &event)
{
    const ulong x = ulong(event.pos().x());
    const long y = event.pos().y();
    const long exact = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMPOINTCLOSE, x, y);
    int margins = 0;
    for (int margin = 0; margin < 3; ++margin)
        margins += m_view.marginWidth(margin);
    if (event.pos().x() < margins) {
        const long near = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMPOINT, x, y);
        show(event.globalPos(), sentencesOf(m_marks.onLine(m_view.lineOf(near))));
        return;
    }
    if (exact < 0) {
        QToolTip::hideText();
        return;
    }
    const QList<Diagnostic> here = m_marks.at(exact);
    if (!here.isEmpty())
        show(event.globalPos(), sentencesOf(here));
    else if (m_describe)
        m_describe(exact, event.globalPos());
}

void HoverTips::show(const QPoint &place, const QString &text)
{
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(place, plainTooltip(text), m_view.viewport());
}

void HoverTips::showAtCursor(const QString &text)
{
    show(placeBelowCursor(), text);
}

QPoint HoverTips::placeBelowCursor() const
{
    const long x = m_view.SendScintilla(Scintilla::SCI_POINTXFROMPOSITION, 0UL, long(m_view.cursor()));
    const long y = m_view.SendScintilla(Scintilla::SCI_POINTYFROMPOSITION, 0UL, long(m_view.cursor()));
    const long height = m_view.SendScintilla(Scintilla::SCI_TEXTHEIGHT, 0UL);
    return m_view.viewport()->mapToGlobal(QPoint(int(x), int(y + height)));
}
