// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documenteditor.h"

#include "base/visibletext.h"
#include "document/documentmeasure.h"
#include "editor/autoclose.h"
#include "editor/completer.h"
#include "editor/diagnosticmarks.h"
#include "editor/findbar.h"
#include "editor/gotobar.h"
#include "editor/hovertips.h"
#include "editor/localkeys.h"
#include "editor/problemguide.h"
#include "editor/sourcecolours.h"
#include "editor/sourceview.h"
#include "editor/tagmatcher.h"
#include "plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
// Beyond these the lexer takes seconds, or for ever.
constexpr int mostLines = 20'000;
constexpr qint64 mostBytes = 1024 * 1024;
constexpr qint64 unmeasured = 4096; ///< bytes that may come before the text is measured again

bool isHarmless(const DocumentMeasure &measure)
{
    return !measure.exceeded() && measure.lines <= mostLines && measure.bytes <= mostBytes;
}

QByteArray lineEndOf(Syntax syntax)
{
    return syntax == Syntax::Xml || syntax == Syntax::Unknown ? "\n" : "\r\n";
}
} // namespace

DocumentEditor::DocumentEditor(QWidget *parent)
    : QWidget(parent)
    , m_view(new SourceView(this))
    , m_colours(new SourceColours(*m_view))
    , m_tags(new TagMatcher(*m_view))
    , m_closer(new AutoClose(*m_view))
    , m_marks(new DiagnosticMarks(*m_view))
    , m_tips(new HoverTips(*m_view, *m_marks))
    , m_guide(new ProblemGuide(*m_view, *m_marks, *m_tips))
    , m_completer(new Completer(*m_view))
    , m_findBar(new FindBar(*m_view, this))
    , m_goToBar(new GoToBar(*m_view, this))
    , m_note(new PlainLabel({}, this))
    , m_type(plainXmlType)
{
    setObjectName(u"documentEditor"_s);
    m_view->setObjectName(u"documentText"_s);
    m_view->setAccessibleName(tr("Text of the document"));
    setFocusProxy(m_view);
    layOut();
    createKeys();
    connectView();
}

/// The view asks its lexer while it goes.
DocumentEditor::~DocumentEditor()
{
    m_view->disconnect(this);
    m_colours->setXml(false);
}

void DocumentEditor::layOut()
{
    m_note->setObjectName(u"editorNote"_s);
    m_note->setWordWrap(true);
    m_note->setMargin(4);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_goToBar);
    layout->addWidget(m_findBar);
}

void DocumentEditor::createKeys()
{
    auto *keys = new LocalKeys(this);
    keys->add(Qt::CTRL | Qt::Key_F, [this] { find(); });
    keys->add(Qt::CTRL | Qt::Key_H, [this] { replace(); });
    keys->add(Qt::Key_F3, [this] { m_findBar->next(); });
    keys->add(Qt::SHIFT | Qt::Key_F3, [this] { m_findBar->previous(); });
    keys->add(Qt::CTRL | Qt::Key_G, [this] { goToLine(); });
    keys->add(Qt::Key_F8, [this] { nextProblem(); });
    keys->add(Qt::SHIFT | Qt::Key_F8, [this] { previousProblem(); });
    keys->add(Qt::ALT | Qt::Key_Return, [this] { fixProblem(); });
    keys->add(Qt::ALT | Qt::Key_Enter, [this] { fixProblem(); });
    keys->add(Qt::CTRL | Qt::Key_Space, [this] { complete(); });
    keys->add(Qt::CTRL | Qt::Key_0, [this] { m_view->zoomTo(0); });
    for (const Qt::Key plus : {Qt::Key_Plus, Qt::Key_Equal}) {
        keys->add(Qt::CTRL | plus, [this] { m_view->zoomIn(); });
        keys->add(Qt::CTRL | Qt::SHIFT | plus, [this] { m_view->zoomIn(); });
    }
    keys->add(Qt::CTRL | Qt::Key_Minus, [this] { m_view->zoomOut(); });
    keys->watch(m_view);
}

void DocumentEditor::connectView()
{
    connect(m_view, &SourceView::changed, this, &DocumentEditor::onChanged);
    connect(m_view, &SourceView::cursorMoved, this, [this] { emit cursorMoved(m_view->cursor()); });
    connect(m_guide, &ProblemGuide::fixWanted, this, &DocumentEditor::fixWanted);
    connect(m_marks, &DiagnosticMarks::moved, this, &DocumentEditor::diagnosticsMoved);
    m_tips->setDescribe([this](qint64 byte, const QPoint &place) {
        m_completer->describe(
            byte, [this, place](const QString &text) { m_tips->show(place, visibleText(text)); });
    });
}

