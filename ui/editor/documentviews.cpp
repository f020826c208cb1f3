// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentviews.h"

#include "editor/comparisonview.h"
#include "editor/documenteditor.h"
#include "editor/hexview.h"
#include "editor/problemlist.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

DocumentViews::DocumentViews(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_texts(new QSplitter(Qt::Horizontal, this))
    , m_editor(new DocumentEditor(this))
    , m_problems(new ProblemList(this))
    , m_hex(new HexView(this))
    , m_comparison(new ComparisonView(this))
{
    createPages();
    connect(m_problems, &ProblemList::placeWanted, this, [this](const TextPlace &place) {
        m_editor->goTo(place);
        m_editor->setFocus();
    });
    connect(m_editor, &DocumentEditor::diagnosticsMoved, m_problems, &ProblemList::setDiagnostics);
    const auto repair = [this](const QuickFix &fix) { m_editor->applyEdits(fix.edits); };
    connect(m_problems, &ProblemList::fixWanted, this, repair);
    connect(m_editor, &DocumentEditor::fixWanted, this, repair);
}

void DocumentViews::createPages()
{
    m_hex->setObjectName(u"documentHex"_s);
    m_hex->setAccessibleName(tr("Bytes of the document"));
    m_texts->setObjectName(u"documentSplitter"_s);
    m_texts->setChildrenCollapsible(false);
    m_texts->addWidget(m_editor);
    m_texts->addWidget(m_problems);
    m_texts->setStretchFactor(0, 3);
    m_texts->setStretchFactor(1, 1);
    m_problems->hide();
    for (QWidget *page : QList<QWidget *> {m_texts, m_hex, m_comparison})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
}

void DocumentViews::showDocument(const OpenDocument &document, bool keepPlace)
{
    m_editor->showText(document.text.utf8, document.type(), keepPlace);
    m_editor->setReadOnly(!document.readOnlyReason().isEmpty());
    m_hex->showBytes(document.stored(), keepPlace);
    if (!keepPlace)
        setVerdict({});
}

void DocumentViews::setType(const OpenDocument &document)
{
    const QByteArray text = m_editor->utf8();
    m_editor->showText(document.text.utf8, document.type(), true);
    if (text != document.text.utf8)
        m_editor->applyEdits({{0, document.text.utf8.size(), text}});
}

void DocumentViews::setView(DocumentViewKind view)
{
    if (view == DocumentViewKind::Hex)
        m_pages->setCurrentWidget(m_hex);
    else if (view == DocumentViewKind::Diff)
        m_pages->setCurrentWidget(m_comparison);
    else
        m_pages->setCurrentWidget(m_texts);
}

void DocumentViews::setVerdict(const Verdict &verdict)
{
    m_editor->setDiagnostics(verdict.diagnostics);
    m_problems->setDiagnostics(verdict.diagnostics);
    m_problems->setVisible(!verdict.diagnostics.isEmpty());
}
