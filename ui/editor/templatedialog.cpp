// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/templatedialog.h"

#include "base/visibletext.h"
#include "document/documenttype.h"
#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
QString titleOf(const DocumentTemplate &entry)
{
    const DocumentType *type = documentTypeOf(entry.type);
    return type ? TemplateDialog::tr("%1: %2").arg(type->titleText(), entry.titleText()) : entry.titleText();
}
} // namespace

TemplateDialog::TemplateDialog(const TemplateChoices &choices, QWidget *parent)
    : QDialog(parent)
    , m_choices(choices)
    , m_list(new QListWidget(this))
    , m_owner(new QLineEdit(this))
    , m_fault(new PlainLabel({}, this))
    , m_asRow(new QRadioButton(tr("A &new row of %1").arg(withoutMnemonic(visibleText(choices.table))), this))
    , m_asText(new QRadioButton(tr("In the place of the &present text"), this))
    , m_preview(new QPlainTextEdit(this))
{
    setObjectName(u"templateDialog"_s);
    setWindowTitle(tr("New document from a template"));
    m_list->setObjectName(u"templates"_s);
    m_list->setAccessibleName(tr("Templates"));
    for (const DocumentTemplate *entry : choices.templates)
        m_list->addItem(titleOf(*entry));
    m_owner->setObjectName(u"templateOwner"_s);
    m_owner->setAccessibleName(tr("Whose document it becomes"));
    m_owner->setPlaceholderText(tr("alice@example.com"));
    if (!choices.subject.username.isEmpty())
        m_owner->setText(choices.subject.username + u'@' + choices.subject.domain);
    m_asRow->setObjectName(u"templateAsRow"_s);
    m_asText->setObjectName(u"templateAsText"_s);
    m_preview->setObjectName(u"templatePreview"_s);
    m_preview->setAccessibleName(tr("The document"));
    m_preview->setReadOnly(true);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_asRow->setEnabled(choices.offersRow);
    if (!choices.offersRow)
        setPlainTooltip(m_asRow, tr("Save or discard the present text first."));
    m_asText->setEnabled(choices.current != nullptr);
    m_asRow->setChecked(choices.offersRow);
    m_asText->setChecked(!choices.offersRow);
    createLayout();
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplateDialog::follow);
    connect(m_owner, &QLineEdit::textChanged, this, &TemplateDialog::follow);
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void TemplateDialog::createLayout()
{
    auto *form = new QFormLayout;
    form->addRow(tr("&For"), m_owner);
    form->addRow(tr("Becomes"), m_asRow);
    form->addRow(QString(), m_asText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *make = buttons->button(QDialogButtonBox::Ok);
    make->setObjectName(u"templateMake"_s);
    make->setText(tr("&Make it"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (!current())
            return;
        emit chosen(*current(), subject(), m_asRow->isChecked());
        accept();
    });
    connect(m_list, &QListWidget::itemActivated, make, &QPushButton::click);
    m_fault->setObjectName(u"templateFault"_s);
    m_fault->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 2);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    layout->addWidget(m_preview, 3);
    layout->addWidget(buttons);
    resize(640, 560);
}

const DocumentTemplate *TemplateDialog::current() const
{
    return m_choices.templates.value(m_list->currentRow());
}

TemplateSubject TemplateDialog::subject() const
{
    TemplateSubject subject = m_choices.subject;
    const QString typed = m_owner->text().trimmed();
    subject.username = typed.section(u'@', 0, 0);
    subject.domain = typed.section(u'@', 1);
    return subject;
}

void TemplateDialog::follow()
{
    const TemplateSubject whose = subject();
    const bool isWhole = !whose.username.isEmpty() && !whose.domain.isEmpty();
    m_fault->setText(isWhole ? QString() : tr("Say whose document it becomes: user@domain."));
    m_fault->setVisible(!isWhole);
    m_preview->setPlainText(current() ? QString::fromUtf8(filledTemplate(*current(), whose)) : QString());
    findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->setEnabled(isWhole && current());
}
