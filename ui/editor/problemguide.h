// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QObject>

class DiagnosticMarks;
class HoverTips;
class QPoint;
class SourceView;

/// Leads from problem to problem in a text and offers their repairs.
class ProblemGuide : public QObject {
    Q_OBJECT
public:
    ProblemGuide(SourceView &view, const DiagnosticMarks &marks, HoverTips &tips);

    void go(int step); ///< 1: to the next problem, -1: to the previous one
    /// Of the problems at the cursor, else of those on its line.
    void fixAtCursor();

signals:
    void fixWanted(const QuickFix &fix);

private:
    void offer(const QList<Diagnostic> &diagnostics, const QPoint &place);
    void showMenu(const QList<QuickFix> &fixes, const QPoint &place);

    SourceView &m_view;
    const DiagnosticMarks &m_marks;
    HoverTips &m_tips;
};
