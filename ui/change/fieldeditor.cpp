// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/fieldeditor.h"

#include "base/visibletext.h"
#include "change/codefield.h"
#include "change/linefield.h"
#include "change/textfield.h"
#include "change/timefield.h"
#include "schema/codeword.h"
#include "schema/decodetime.h"

using namespace Qt::StringLiterals;

namespace {
/// Longer texts want more than one line to be read.
constexpr int longestLine = 300;

bool wantsLines(const ColumnInfo &column, const QVariant &raw)
{
    return column.meaning == Meaning::Document || column.meaning == Meaning::HeaderLines
        || column.kind == ColumnKind::Binary || raw.toString().size() > longestLine
        || !LineField::canShow(raw);
}
} // namespace

FieldEditor::FieldEditor(ColumnInfo column, DecodeContext context, QWidget *parent)
    : QWidget(parent)
    , m_column(std::move(column))
    , m_context(std::move(context))
{
}

void FieldEditor::setMain(QWidget *widget)
{
    widget->setObjectName(u"field_"_s + m_column.name);
    widget->setAccessibleName(visibleText(m_column.name));
    setFocusProxy(widget);
}

QString FieldEditor::meaning() const
{
    const auto value = typed();
    return value && isDecoded(m_column) && m_column.meaning != Meaning::Document
        ? decodeCell(m_column, *value, m_context)
        : QString();
}

FieldEditor *createFieldEditor(
    const ColumnInfo &column, const QVariant &raw, const DecodeContext &context, QWidget *parent)
{
    if (isTime(column.meaning))
        return new TimeField(column, context, parent);
    if (!codeWords(column.meaning, context).isEmpty())
        return new CodeField(column, context, parent);
    if (wantsLines(column, raw))
        return new TextField(column, context, parent);
    return new LineField(column, context, parent);
}
