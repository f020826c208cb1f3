// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/presenceform.h"

#include "base/visibletext.h"
#include "editor/formline.h"
#include "flowlayout.h"
#include "plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

TupleRow::TupleRow(qsizetype number, QWidget *parent)
    : QWidget(parent)
    , m_id(new PlainLabel({}, this))
    , m_basic(new QComboBox(this))
    , m_note(new FormLine(u"tupleNote%1"_s.arg(number), tr("Note of the tuple"), this))
    , m_remove(new QToolButton(this))
{
    m_basic->setObjectName(u"tupleBasic%1"_s.arg(number));
    m_basic->setAccessibleName(tr("Basic status of the tuple"));
    m_basic->addItems({u"open"_s, u"closed"_s});
    m_note->setPlaceholderText(tr("Note"));
    m_remove->setObjectName(u"tupleRemove%1"_s.arg(number));
    m_remove->setText(tr("Remove"));
    connect(m_basic, &QComboBox::activated, this, [this] { emit basicChosen(m_basic->currentText()); });
    connect(m_note, &FormLine::committed, this, &TupleRow::noteChanged);
    connect(m_remove, &QToolButton::clicked, this, &TupleRow::removeWanted);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_id);
    layout->addWidget(m_basic);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_remove);
}

void TupleRow::showTuple(const TupleEntry &tuple, bool editable)
{
    const QString id = visibleText(tuple.id.left(40));
    m_id->setText(id);
    setPlainTooltip(m_id, tuple.contact.isEmpty() ? QString() : visibleText(tuple.contact));
    m_remove->setAccessibleName(tr("Remove tuple %1").arg(id));
    // A word that is neither is shown as it is, and goes when another one is chosen.
    while (m_basic->count() > 2)
        m_basic->removeItem(2);
    const QString basic = visibleText(tuple.basic.left(40));
    if (m_basic->findText(basic, Qt::MatchFixedString | Qt::MatchCaseSensitive) < 0)
        m_basic->addItem(basic);
    m_basic->setCurrentIndex(m_basic->findText(basic, Qt::MatchFixedString | Qt::MatchCaseSensitive));
    m_basic->setEnabled(editable);
    m_note->setEditable(editable);
    m_note->showValue(tuple.note, tuple.id);
    m_remove->setEnabled(editable);
}

PresenceForm::PresenceForm(const DocumentType &type, QWidget *parent) : FormSection(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(createTuples());
    layout->addWidget(createPerson(type));
    layout->addStretch();
}

QWidget *PresenceForm::createTuples()
{
    auto *box = new QGroupBox(tr("Status"), this);
    auto *layout = new QVBoxLayout(box);
    m_rowLayout = new QVBoxLayout;
    layout->addLayout(m_rowLayout);
    m_add = new QPushButton(tr("Add tuple"), box);
    m_add->setObjectName(u"tupleAdd"_s);
    connect(m_add, &QPushButton::clicked, this, [this] { emit editsWanted(m_form.addTuple(u"open"_s)); });
    m_note = new FormLine(u"documentNote"_s, tr("Note of the whole document"), box);
    connect(m_note, &FormLine::committed, this,
        [this](const QString &text) { emit editsWanted(m_form.setNote(text)); });
    auto *below = new QFormLayout;
    below->addRow(tr("&Note of all:"), m_note);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addLayout(below);
    return box;
}

QWidget *PresenceForm::createPerson(const DocumentType &type)
{
    auto *box = new QGroupBox(tr("Person"), this);
    auto *layout = new QVBoxLayout(box);
    auto *flow = new QWidget(box);
    auto *activities = new FlowLayout(flow);
    for (const GrammarValue &activity : DocumentForm::knownActivities(type)) {
        auto *check = new QCheckBox(activity.text, flow);
        check->setObjectName(u"activity-"_s + activity.text);
        setPlainTooltip(check, activity.description);
        connect(check, &QCheckBox::clicked, this, &PresenceForm::chooseActivities);
        activities->addWidget(check);
        m_activities.append(check);
    }
    layout->addWidget(flow);
    m_others = new PlainLabel({}, box);
    m_others->setObjectName(u"otherActivities"_s);
    m_others->setWordWrap(true);
    layout->addWidget(m_others);
    m_personNote = new FormLine(u"personNote"_s, tr("Note of the person"), box);
    connect(m_personNote, &FormLine::committed, this,
        [this](const QString &text) { emit editsWanted(m_form.setPersonNote(text)); });
    auto *below = new QFormLayout;
    below->addRow(tr("N&ote:"), m_personNote);
    layout->addLayout(below);
    return box;
}

TupleRow *PresenceForm::createRow(qsizetype number)
{
    auto *row = new TupleRow(number, this);
    m_rowLayout->addWidget(row);
    connect(row, &TupleRow::basicChosen, this, [this, number](const QString &basic) {
        emit editsWanted(m_form.setBasic(m_form.tuples.at(number), basic));
    });
    connect(row, &TupleRow::noteChanged, this, [this, number](const QString &text) {
        emit editsWanted(m_form.setTupleNote(m_form.tuples.at(number), text));
    });
    connect(row, &TupleRow::removeWanted, this,
        [this, number] { emit editsWanted(m_form.removeTuple(m_form.tuples.at(number))); });
    return row;
}

void PresenceForm::showForm(const DocumentForm &form)
{
    m_form = form;
    resizeRows<TupleRow>(m_rows, form.tuples.size(), [this](qsizetype number) { return createRow(number); });
    for (qsizetype at = 0; at < m_rows.size(); ++at)
        m_rows.at(at)->showTuple(form.tuples.at(at), m_editable);
    for (QCheckBox *check : std::as_const(m_activities))
        check->setChecked(form.person.activities.contains(check->text()));
    m_others->setText(tr("Also: %1").arg(visibleText(form.person.otherActivities.join(u", "_s).left(200))));
    m_others->setVisible(!form.person.otherActivities.isEmpty());
    m_note->showValue(form.note, u"document"_s);
    m_personNote->showValue(form.person.note, u"person"_s);
}

void PresenceForm::setEditable(bool editable)
{
    m_editable = editable;
    m_add->setEnabled(editable);
    m_note->setEditable(editable);
    m_personNote->setEditable(editable);
    for (QCheckBox *check : std::as_const(m_activities))
        check->setEnabled(editable);
    showForm(m_form);
}

void PresenceForm::chooseActivities()
{
    QStringList names;
    for (const QCheckBox *check : std::as_const(m_activities)) {
        if (check->isChecked())
            names.append(check->text());
    }
    emit editsWanted(m_form.setActivities(names));
}
