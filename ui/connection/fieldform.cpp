// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/fieldform.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace {
/// Of every caption, in characters, so that the fields of several forms stand in one line.
constexpr int captionWidth = 21;
constexpr int shortestChoice = 8; ///< of a combo box, in characters

PlainLabel *faultLabel(const QString &name, QWidget *parent)
{
    auto *label = new PlainLabel({}, parent);
    label->setObjectName(name + QStringLiteral("Fault"));
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::BrightText);
    label->hide();
    return label;
}
} // namespace

FieldForm::FieldForm(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void FieldForm::addField(const QString &name, const QString &label, QWidget *field, const QString &hint)
{
    addLine(name, label, field, nullptr, hint);
}

void FieldForm::addField(
    const QString &name, const QString &label, QWidget *field, QWidget *button, const QString &hint)
{
    addLine(name, label, field, button, hint);
}

void FieldForm::addLine(
    const QString &name, const QString &label, QWidget *field, QWidget *button, const QString &hint)
{
    auto *line = new QWidget(this);
    auto *fault = faultLabel(name, line);
    auto *row = new QHBoxLayout;
    row->addWidget(field, 1);
    if (button)
        row->addWidget(button);
    auto *stack = new QVBoxLayout(line);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(2);
    stack->addLayout(row);
    stack->addWidget(fault);

    // The longest choice must not make the window wider than a small screen.
    if (auto *box = qobject_cast<QComboBox *>(field)) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(shortestChoice);
    }
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    field->setAccessibleDescription(hint);
    setPlainTooltip(field, hint);
    auto *caption = new PlainLabel(label, this);
    caption->setBuddy(field);
    caption->setMinimumWidth(fontMetrics().averageCharWidth() * captionWidth);
    m_layout->addRow(caption, line);
    m_rows.insert(name, {field, line, fault});
}

PlainLabel *FieldForm::addRemark(const QString &name, const QString &text)
{
    auto *remark = new PlainLabel(text, this);
    remark->setObjectName(name);
    remark->setWordWrap(true);
    m_layout->addRow(remark);
    m_rows.insert(name, {nullptr, remark, nullptr});
    return remark;
}

void FieldForm::setFieldVisible(const QString &name, bool visible)
{
    if (const auto row = m_rows.constFind(name); row != m_rows.constEnd())
        m_layout->setRowVisible(row->line, visible);
}

bool FieldForm::showFault(const FieldFault &fault)
{
    const auto row = m_rows.constFind(fault.field);
    if (row == m_rows.constEnd() || !row->fault)
        return false;
    //: %1 is a sentence that says what is wrong with the field above.
    row->fault->setText(tr("✗ %1").arg(visibleText(fault.sentence)));
    row->fault->show();
    row->field->setAccessibleDescription(fault.sentence);
    return true;
}

void FieldForm::clearFaults()
{
    for (const Row &row : std::as_const(m_rows))
        if (row.fault)
            row.fault->hide();
}
