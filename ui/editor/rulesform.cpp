// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/rulesform.h"

#include "base/visibletext.h"
#include "editor/formline.h"
#include "plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStringListModel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *lineOf(const QList<QWidget *> &widgets, int stretched)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    for (qsizetype at = 0; at < widgets.size(); ++at)
        layout->addWidget(widgets.at(at), at == stretched ? 1 : 0);
    return layout;
}

// A word that the server does not know is shown as it is, with its blanks made visible.
void showAction(QComboBox *box, const QString &action)
{
    while (box->count() > ruleActions().size())
        box->removeItem(box->count() - 1);
    int index = int(ruleActions().indexOf(action));
    if (index < 0) {
        const bool isPadded = action != action.trimmed();
        const QString shown = visibleText(action.left(40));
        box->addItem(isPadded ? u'"' + shown + u'"' : shown);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

} // namespace

IdentityRow::IdentityRow(qsizetype number, QCompleter *completer, QWidget *parent)
    : QWidget(parent)
    , m_uri(new FormLine(u"identity%1"_s.arg(number), tr("Address of the watcher"), this))
    , m_many(new PlainLabel({}, this))
    , m_remove(new QToolButton(this))
{
    m_uri->setCompleter(completer);
    m_many->setObjectName(u"many%1"_s.arg(number));
    m_remove->setObjectName(u"identityRemove%1"_s.arg(number));
    m_remove->setText(tr("Remove"));
    connect(m_uri, &FormLine::committed, this, &IdentityRow::uriChanged);
    connect(m_remove, &QToolButton::clicked, this, &IdentityRow::removeWanted);
    setLayout(lineOf({m_uri, m_many, m_remove}, 0));
    static_cast<QHBoxLayout *>(layout())->setStretchFactor(m_many, 1);
}

void IdentityRow::showIdentity(
    const IdentityEntry &identity, const QString &rule, bool editable, bool isRemovable)
{
    const QString everybody =
        identity.domain.isEmpty() ? tr("Everybody") : tr("Everybody of %1").arg(visibleText(identity.domain));
    m_many->setText(identity.exceptions > 0
            ? tr("%1, with %n exception(s)", nullptr, identity.exceptions).arg(everybody)
            : everybody);
    m_many->setVisible(identity.isMany);
    m_uri->setVisible(!identity.isMany);
    m_uri->setEditable(editable);
    m_uri->showValue(identity.uri, rule + u' ' + identity.uri);
    m_remove->setEnabled(editable && isRemovable);
    m_remove->setAccessibleName(
        tr("Remove %1").arg(identity.isMany ? m_many->text() : visibleText(identity.uri)));
    setPlainTooltip(m_remove,
        isRemovable ? QString() : tr("A rule needs somebody it is about. Remove the whole rule instead."));
}

RuleBox::RuleBox(qsizetype number, QCompleter *completer, QWidget *parent)
    : QWidget(parent)
    , m_completer(completer)
    , m_box(new QGroupBox(tr("Rule"), this))
    , m_rowLayout(new QVBoxLayout)
{
    setObjectName(u"rule%1"_s.arg(number));
    auto *layout = new QVBoxLayout(m_box);
    layout->addWidget(createHead(number));
    layout->addLayout(m_rowLayout);
    m_conditions = new PlainLabel({}, m_box);
    m_conditions->setObjectName(u"otherConditions"_s);
    m_conditions->setWordWrap(true);
    layout->addWidget(m_conditions);
    m_new = new FormLine(u"identityNew"_s, tr("Address of another watcher"), m_box);
    m_new->setPlaceholderText(tr("Another watcher, such as sip:bob@example.com"));
    m_new->setCompleter(completer);
    connect(m_new, &QLineEdit::returnPressed, this, &RuleBox::addTyped);
    layout->addWidget(m_new);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_box);
}

QWidget *RuleBox::createHead(qsizetype number)
{
    auto *head = new QWidget(m_box);
    m_id = new FormLine(u"ruleId"_s, tr("Name of the rule"), head);
    m_action = new QComboBox(head);
    m_action->setObjectName(u"ruleAction"_s);
    m_action->setAccessibleName(tr("What the rule does"));
    m_action->addItems(ruleActions());
    m_remove = new QToolButton(head);
    m_remove->setObjectName(u"ruleRemove%1"_s.arg(number));
    m_remove->setText(tr("Remove rule"));
    connect(m_id, &FormLine::committed, this,
        [this](const QString &id) { emit editsWanted(m_form.setRuleId(m_rule, id)); });
    connect(m_action, &QComboBox::activated, this, [this](int index) {
        if (index < ruleActions().size())
            emit editsWanted(m_form.setAction(m_rule, ruleActions().at(index)));
    });
    connect(m_remove, &QToolButton::clicked, this, [this] { emit editsWanted(m_form.removeRule(m_rule)); });
    head->setLayout(lineOf({m_action, m_id, m_remove}, 1));
    return head;
}

