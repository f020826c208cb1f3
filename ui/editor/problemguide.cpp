// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/problemguide.h"

#include "base/visibletext.h"
#include "editor/diagnosticmarks.h"
#include "editor/hovertips.h"
#include "editor/sourcecolours.h"
#include "editor/sourceview.h"
#include "plainlabel.h"

#include <QCursor>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

ProblemGuide::ProblemGuide(SourceView &view, const DiagnosticMarks &marks, HoverTips &tips)
    : QObject(&view)
    , m_view(view)
    , m_marks(marks)
    , m_tips(tips)
{
    connect(&view, &QsciScintilla::marginClicked, this, [this](int margin, int line) {
        if (margin == SourceColours::problemMargin)
            offer(m_marks.onLine(line), QCursor::pos());
    });
}

void ProblemGuide::go(int step)
{
    const Diagnostic *problem = m_marks.neighbour(step);
    if (!problem)
        return;
    const qint64 byte = problem->place.byte;
    m_view.select(byte, byte);
    const QList<Diagnostic> here = m_marks.at(byte);
    m_tips.showAtCursor(sentencesOf(here.isEmpty() ? QList<Diagnostic> {*problem} : here));
}

void ProblemGuide::fixAtCursor()
{
    QList<Diagnostic> here = m_marks.at(m_view.cursor());
    if (std::all_of(here.begin(), here.end(), [](const Diagnostic &each) { return each.fix.isEmpty(); }))
        here = m_marks.onLine(m_view.lineOf(m_view.cursor()));
    offer(here, m_tips.placeBelowCursor());
}

/// One is meant; of several one is chosen; when there is none, the problem is told.
void ProblemGuide::offer(const QList<Diagnostic> &diagnostics, const QPoint &place)
{
    QList<QuickFix> fixes;
    for (const Diagnostic &each : diagnostics) {
        if (!each.fix.isEmpty() && !fixes.contains(each.fix))
            fixes << each.fix;
    }
    if (fixes.isEmpty() || m_view.isReadOnly())
        m_tips.show(place, sentencesOf(diagnostics));
    else if (fixes.size() == 1)
        emit fixWanted(fixes.constFirst());
    else
        showMenu(fixes, place);
}

void ProblemGuide::showMenu(const QList<QuickFix> &fixes, const QPoint &place)
{
    auto *menu = new QMenu(&m_view);
    menu->setObjectName(u"fixMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QuickFix &fix : fixes)
        menu->addAction(withoutMnemonic(visibleText(fix.label)), this, [this, fix] { emit fixWanted(fix); });
    menu->popup(place);
    menu->setActiveAction(menu->actions().constFirst());
}
