// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/autoclose.h"

#include "document/tagpairs.h"
#include "editor/sourceview.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;
using Scintilla = QsciScintillaBase;

namespace {
constexpr auto oneLevel = "  ";

bool isQuote(const QString &typed)
{
    return typed == "\""_L1 || typed == "'"_L1;
}

bool isEnter(const QEvent *event)
{
    if (!event || event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

char byteAt(QByteArrayView text, qint64 at)
{
    return at >= 0 && at < text.size() ? text[at] : char(0);
}

/// The blanks that a line begins with.
QByteArray indentOf(QByteArrayView line)
{
    qsizetype end = 0;
    while (end < line.size() && (line[end] == ' ' || line[end] == '\t'))
        ++end;
    return line.first(end).toByteArray();
}
} // namespace

AutoClose::AutoClose(SourceView &view) : QObject(&view), m_view(view)
{
    view.installEventFilter(this);
    connect(&view, &SourceView::commandEnds, this, &AutoClose::onTyped);
}

/// A quote that is typed where the closing one already stands goes past it.
bool AutoClose::eventFilter(QObject *watched, QEvent *event)
{
    const QString typed = typedText(event);
    if (!m_isEnabled || !isQuote(typed) || m_view.isReadOnly() || m_view.cursor() != m_view.anchor())
        return QObject::eventFilter(watched, event);
    const char quote = typed.at(0).toLatin1();
    const qint64 at = m_view.cursor();
    const QByteArrayView text = m_view.view();
    if (byteAt(text, at) != quote || insideOfTag(text, at).quote != quote)
        return QObject::eventFilter(watched, event);
    m_view.select(at + 1, at + 1);
    return true;
}

void AutoClose::onTyped(QEvent *event)
{
    if (!m_isEnabled || m_view.isReadOnly())
        return;
    const QString typed = typedText(event);
    if (typed == ">"_L1)
        endElement();
    else if (typed == "/"_L1)
        completeEndTag();
    else if (isQuote(typed))
        closeQuote(typed.at(0).toLatin1());
    else if (isEnter(event))
        indentLine();
}

void AutoClose::endElement()
{
    const QByteArrayView text = m_view.view();
    const auto tag = tagEndingAt(text, m_view.cursor());
    if (!tag || tag->kind != TagSpan::Kind::Start)
        return;
    if (const auto name = missingEndOf(text, *tag))
        insertAtCursor("</" + name->toByteArray() + ">", 0);
}

void AutoClose::completeEndTag()
{
    const QByteArrayView text = m_view.view();
    const qint64 at = m_view.cursor();
    if (byteAt(text, at - 2) != '<' || isTagNameByte(byteAt(text, at)) || byteAt(text, at) == '>')
        return;
    if (const auto open = openElementAt(text, at - 2)) {
        const QByteArray name = open->name(text).toByteArray();
        insertAtCursor(name + ">", name.size() + 1);
    }
}

void AutoClose::closeQuote(char quote)
{
    const QByteArrayView text = m_view.view();
    const qint64 at = m_view.cursor();
    if (byteAt(text, at - 1) != quote || isTagNameByte(byteAt(text, at)))
        return;
    if (insideOfTag(text, at - 1).expectsValue)
        insertAtCursor(QByteArray(1, quote), 0);
}

/// Between a start tag and its end tag a level deeper, with the end tag on a line of its own.
void AutoClose::indentLine()
{
    const qint64 at = m_view.cursor();
    const int line = m_view.lineOf(at);
    const qint64 begin = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMLINE, ulong(line));
    if (line == 0 || begin != at)
        return;
    const qint64 aboveFrom = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMLINE, ulong(line - 1));
    const qint64 aboveEnd = m_view.SendScintilla(Scintilla::SCI_GETLINEENDPOSITION, ulong(line - 1));
    const QByteArrayView text = m_view.view();
    const QByteArray indent = indentOf(text.sliced(aboveFrom, aboveEnd - aboveFrom));
    const auto tag = tagEndingAt(text, aboveEnd);
    const bool opens = tag && tag->kind == TagSpan::Kind::Start;
    const QByteArray inner = opens ? indent + oneLevel : indent;
    const bool closesHere = opens && byteAt(text, at) == '<' && byteAt(text, at + 1) == '/';
    const QByteArray insertion = closesHere ? inner + m_view.lineEnd() + indent : inner;
    if (!insertion.isEmpty())
        insertAtCursor(insertion, inner.size());
}

void AutoClose::insertAtCursor(const QByteArray &text, qint64 cursorAfter)
{
    const qint64 at = m_view.cursor();
    m_view.SendScintilla(Scintilla::SCI_BEGINUNDOACTION);
    m_view.replaceBytes(at, 0, text);
    m_view.SendScintilla(Scintilla::SCI_ENDUNDOACTION);
    m_view.select(at + cursorAfter, at + cursorAfter);
}
