// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/diagnosticmarks.h"

#include "base/visibletext.h"
#include "editor/indicators.h"
#include "editor/severitystyle.h"
#include "editor/sourcecolours.h"
#include "editor/sourceview.h"
#include "theme.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Scintilla = QsciScintillaBase;

namespace {
constexpr std::array severities {
    Severity::Limit, Severity::Malformed, Severity::Invalid, Severity::Stumble, Severity::Note};
constexpr int symbolSize = 14;
constexpr qint64 longestUnderline = 400;
constexpr qint64 longLine = 20'000; ///< columns of longer lines are not counted anew

int indicatorOf(Severity severity)
{
    return static_cast<int>(Indicator::Severity) + static_cast<int>(severity);
}

int markerOf(Severity severity)
{
    return static_cast<int>(Severity::Note) - static_cast<int>(severity);
}

/// Where a byte is after a part of the text was replaced.
qint64 shifted(qint64 at, qint64 byte, qint64 removed, qint64 inserted)
{
    if (at < byte)
        return at;
    return at >= byte + removed ? at + inserted - removed : byte;
}

/// A repair must not be applied to a text that is another than the one it was made for.
bool touches(const QuickFix &fix, qint64 byte, qint64 removed)
{
    return std::any_of(fix.edits.begin(), fix.edits.end(),
        [=](const TextEdit &edit) { return byte <= edit.byte + edit.length && byte + removed >= edit.byte; });
}

/// False when the text that it is about is gone.
bool shift(Diagnostic &diagnostic, qint64 byte, qint64 removed, qint64 inserted)
{
    TextPlace &place = diagnostic.place;
    if (place.length > 0 && byte <= place.byte && byte + removed >= place.byte + place.length)
        return false;
    const qint64 end = shifted(place.byte + place.length, byte, removed, inserted);
    place.byte = shifted(place.byte, byte, removed, inserted);
    place.length = end - place.byte;
    if (touches(diagnostic.fix, byte, removed))
        diagnostic.fix = {};
    for (TextEdit &edit : diagnostic.fix.edits)
        edit.byte = shifted(edit.byte, byte, removed, inserted);
    return true;
}
} // namespace

QString sentencesOf(const QList<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &each : diagnostics) {
        const QString sentence =
            u"%1: %2"_s.arg(styleOf(each.severity).wordText(), visibleText(each.sentence));
        lines << (each.fix.isEmpty() ? sentence
                                     : QCoreApplication::translate("DiagnosticMarks", "%1 (Alt+Enter: %2)")
                                           .arg(sentence, visibleText(each.fix.label)));
    }
    return lines.join(u'\n');
}

DiagnosticMarks::DiagnosticMarks(SourceView &view) : QObject(&view), m_view(view)
{
    connect(&view, &SourceView::spliced, this, &DiagnosticMarks::onSpliced);
    connect(&view, &SourceView::changed, this, &DiagnosticMarks::onChanged);
    connect(&view, &SourceView::looksChanged, this, &DiagnosticMarks::showColours);
    showColours();
}

void DiagnosticMarks::showColours()
{
    const bool dark = isDark(m_view.palette());
    const qreal ratio = m_view.devicePixelRatioF();
    m_view.SendScintilla(Scintilla::SCI_RGBAIMAGESETSCALE, ulong(qRound(100 * ratio)));
    for (const Severity severity : severities) {
        const SeverityStyle &style = styleOf(severity);
        defineIndicator(m_view, indicatorOf(severity), style.underline, style.color(dark));
        m_view.markerDefine(style.pixmap(m_view.palette(), symbolSize, ratio).toImage(), markerOf(severity));
    }
}

void DiagnosticMarks::set(const QList<Diagnostic> &diagnostics)
{
    m_diagnostics = diagnostics;
    m_hasMoved = false;
    show();
}

void DiagnosticMarks::show()
{
    for (const Severity severity : severities) {
        clearIndicator(m_view, indicatorOf(severity));
        m_view.markerDeleteAll(markerOf(severity));
    }
    QMap<int, Severity> worst;
    for (const Diagnostic &each : std::as_const(m_diagnostics)) {
        const int line = lineOf(each);
        worst[line] = qMin(worst.value(line, Severity::Note), each.severity);
        if (each.place.line > 0)
            underline(each);
    }
    for (auto line = worst.cbegin(); line != worst.cend(); ++line)
        m_view.markerAdd(line.key(), markerOf(line.value()));
    showAnnotations();
}

/// Where its symbol stands: what concerns the whole document stands on the first line.
int DiagnosticMarks::lineOf(const Diagnostic &diagnostic) const
{
    return diagnostic.place.line > 0 ? m_view.lineOf(qMin(diagnostic.place.byte, m_view.size())) : 0;
}

