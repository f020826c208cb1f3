// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/formview.h"

#include "editor/listsform.h"
#include "editor/presenceform.h"
#include "editor/rulesform.h"
#include "plainlabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

FormSection *createSection(DocumentForm::Kind kind, const DocumentType &type, QWidget *parent)
{
    switch (kind) {
    case DocumentForm::Kind::Presence:
        return new PresenceForm(type, parent);
    case DocumentForm::Kind::Rules:
        return new RulesForm(parent);
    case DocumentForm::Kind::Lists:
        return new ListsForm(parent);
    case DocumentForm::Kind::None:
        break;
    }
    return nullptr;
}

} // namespace

FormView::FormView(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel({}, this))
    , m_area(new QScrollArea(this))
{
    setObjectName(u"formView"_s);
    setAccessibleName(tr("Form of the document"));
    m_sentence->setObjectName(u"formSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setMargin(8);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sentence);
    layout->addWidget(m_area, 1);
    clear();
}

void FormView::showTree(const XmlTree &tree, const DocumentType &type)
{
    showSection(type);
    const DocumentForm form(tree, type);
    if (!m_section) {
        say(tr("There is no form for this kind of document. Edit it as text."));
        return;
    }
    if (!form.isWellFormed) {
        say(tr("The form comes back when the text is well-formed."));
        m_section->setEnabled(false);
        return;
    }
    if (form.kind == DocumentForm::Kind::None) {
        say(tr("This is another kind of document than its place says. Edit it as text."));
        m_section->setEnabled(false);
        return;
    }
    m_basis = form.utf8;
    say(form.isCut ? tr("This document is long. The form shows its beginning, the text all of it.")
                   : QString());
    m_section->setEnabled(true);
    m_section->showForm(form);
}

void FormView::clear()
{
    if (QWidget *const widget = m_area->takeWidget())
        widget->deleteLater();
    m_section = nullptr;
    m_kind = DocumentForm::Kind::None;
    m_basis.clear();
    say({});
}

void FormView::setEditable(bool editable)
{
    m_editable = editable;
    if (m_section)
        m_section->setEditable(editable);
}

void FormView::setKnownUris(const QStringList &uris)
{
    m_uris = uris;
    if (m_section)
        m_section->setKnownUris(uris);
}

void FormView::showSection(const DocumentType &type)
{
    const DocumentForm::Kind kind = DocumentForm::kindOf(type);
    if (kind == m_kind)
        return;
    clear();
    m_kind = kind;
    m_section = createSection(kind, type, m_area);
    if (!m_section)
        return;
    m_section->setEditable(m_editable);
    m_section->setKnownUris(m_uris);
    connect(m_section, &FormSection::editsWanted, this, [this](const QList<TextEdit> &edits) {
        // A form that is switched off takes the focus from its lines, which then count what was typed.
        const QByteArray basis = m_basis;
        if (!edits.isEmpty() && m_section->isEnabled())
            emit editsWanted(edits, basis);
    });
    m_area->setWidget(m_section);
}

void FormView::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}