IdentityRow *RuleBox::createRow(qsizetype number)
{
    auto *row = new IdentityRow(number, m_completer, m_box);
    m_rowLayout->addWidget(row);
    connect(row, &IdentityRow::uriChanged, this, [this, number](const QString &uri) {
        emit editsWanted(m_form.setIdentity(m_rule.identities.at(number), uri));
    });
    connect(row, &IdentityRow::removeWanted, this,
        [this, number] { emit editsWanted(m_form.removeIdentity(m_rule, m_rule.identities.at(number))); });
    return row;
}

void RuleBox::showRule(const DocumentForm &form, const RuleEntry &rule, bool editable)
{
    m_form = form;
    m_rule = rule;
    m_id->setEditable(editable);
    m_id->showValue(rule.id, QString::number(form.rules.indexOf(rule)));
    showAction(m_action, rule.action);
    m_action->setEnabled(editable);
    m_remove->setEnabled(editable);
    m_remove->setAccessibleName(tr("Remove rule %1").arg(visibleText(rule.id.left(40))));
    resizeRows<IdentityRow>(
        m_rows, rule.identities.size(), [this](qsizetype number) { return createRow(number); });
    for (qsizetype at = 0; at < m_rows.size(); ++at)
        m_rows.at(at)->showIdentity(rule.identities.at(at), rule.id, editable, m_rows.size() > 1);
    m_conditions->setText(
        tr("Also depends on: %1").arg(visibleText(rule.otherConditions.join(u", "_s).left(200))));
    m_conditions->setVisible(!rule.otherConditions.isEmpty());
    m_new->setEditable(editable);
}

void RuleBox::addTyped()
{
    const QString uri = m_new->text().trimmed();
    m_new->clear();
    if (!uri.isEmpty())
        emit editsWanted(m_form.addIdentity(m_rule, uri));
}

RulesForm::RulesForm(QWidget *parent)
    : FormSection(parent)
    , m_uris(new QStringListModel(this))
    , m_completer(new QCompleter(m_uris, this))
    , m_ruleLayout(new QVBoxLayout)
{
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_ruleLayout);
    layout->addWidget(createAdding());
    layout->addStretch();
}

QWidget *RulesForm::createAdding()
{
    auto *box = new QGroupBox(tr("Another rule"), this);
    m_newAction = new QComboBox(box);
    m_newAction->setObjectName(u"newAction"_s);
    m_newAction->setAccessibleName(tr("What the new rule does"));
    m_newAction->addItems(ruleActions());
    m_new = new FormLine(u"newRule"_s, tr("Address of the watcher of the new rule"), box);
    m_new->setPlaceholderText(tr("For whom, such as sip:bob@example.com"));
    m_new->setCompleter(m_completer);
    m_add = new QPushButton(tr("&Add rule"), box);
    m_add->setObjectName(u"ruleAdd"_s);
    connect(m_add, &QPushButton::clicked, this, &RulesForm::addTyped);
    connect(m_new, &QLineEdit::returnPressed, this, &RulesForm::addTyped);
    connect(m_new, &QLineEdit::textChanged, this,
        [this] { m_add->setEnabled(!m_new->text().trimmed().isEmpty()); });
    m_add->setEnabled(false);
    auto *outer = new QVBoxLayout(box);
    outer->addLayout(lineOf({m_newAction, m_new, m_add}, 1));
    return box;
}

void RulesForm::showForm(const DocumentForm &form)
{
    m_form = form;
    resizeRows<RuleBox>(m_rules, form.rules.size(), [this](qsizetype number) {
        auto *box = new RuleBox(number, m_completer, this);
        m_ruleLayout->addWidget(box);
        connect(box, &RuleBox::editsWanted, this, &RulesForm::editsWanted);
        return box;
    });
    for (qsizetype at = 0; at < m_rules.size(); ++at)
        m_rules.at(at)->showRule(form, form.rules.at(at), m_editable);
}

void RulesForm::setEditable(bool editable)
{
    m_editable = editable;
    m_new->setEditable(editable);
    m_newAction->setEnabled(editable);
    m_add->setEnabled(editable && !m_new->text().trimmed().isEmpty());
    showForm(m_form);
}

void RulesForm::setKnownUris(const QStringList &uris)
{
    m_uris->setStringList(uris);
}

void RulesForm::addTyped()
{
    const QString uri = m_new->text().trimmed();
    if (uri.isEmpty() || !m_editable)
        return;
    m_new->clear();
    emit editsWanted(m_form.addRule(uri, m_newAction->currentText()));
}