void DocumentEditor::showText(const QByteArray &utf8, const DocumentType &type, bool keepPlace)
{
    m_type = &type;
    m_saved = utf8;
    m_marks->set({});
    m_completer->setType(type);
    const DocumentMeasure measure = measureDocument(utf8);
    if (!isHarmless(measure))
        m_colours->setXml(false); // before the lexer sees it
    {
        const QSignalBlocker quiet(this); // shown is not edited
        m_view->showBytes(utf8, keepPlace, lineEndOf(type.syntax));
    }
    guardLexer();
    updateModified();
    emit cursorMoved(m_view->cursor());
}

QByteArray DocumentEditor::utf8() const
{
    return m_view->bytes();
}

int DocumentEditor::revision() const
{
    return m_view->revision();
}

void DocumentEditor::setReadOnly(bool readOnly)
{
    m_view->setReadOnly(readOnly);
}

bool DocumentEditor::isReadOnly() const
{
    return m_view->isReadOnly();
}

bool DocumentEditor::isModified() const
{
    return m_view->view() != QByteArrayView(m_saved);
}

void DocumentEditor::setSaved()
{
    m_saved = m_view->bytes();
    updateModified();
}

void DocumentEditor::updateModified()
{
    const bool modified = isModified();
    if (std::exchange(m_isModified, modified) != modified)
        emit modifiedChanged(modified);
}

void DocumentEditor::onChanged()
{
    if (qAbs(m_view->size() - m_measuredSize) > unmeasured)
        guardLexer();
    updateModified();
    emit edited();
}

/// Colours, folding and tags for XML within bounds; says so when there are none.
void DocumentEditor::guardLexer()
{
    const bool isXml = m_type->syntax == Syntax::Xml;
    const bool harmless = isHarmless(measureDocument(m_view->view()));
    m_measuredSize = m_view->size();
    m_colours->setXml(isXml && harmless);
    m_tags->setEnabled(isXml && harmless);
    m_closer->setEnabled(isXml);
    m_note->setText(tr("Colours and folding are off: the document is too long or too deep for them."));
    m_note->setVisible(isXml && !harmless);
}

void DocumentEditor::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    m_marks->set(diagnostics);
}

const QList<Diagnostic> &DocumentEditor::diagnostics() const
{
    return m_marks->all();
}

void DocumentEditor::setAnnotated(bool annotated)
{
    m_marks->setAnnotated(annotated);
}

bool DocumentEditor::isAnnotated() const
{
    return m_marks->isAnnotated();
}

void DocumentEditor::goTo(const TextPlace &place)
{
    const qint64 from = qBound<qint64>(0, place.byte, m_view->size());
    m_view->select(from, qMin(from + place.length, m_view->size()));
    m_view->setFocus(Qt::OtherFocusReason);
}

qint64 DocumentEditor::cursorByte() const
{
    return m_view->cursor();
}

void DocumentEditor::applyEdits(const QList<TextEdit> &edits)
{
    m_view->applyEdits(edits);
}

void DocumentEditor::setKnownUris(const QStringList &uris)
{
    m_completer->setKnownUris(uris);
}

void DocumentEditor::setWrapped(bool wrapped)
{
    m_view->setWrapMode(wrapped ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
}

bool DocumentEditor::isWrapped() const
{
    return m_view->wrapMode() != QsciScintilla::WrapNone;
}

void DocumentEditor::undo()
{
    m_view->undo();
}

void DocumentEditor::redo()
{
    m_view->redo();
}

void DocumentEditor::find()
{
    m_goToBar->hide();
    m_findBar->find();
}

void DocumentEditor::replace()
{
    m_goToBar->hide();
    m_findBar->replace();
}

void DocumentEditor::goToLine()
{
    m_goToBar->open();
}

void DocumentEditor::nextProblem()
{
    m_guide->go(1);
}

void DocumentEditor::previousProblem()
{
    m_guide->go(-1);
}

void DocumentEditor::complete()
{
    m_completer->propose();
}

void DocumentEditor::fixProblem()
{
    m_guide->fixAtCursor();
}