/// On the first of its lines; a point gets the character beside it.
void DiagnosticMarks::underline(const Diagnostic &diagnostic)
{
    const qint64 from = qMin(diagnostic.place.byte, m_view.size());
    const qint64 lineEnd =
        m_view.SendScintilla(Scintilla::SCI_GETLINEENDPOSITION, ulong(m_view.lineOf(from)));
    const qint64 end = qMin(from + qMin(diagnostic.place.length, longestUnderline), lineEnd);
    if (end > from)
        fillIndicator(m_view, indicatorOf(diagnostic.severity), from, end - from);
    else if (from < lineEnd)
        fillIndicator(m_view, indicatorOf(diagnostic.severity), from,
            m_view.SendScintilla(Scintilla::SCI_POSITIONAFTER, ulong(from)) - from);
    else if (from > 0)
        fillIndicator(m_view, indicatorOf(diagnostic.severity),
            m_view.SendScintilla(Scintilla::SCI_POSITIONBEFORE, ulong(from)), 1);
}

void DiagnosticMarks::setAnnotated(bool annotated)
{
    m_isAnnotated = annotated;
    showAnnotations();
}

void DiagnosticMarks::showAnnotations()
{
    m_view.SendScintilla(Scintilla::SCI_ANNOTATIONCLEARALL);
    m_view.SendScintilla(Scintilla::SCI_ANNOTATIONSETVISIBLE,
        ulong(m_isAnnotated ? Scintilla::ANNOTATION_BOXED : Scintilla::ANNOTATION_HIDDEN));
    if (!m_isAnnotated)
        return;
    QMap<int, QList<Diagnostic>> byLine;
    for (const Diagnostic &each : std::as_const(m_diagnostics))
        byLine[lineOf(each)] << each;
    for (auto entry = byLine.cbegin(); entry != byLine.cend(); ++entry) {
        const QByteArray text = sentencesOf(entry.value()).toUtf8();
        m_view.SendScintilla(Scintilla::SCI_ANNOTATIONSETTEXT, ulong(entry.key()), text.constData());
        m_view.SendScintilla(
            Scintilla::SCI_ANNOTATIONSETSTYLE, ulong(entry.key()), long(SourceColours::annotationStyle));
    }
}

QList<Diagnostic> DiagnosticMarks::at(qint64 byte) const
{
    QList<Diagnostic> found;
    std::copy_if(m_diagnostics.begin(), m_diagnostics.end(), std::back_inserter(found),
        [byte](const Diagnostic &each) {
            return each.place.line > 0 && byte >= each.place.byte
                && byte <= each.place.byte + qMax<qint64>(1, each.place.length);
        });
    return found;
}

QList<Diagnostic> DiagnosticMarks::onLine(int line) const
{
    QList<Diagnostic> found;
    std::copy_if(m_diagnostics.begin(), m_diagnostics.end(), std::back_inserter(found),
        [this, line](const Diagnostic &each) { return lineOf(each) == line; });
    return found;
}

const Diagnostic *DiagnosticMarks::neighbour(int step) const
{
    if (m_diagnostics.isEmpty())
        return nullptr;
    QList<const Diagnostic *> order;
    for (const Diagnostic &each : m_diagnostics)
        order << &each;
    std::stable_sort(order.begin(), order.end(),
        [](const Diagnostic *a, const Diagnostic *b) { return a->place.byte < b->place.byte; });
    const qint64 cursor = m_view.cursor();
    if (step > 0) {
        const auto next = std::find_if(order.cbegin(), order.cend(),
            [cursor](const Diagnostic *each) { return each->place.byte > cursor; });
        return next == order.cend() ? order.constFirst() : *next;
    }
    const auto previous = std::find_if(order.crbegin(), order.crend(),
        [cursor](const Diagnostic *each) { return each->place.byte < cursor; });
    return previous == order.crend() ? order.constLast() : *previous;
}

void DiagnosticMarks::onSpliced(qint64 byte, qint64 removed, qint64 inserted)
{
    if (m_diagnostics.isEmpty())
        return;
    QList<Diagnostic> kept;
    for (Diagnostic &each : m_diagnostics) {
        if (shift(each, byte, removed, inserted))
            kept << each;
    }
    m_diagnostics = kept;
    m_hasMoved = true;
}

void DiagnosticMarks::onChanged()
{
    if (!std::exchange(m_hasMoved, false))
        return;
    for (Diagnostic &each : m_diagnostics) {
        if (each.place.line == 0)
            continue;
        const int line = m_view.lineOf(each.place.byte);
        const long begin = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMLINE, ulong(line));
        each.place.line = line + 1;
        if (each.place.byte - begin < longLine)
            each.place.column =
                int(m_view.SendScintilla(Scintilla::SCI_COUNTCHARACTERS, ulong(begin), long(each.place.byte)))
                + 1;
    }
    emit moved(m_diagnostics);
}
