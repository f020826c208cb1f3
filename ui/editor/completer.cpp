// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/completer.h"

#include "document/tagpairs.h"
#include "editor/completionpopup.h"
#include "editor/sourceview.h"

#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;
using Scintilla = QsciScintillaBase;

namespace {
constexpr qint64 smallDocument = 64 * 1024; ///< up to this it is done at once

/// What was typed is a reason to propose something.
bool invites(const QString &typed, QByteArrayView text, qint64 cursor)
{
    if (typed == "<"_L1)
        return true;
    const TagInside inside = insideOfTag(text, cursor);
    if (typed == " "_L1)
        return inside.isInTag && !inside.quote;
    return (typed == "\""_L1 || typed == "'"_L1) && inside.quote;
}
} // namespace

Completer::Completer(SourceView &view)
    : QObject(&view)
    , m_view(view)
    , m_popup(new CompletionPopup(&view))
    , m_type(plainXmlType)
{
    view.installEventFilter(this);
    connect(&view, &SourceView::commandEnds, this, &Completer::onTyped);
    connect(&view, &SourceView::cursorMoved, this, &Completer::onCursor);
    connect(m_popup, &CompletionPopup::chosen, this, [this](int index) { apply(index); });
}

void Completer::setType(const DocumentType &type)
{
    m_type = &type;
    close();
}

bool Completer::isOpen() const
{
    return m_popup->isVisible();
}

void Completer::close()
{
    m_job.cancel();
    m_popup->hide();
}

void Completer::propose()
{
    ask(true);
}

void Completer::ask(bool isAsked)
{
    if (m_view.isReadOnly() || m_type->syntax != Syntax::Xml) {
        close();
        return;
    }
    m_revision = m_view.revision();
    m_cursor = m_view.cursor();
    const auto look = [utf8 = m_view.bytes(), cursor = m_cursor, type = m_type, uris = m_uris] {
        return completionsAt(utf8, cursor, *type, uris);
    };
    if (m_view.size() <= smallDocument)
        show(look(), isAsked);
    else
        m_job.run(look, [this, isAsked](const QList<Proposal> &proposals) { show(proposals, isAsked); });
}

/// A proposal that writes what already stands there is none.
bool Completer::isWorthwhile(const Proposal &proposal) const
{
    const TextEdit &edit = proposal.edit;
    return edit.byte + edit.length <= m_view.size()
        && m_view.view().sliced(edit.byte, edit.length) != QByteArrayView(edit.replacement);
}

void Completer::show(const QList<Proposal> &proposals, bool isAsked)
{
    if (m_revision != m_view.revision() || m_cursor != m_view.cursor())
        return;
    m_proposals = proposals;
    m_wasAsked = isAsked;
    if (!std::any_of(proposals.begin(), proposals.end(),
            [this](const Proposal &proposal) { return isWorthwhile(proposal); })) {
        m_popup->hide();
        return;
    }
    const qint64 from = qMin(m_cursor, proposals.constFirst().edit.byte);
    const int height = int(m_view.SendScintilla(Scintilla::SCI_TEXTHEIGHT, 0UL));
    m_popup->showAt(proposals, placeOf(from), height, isAsked);
}

QPoint Completer::placeOf(qint64 byte) const
{
    const long x = m_view.SendScintilla(Scintilla::SCI_POINTXFROMPOSITION, 0UL, long(byte));
    const long y = m_view.SendScintilla(Scintilla::SCI_POINTYFROMPOSITION, 0UL, long(byte));
    return m_view.viewport()->mapToGlobal(QPoint(int(x), int(y)));
}

void Completer::onTyped(QEvent *event)
{
    const QString typed = typedText(event);
    const bool isErasing = event && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Backspace;
    if (isOpen() && (isErasing || (!typed.isEmpty() && isTagNameByte(char(typed.at(0).unicode() & 0x7f)))))
        ask(m_wasAsked);
    else if (invites(typed, m_view.view(), m_view.cursor()))
        ask(false);
    else if (!typed.isEmpty() || isErasing)
        close();
}

/// The place of the proposals was left by other ways than typing.
void Completer::onCursor()
{
    if (isOpen() && m_view.revision() == m_revision && m_view.cursor() != m_cursor)
        close();
}

bool Completer::eventFilter(QObject *watched, QEvent *event)
{
    if (!isOpen())
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (event->type() == QEvent::ShortcutOverride && key->key() == Qt::Key_Escape) {
            event->accept(); // Esc is not the window's as long as the list is open
            return true;
        }
        if (event->type() == QEvent::KeyPress && takesKey(*key))
            return true;
    }
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::MouseButtonPress
        || event->type() == QEvent::Wheel || event->type() == QEvent::Hide)
        close();
    return QObject::eventFilter(watched, event);
}

bool Completer::takesKey(const QKeyEvent &event)
{
    if (event.modifiers() & ~Qt::KeypadModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->step(event.key() == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        m_popup->stepPage(event.key() == Qt::Key_PageDown ? 1 : -1);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Tab:
        return apply(qMax(0, m_popup->current()));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (apply(m_popup->current()))
            return true;
        close();
        return false;
    default:
        return false;
    }
}

bool Completer::apply(int index)
{
    if (index < 0 || index >= m_proposals.size() || m_revision != m_view.revision())
        return false;
    const Proposal proposal = m_proposals.at(index);
    close();
    if (!m_view.applyEdits({proposal.edit}))
        return false;
    m_view.select(proposal.cursor, proposal.cursor);
    return true;
}

void Completer::describe(qint64 byte, const std::function<void(const QString &)> &say)
{
    const auto look = [utf8 = m_view.bytes(), byte, type = m_type] {
        return descriptionAt(utf8, byte, *type);
    };
    if (m_view.size() <= smallDocument)
        say(look());
    else
        m_describing.run(look, say);
}
