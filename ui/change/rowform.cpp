// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rowform.h"

#include "base/visibletext.h"
#include "change/formfield.h"
#include "grid/columnlayout.h"
#include "grid/statestyle.h"
#include "plainlabel.h"
#include "screenfit.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
/// What a new publication or subscription gets before somebody says otherwise.
constexpr qint64 usualExpiry = 3600;

PlainLabel *hiddenLabel(const QString &name, QWidget *parent)
{
    auto *label = new PlainLabel({}, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->hide();
    return label;
}
} // namespace

RowForm::RowForm(
    const RowFormSubject &subject, Purpose purpose, const std::optional<SeenRow> &row, QWidget *parent)
    : QDialog(parent)
    , m_subject(subject)
    , m_purpose(purpose)
    , m_row(row.value_or(SeenRow {}))
    , m_note(hiddenLabel(u"rowFormNote"_s, this))
    , m_fault(hiddenLabel(u"rowFormFault"_s, this))
{
    setObjectName(u"rowForm"_s);
    setWindowTitle(titleText(row));
    QPalette colours = m_fault->palette();
    colours.setColor(QPalette::WindowText, styleOf(ExpiryState::Expired).text(isDark(palette())));
    m_fault->setPalette(colours);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    createFields(layout, row);
    layout->addWidget(m_fault);
    createButtons(layout);
    fitToScreen(*this, {760, 640});
    look();
    if (!m_fields.isEmpty())
        m_fields.constFirst()->focus();
}

QString RowForm::titleText(const std::optional<SeenRow> &row) const
{
    const QString table = visibleText(m_subject.table.name);
    const QString label = row ? visibleText(rowLabel(m_subject.table, row->cells)) : QString();
    switch (m_purpose) {
    case Purpose::Edit:
        return label.isEmpty() ? tr("Edit a row of %1").arg(table) : tr("Edit %1: %2").arg(table, label);
    case Purpose::Duplicate:
        return tr("Duplicate a row of %1").arg(table);
    case Purpose::Insert:
        break;
    }
    return tr("New row in %1").arg(table);
}

bool RowForm::isKey(const QString &column) const
{
    return m_subject.table.keyKind == KeyKind::Columns && m_subject.table.key.contains(column);
}

void RowForm::createFields(QVBoxLayout *layout, const std::optional<SeenRow> &row)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(u"rowFormFields"_s);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget(area);
    auto *grid = new QGridLayout(page);
    grid->setColumnStretch(1, 1);
    for (const int column : ColumnLayout::defaultOrder(m_subject.table)) {
        auto *field =
            new FormField(m_subject.table.columns.at(column), *m_subject.dialect, m_subject.context, page);
        fill(field, row);
        field->addTo(grid, isKey(field->column().name));
        connect(field, &FormField::changed, this, &RowForm::look);
        m_fields.append(field);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    area->setWidget(page);
    layout->addWidget(area, 1);
}

void RowForm::fill(FormField *field, const std::optional<SeenRow> &row) const
{
    const ColumnInfo &column = field->column();
    const QVariant stored = row ? row->cells.value(m_subject.table.indexOf(column.name)) : QVariant();
    if (m_purpose == Purpose::Edit)
        return field->setStored(stored);
    if (m_purpose == Purpose::Duplicate && !column.isGenerated && !column.isComputed)
        return field->setWanted(stored);
    field->setNew();
    const bool isNeeded = m_purpose == Purpose::Insert && column.notNull && column.defaultValue.isNull();
    if (isNeeded && column.meaning == Meaning::Expiry)
        field->setWanted(qlonglong(m_subject.context.now + usualExpiry));
    else if (isNeeded && column.meaning == Meaning::Time)
        field->setWanted(qlonglong(m_subject.context.now));
}

void RowForm::createButtons(QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(this);
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"rowFormSave"_s);
    m_save->setDefault(true);
    m_stage = buttons->addButton(tr("S&tage"), QDialogButtonBox::ActionRole);
    m_stage->setObjectName(u"rowFormStage"_s);
    setPlainTooltip(
        m_stage, tr("Keeps this change, to be written later together with others, in one transaction."));
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (const auto wish = change())
            emit saveWanted(*wish);
    });
    connect(m_stage, &QPushButton::clicked, this, [this] {
        if (const auto wish = change())
            emit stageWanted(*wish);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void RowForm::setStaged(const RowChange &staged)
{
    m_isStaged = true;
    for (FormField *field : std::as_const(m_fields))
        if (const NamedValue *value = valueOf(staged.wanted, field->column().name))
            field->setWanted(value->value);
    m_note->setText(m_purpose == Purpose::Edit
            ? tr("This row has a staged change. What you do here becomes part of it.")
            : tr("This new row is staged and not written yet."));
    m_note->show();
    m_save->hide();
    m_stage->setDefault(true);
    look();
}

void RowForm::showFault(const QString &sentence)
{
    m_fault->setText(visibleText(sentence));
    m_fault->setVisible(!sentence.isEmpty());
}

Result<RowChange> RowForm::change() const
{
    QList<NamedValue> wanted;
    for (const FormField *field : m_fields) {
        const auto value = field->wanted();
        if (!value)
            return value.error();
        if (value->has_value())
            wanted.append({field->column().name, **value});
    }
    return m_purpose == Purpose::Edit ? updateOf(m_subject.table, m_row, wanted)
                                      : insertionInto(m_subject.table, wanted);
}

void RowForm::look()
{
    if (!m_save)
        return;
    const auto faults =
        std::ranges::count_if(m_fields, [](const FormField *field) { return !field->fault().isEmpty(); });
    const auto wish = change();
    const bool changesNothing = m_purpose == Purpose::Edit && wish && wish->wanted.isEmpty() && !m_isStaged;
    const bool ready = faults == 0 && wish && !changesNothing;
    m_save->setEnabled(ready);
    m_stage->setEnabled(ready);
    showFault(faults == 0 ? QString()
            : faults == 1 ? tr("One value does not fit; it says why.")
                          : tr("%1 values do not fit; each says why.").arg(faults));
}
