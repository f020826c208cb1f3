// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentviews.h"

#include "editor/comparisonview.h"
#include "editor/documenteditor.h"
#include "editor/formview.h"
#include "editor/hexview.h"
#include "editor/newestjob.h"
#include "editor/outlineview.h"
#include "editor/problemlist.h"

#include <QInputDialog>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int readPause = 150; ///< ms without a key before form and outline follow the text
} // namespace

DocumentViews::DocumentViews(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_texts(new QSplitter(Qt::Horizontal, this))
    , m_sides(new QStackedWidget(this))
    , m_form(new FormView(this))
    , m_outline(new OutlineView(this))
    , m_editor(new DocumentEditor(this))
    , m_problems(new ProblemList(this))
    , m_hex(new HexView(this))
    , m_comparison(new ComparisonView(this))
    , m_reading(new NewestJob(this))
    , m_type(plainXmlType)
{
    createPages();
    connectEditor();
    connectSides();
}

void DocumentViews::createPages()
{
    m_hex->setObjectName(u"documentHex"_s);
    m_hex->setAccessibleName(tr("Bytes of the document"));
    m_sides->addWidget(m_form);
    m_sides->addWidget(m_outline);
    m_sides->hide();
    m_problems->hide();
    m_texts->setObjectName(u"documentSplitter"_s);
    m_texts->setChildrenCollapsible(false);
    for (QWidget *part : QList<QWidget *> {m_sides, m_editor, m_problems})
        m_texts->addWidget(part);
    m_texts->setStretchFactor(1, 1);
    m_texts->setSizes({360, 640, 480});
    for (QWidget *page : QList<QWidget *> {m_texts, m_hex, m_comparison})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
}

void DocumentViews::connectEditor()
{
    connect(m_problems, &ProblemList::placeWanted, this, [this](const TextPlace &place) {
        m_editor->goTo(place);
        m_editor->setFocus();
    });
    connect(m_editor, &DocumentEditor::diagnosticsMoved, m_problems, &ProblemList::setDiagnostics);
    const auto repair = [this](const QuickFix &fix) { m_editor->applyEdits(fix.edits); };
    connect(m_problems, &ProblemList::fixWanted, this, repair);
    connect(m_editor, &DocumentEditor::fixWanted, this, repair);
}

void DocumentViews::connectSides()
{
    connect(
        m_form, &FormView::editsWanted, this, [this](const QList<TextEdit> &edits, const QByteArray &basis) {
            if (m_editor->utf8() == basis && !m_editor->isReadOnly())
                m_editor->applyEdits(edits);
            readTree();
        });
    connect(m_hex, &HexView::goToWanted, this, [this] { askOffset(tr("Go to byte (decimal, or 0x…):")); });
    connect(m_outline, &OutlineView::placeWanted, m_editor, &DocumentEditor::goTo);
    connect(m_editor, &DocumentEditor::cursorMoved, m_outline, &OutlineView::followCursor);
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(readPause);
    connect(&m_readSoon, &QTimer::timeout, this, &DocumentViews::readTree);
    connect(m_editor, &DocumentEditor::edited, &m_readSoon, qOverload<>(&QTimer::start));
}

void DocumentViews::askOffset(const QString &question)
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"hexOffset"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bytes of the document"));
    dialog->setLabelText(question);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &offset) {
        if (!m_hex->goTo(offset))
            askOffset(tr("There is no such byte. Go to byte (decimal, or 0x…):"));
    });
    dialog->open();
}

void DocumentViews::showDocument(const OpenDocument &document, bool keepPlace)
{
    const bool isReadOnly = !document.readOnlyReason().isEmpty();
    m_type = &document.type();
    m_editor->showText(document.text.utf8, document.type(), keepPlace);
    m_editor->setReadOnly(isReadOnly);
    m_form->setEditable(!isReadOnly);
    m_hex->showBytes(document.stored(), keepPlace);
    if (!keepPlace) {
        setVerdict({});
        m_form->clear();
        m_outline->clear();
    }
    readTree();
}

void DocumentViews::setType(const OpenDocument &document)
{
    const QByteArray text = m_editor->utf8();
    m_type = &document.type();
    m_editor->showText(document.text.utf8, document.type(), true);
    if (text != document.text.utf8)
        m_editor->applyEdits({{0, document.text.utf8.size(), text}});
    readTree();
}

void DocumentViews::setView(DocumentViewKind view)
{
    m_view = view;
    if (view == DocumentViewKind::Hex)
        m_pages->setCurrentWidget(m_hex);
    else if (view == DocumentViewKind::Diff)
        m_pages->setCurrentWidget(m_comparison);
    else
        m_pages->setCurrentWidget(m_texts);
    if (view == DocumentViewKind::Form)
        m_sides->setCurrentWidget(m_form);
    else if (view == DocumentViewKind::Outline)
        m_sides->setCurrentWidget(m_outline);
    m_sides->setVisible(view == DocumentViewKind::Form || view == DocumentViewKind::Outline);
    readTree();
}

void DocumentViews::setVerdict(const Verdict &verdict)
{
    m_editor->setDiagnostics(verdict.diagnostics);
    m_problems->setDiagnostics(verdict.diagnostics);
    m_problems->setVisible(!verdict.diagnostics.isEmpty());
}

void DocumentViews::setKnownUris(const QStringList &uris)
{
    m_editor->setKnownUris(uris);
    m_form->setKnownUris(uris);
}

/// Only for a view that wants it.
void DocumentViews::readTree()
{
    if (m_view != DocumentViewKind::Form && m_view != DocumentViewKind::Outline)
        return;
    m_readSoon.stop();
    m_reading->run([text = m_editor->utf8()] { return readXmlTree(text); },
        [this](const XmlTree &tree) { showTree(tree); });
}

void DocumentViews::showTree(const XmlTree &tree)
{
    if (tree.utf8 != m_editor->utf8())
        return; // typed meanwhile: another one follows
    if (m_view == DocumentViewKind::Form)
        m_form->showTree(tree, *m_type);
    m_outline->showTree(tree);
    m_outline->followCursor(m_editor->cursorByte());
}
