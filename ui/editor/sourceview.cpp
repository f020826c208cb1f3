// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sourceview.h"

#include "editor/lineends.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr size_t manyEdits = 200; ///< more are applied as one replacement of everything between

bool fits(const QList<TextEdit> &edits, qint64 size)
{
    qint64 end = 0;
    return std::all_of(edits.begin(), edits.end(), [&end, size](const TextEdit &edit) {
        const bool ok = edit.byte >= end && edit.length >= 0 && edit.byte + edit.length <= size;
        end = edit.byte + edit.length;
        return ok;
    });
}
} // namespace

SourceView::SourceView(QWidget *parent) : QsciScintilla(parent)
{
    setUp();
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this,
        [this](int position, int type, const char *text, int length) {
            onModified(position, type, text, length);
        });
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &SourceView::onUpdated);
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, &SourceView::showLineNumbers);
}

void SourceView::setUp()
{
    setUtf8(true);
    setIndentationsUseTabs(false);
    setTabWidth(4);
    setIndentationWidth(2);
    setMarginWidth(1, 0);
    dropUnwantedKeys(*this);
    SendScintilla(SCI_SETMODEVENTMASK, ulong(SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT));
    SendScintilla(SCI_SETPASTECONVERTENDINGS, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETMULTIPLESELECTION, 0UL);
    SendScintilla(SCI_SETLAYOUTCACHE, ulong(SC_CACHE_PAGE));
}

void SourceView::showBytes(const QByteArray &utf8, bool keepPlace, const QByteArray &lineEndIfNone)
{
    emit commandBegins(nullptr);
    const bool wasReadOnly = isReadOnly();
    const long top = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const long left = SendScintilla(SCI_GETXOFFSET);
    const long anchorByte = SendScintilla(SCI_GETANCHOR);
    const long cursorByte = SendScintilla(SCI_GETCURRENTPOS);
    m_hiddenSigns.reveal(*this, utf8);
    SendScintilla(SCI_SETEOLMODE, ulong(lineEndMode(usualLineEnd(utf8, lineEndIfNone))));
    SendScintilla(SCI_SETREADONLY, 0UL);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_APPENDTEXT, ulong(utf8.size()), utf8.constData());
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_SETREADONLY, wasReadOnly ? 1UL : 0UL);
    SendScintilla(SCI_SETSEL, keepPlace ? anchorByte : 0L, keepPlace ? cursorByte : 0L);
    SendScintilla(SCI_SETFIRSTVISIBLELINE, keepPlace ? ulong(top) : 0UL);
    SendScintilla(SCI_SETXOFFSET, keepPlace ? ulong(left) : 0UL);
    m_unseen.clear();
    showLineNumbers();
    settle();
}

QByteArray SourceView::bytes() const
{
    return view().toByteArray();
}

QByteArrayView SourceView::view() const
{
    const auto *text = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    return {text, qsizetype(size())};
}

qint64 SourceView::size() const
{
    return SendScintilla(SCI_GETLENGTH);
}

qint64 SourceView::cursor() const
{
    return SendScintilla(SCI_GETCURRENTPOS);
}

qint64 SourceView::anchor() const
{
    return SendScintilla(SCI_GETANCHOR);
}

void SourceView::select(qint64 from, qint64 to)
{
    SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY, ulong(lineOf(to)));
    SendScintilla(SCI_SETSEL, long(from), long(to));
    emit cursorMoved();
}

void SourceView::replaceBytes(qint64 from, qint64 length, QByteArrayView bytes)
{
    SendScintilla(SCI_SETTARGETRANGE, ulong(from), long(from + length));
    // Scintilla ends the program for a null pointer, also one to no bytes.
    SendScintilla(SCI_REPLACETARGET, ulong(bytes.size()), bytes.isEmpty() ? "" : bytes.data());
    settleSoon();
}

bool SourceView::applyEdits(const QList<TextEdit> &edits)
{
    if (edits.isEmpty() || !fits(edits, size()) || isReadOnly())
        return false;
    emit commandBegins(nullptr);
    SendScintilla(SCI_BEGINUNDOACTION);
    if (size_t(edits.size()) > manyEdits) {
        replaceAtOnce(edits);
    } else {
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
            replaceBytes(edit->byte, edit->length, edit->replacement);
    }
    SendScintilla(SCI_ENDUNDOACTION);
    settle();
    return true;
}

