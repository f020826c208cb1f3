// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/formfield.h"

#include "base/visibletext.h"
#include "change/changeplan.h"
#include "grid/statestyle.h"
#include "plainlabel.h"
#include "theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLocale>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestDefault = 60;
constexpr qsizetype longestType = 24;
} // namespace

FormField::FormField(
    const ColumnInfo &column, const Dialect &dialect, const DecodeContext &context, QWidget *form)
    : QObject(form)
    , m_column(column)
    , m_dialect(&dialect)
    , m_context(context)
    , m_form(form)
    , m_remark(new PlainLabel({}, form))
{
    m_remark->setObjectName(u"remark_"_s + column.name);
    m_remark->setWordWrap(true);
    createSwitches();
}

void FormField::createEditor(const QVariant &raw)
{
    m_editor = createFieldEditor(m_column, raw, m_context, m_form);
    connect(m_editor, &FieldEditor::edited, this, &FormField::typed);
}

void FormField::createSwitches()
{
    m_null = new QCheckBox(tr("NULL"), m_form);
    m_null->setObjectName(u"null_"_s + m_column.name);
    m_null->setAccessibleName(tr("%1 is NULL").arg(visibleText(m_column.name)));
    m_default = new QCheckBox(tr("Default"), m_form);
    m_default->setObjectName(u"default_"_s + m_column.name);
    m_default->setAccessibleName(tr("The database chooses %1").arg(visibleText(m_column.name)));
    connect(m_null, &QCheckBox::toggled, this, [this](bool on) {
        m_isTouched = true;
        setMode(on ? Mode::Null : Mode::Value);
        emit changed();
    });
    connect(m_default, &QCheckBox::toggled, this, [this](bool on) {
        m_isTouched = true;
        setMode(on ? Mode::Default : Mode::Value);
        emit changed();
    });
}

void FormField::setStored(const QVariant &raw)
{
    m_stored = raw;
    createEditor(raw);
    setMode(raw.isNull() ? Mode::Null : Mode::Value);
    if (!raw.isNull())
        m_editor->setStored(raw);
    m_isTouched = false;
    show();
}

void FormField::setNew()
{
    m_isNew = true;
    createEditor({});
    const bool hasDefault = m_column.isGenerated || m_column.isComputed || !m_column.defaultValue.isNull();
    setMode(hasDefault ? Mode::Default : m_column.notNull ? Mode::Value : Mode::Null);
    show();
}

void FormField::setWanted(const QVariant &raw)
{
    if (!m_editor) {
        m_isNew = true;
        createEditor(raw);
    }
    setMode(raw.isNull() ? Mode::Null : Mode::Value);
    if (!raw.isNull())
        m_editor->setStored(raw);
    m_stored = m_isNew ? raw : m_stored;
    m_isTouched = !m_isNew;
    show();
}

void FormField::addTo(QGridLayout *layout, bool isKey)
{
    const int row = layout->rowCount();
    auto *label = new PlainLabel(visibleText(m_column.name), m_form);
    label->setBuddy(m_editor);
    QFont font = label->font();
    font.setBold(isKey);
    label->setFont(font);
    setPlainTooltip(
        label, (isKey ? tr("%1, part of the key") : u"%1"_s).arg(visibleText(m_column.declaredType)));
    label->setMinimumHeight(m_null->sizeHint().height() + 4);
    auto *type = new PlainLabel(visibleText(m_column.declaredType.left(longestType)).toLower(), m_form);
    type->setObjectName(u"type_"_s + m_column.name);
    type->setForegroundRole(QPalette::PlaceholderText);
    type->setMinimumHeight(label->minimumHeight());
    layout->addWidget(label, row, 0, Qt::AlignTop);
    layout->addWidget(m_editor, row, 1);
    layout->addWidget(type, row, 2, Qt::AlignTop);
    layout->addWidget(m_null, row, 3, Qt::AlignTop);
    layout->addWidget(m_default, row, 4, Qt::AlignTop);
    layout->addWidget(m_remark, row + 1, 1, 1, 4);
    m_null->setVisible(!m_column.notNull || m_mode == Mode::Null);
    m_default->setVisible(m_isNew && (!m_column.defaultValue.isNull() || m_column.isGenerated));
}

void FormField::setMode(Mode mode)
{
    m_mode = mode;
    const QSignalBlocker quietNull(m_null);
    const QSignalBlocker quietDefault(m_default);
    m_null->setChecked(mode == Mode::Null);
    m_default->setChecked(mode == Mode::Default);
    if (!m_editor)
        return;
    if (mode != Mode::Value)
        m_editor->setNothing(mode == Mode::Null ? u"NULL"_s : defaultWords());
    else if (m_stored.isNull())
        m_editor->setNothing({});
    else
        m_editor->setStored(m_stored);
    show();
}

void FormField::typed()
{
    m_isTouched = true;
    if (m_mode != Mode::Value) {
        m_mode = Mode::Value;
        const QSignalBlocker quietNull(m_null);
        const QSignalBlocker quietDefault(m_default);
        m_null->setChecked(false);
        m_default->setChecked(false);
    }
    show();
    emit changed();
}

QString FormField::defaultWords() const
{
    if (m_column.isGenerated)
        return tr("the database numbers it");
    return tr("default: %1").arg(visibleText(m_column.defaultValue.left(longestDefault)));
}

Result<std::optional<QVariant>> FormField::wanted() const
{
    if (m_mode == Mode::Default)
        return std::optional<QVariant>();
    if (m_mode == Mode::Null)
        return std::optional(QVariant());
    if (!m_isTouched && (!m_isNew || !m_stored.isNull()))
        return std::optional(m_stored);
    const auto value = m_editor->typed();
    if (!value)
        return value.error();
    return std::optional(*value);
}

QString FormField::fault() const
{
    // What is stored stays stored: it is nobody's fault here.
    if (!m_isTouched && !m_isNew)
        return {};
    const auto value = wanted();
    if (!value)
        return m_isTouched ? value.error().message : tr("A value is needed here.");
    if (!value->has_value())
        return {};
    return misfit(**value, m_column, *m_dialect);
}

QString FormField::limits() const
{
    const ColumnCapacity capacity = capacityOf(m_column, *m_dialect);
    if (capacity.characters >= 0)
        return tr("at most %1 characters").arg(QLocale().toString(capacity.characters));
    if (capacity.bytes >= 0)
        return tr("at most %1 bytes").arg(QLocale().toString(capacity.bytes));
    return {};
}

void FormField::show()
{
    if (!m_editor)
        return;
    const QString fault = this->fault();
    QStringList parts;
    if (!fault.isEmpty())
        parts = {visibleText(fault)};
    else if (m_mode == Mode::Value && !m_editor->obstacle().isEmpty())
        parts = {m_editor->obstacle()};
    else if (m_mode == Mode::Value)
        parts = {m_editor->meaning(), m_isTouched ? limits() : QString()};
    parts.removeAll(QString());
    if (!m_column.known && fault.isEmpty())
        parts.append(tr("in no known release"));
    m_remark->setText(parts.join(u" · "_s));
    m_remark->setVisible(!parts.isEmpty());
    QPalette colours = m_form->palette();
    const QColor colour = fault.isEmpty() ? colours.color(QPalette::PlaceholderText)
                                          : styleOf(ExpiryState::Expired).text(isDark(colours));
    colours.setColor(QPalette::WindowText, colour);
    m_remark->setPalette(colours);
}

void FormField::focus()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}