void SourceView::replaceAtOnce(const QList<TextEdit> &edits)
{
    const qint64 from = edits.constFirst().byte;
    const qint64 end = edits.constLast().byte + edits.constLast().length;
    const QByteArrayView text = view();
    QByteArray together;
    qint64 at = from;
    for (const TextEdit &edit : edits) {
        together += text.sliced(at, edit.byte - at);
        together += edit.replacement;
        at = edit.byte + edit.length;
    }
    replaceBytes(from, end - from, together);
}

void SourceView::undo()
{
    emit commandBegins(nullptr);
    QsciScintilla::undo();
    settle();
}

void SourceView::redo()
{
    emit commandBegins(nullptr);
    QsciScintilla::redo();
    settle();
}

QByteArray SourceView::lineEnd() const
{
    return lineEndOfMode(int(SendScintilla(SCI_GETEOLMODE)));
}

int SourceView::lineOf(qint64 byte) const
{
    return int(SendScintilla(SCI_LINEFROMPOSITION, ulong(byte)));
}

void SourceView::showLineNumbers()
{
    const long lines = SendScintilla(SCI_GETLINECOUNT);
    const QByteArray widest = '_' + QByteArray::number(qMax(99L, lines)).replace(QByteArray("1"), "0");
    const long width = SendScintilla(SCI_TEXTWIDTH, ulong(STYLE_LINENUMBER), widest.constData());
    if (SendScintilla(SCI_GETMARGINWIDTHN, 0UL) != width + 6)
        SendScintilla(SCI_SETMARGINWIDTHN, 0UL, width + 6);
}

bool SourceView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isKeyOfText(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QsciScintilla::event(event);
}

void SourceView::keyPressEvent(QKeyEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::keyPressEvent(event);
    emit commandEnds(event);
    settle();
}

void SourceView::inputMethodEvent(QInputMethodEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::inputMethodEvent(event);
    emit commandEnds(event);
    settle();
}

void SourceView::mousePressEvent(QMouseEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::mousePressEvent(event);
    emit commandEnds(event);
    settle();
}

void SourceView::dropEvent(QDropEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::dropEvent(event);
    emit commandEnds(event);
    settle();
}

void SourceView::contextMenuEvent(QContextMenuEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::contextMenuEvent(event);
}

void SourceView::focusOutEvent(QFocusEvent *event)
{
    emit commandBegins(event);
    QsciScintilla::focusOutEvent(event);
}

void SourceView::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        emit looksChanged();
}

/// A view that cannot be typed into is no trap for the Tab key.
bool SourceView::focusNextPrevChild(bool next)
{
    if (!isReadOnly())
        return QsciScintilla::focusNextPrevChild(next);
    // Past QScintilla's own, on purpose. NOLINTNEXTLINE(bugprone-parent-virtual-call)
    return QWidget::focusNextPrevChild(next);
}

/// Text alone, and no NUL: the view would cut the document there.
QByteArray SourceView::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    rectangular = false;
    return source->text().toUtf8().replace(QByteArray(1, '\0'), QByteArray());
}

void SourceView::onModified(int position, int type, const char *text, int length)
{
    if (!(type & (SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT)))
        return;
    ++m_revision;
    const bool isInsertion = type & SC_MOD_INSERTTEXT;
    if (isInsertion && text)
        m_unseen.append(text, length);
    emit spliced(position, isInsertion ? 0 : length, isInsertion ? length : 0);
    settleSoon();
}

void SourceView::onUpdated(int what)
{
    if (what & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT))
        emit cursorMoved();
}

/// For changes that come by ways of their own: undo from a menu, a call.
void SourceView::settleSoon()
{
    if (m_isSettling)
        return;
    m_isSettling = true;
    QMetaObject::invokeMethod(this, &SourceView::settle, Qt::QueuedConnection);
}

void SourceView::settle()
{
    m_isSettling = false;
    if (m_settledRevision == m_revision)
        return;
    m_settledRevision = m_revision;
    m_hiddenSigns.reveal(*this, std::exchange(m_unseen, {}));
    showLineNumbers();
    emit changed();
}
