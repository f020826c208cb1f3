// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/linefield.h"

#include "base/visibletext.h"
#include "connection/connection.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

LineField::LineField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent)
    : FieldEditor(column, context, parent)
    , m_line(new QLineEdit(this))
{
    setMain(m_line);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
}

bool LineField::canShow(const QVariant &raw)
{
    if (raw.canConvert<RawText>() || raw.typeId() == QMetaType::QByteArray)
        return false;
    // A line drops or replaces what ends a line and what controls.
    const QString text = raw.toString();
    return std::ranges::none_of(text, [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator;
    });
}

void LineField::setStored(const QVariant &raw)
{
    m_line->setPlaceholderText({});
    m_line->setText(
        raw.typeId() == QMetaType::Double ? QString::number(raw.toDouble(), 'g', 17) : raw.toString());
    m_line->setCursorPosition(0);
}

void LineField::setNothing(const QString &inItsPlace)
{
    m_line->clear();
    m_line->setPlaceholderText(inItsPlace);
}

Result<QVariant> LineField::typed() const
{
    return encodeWord(column(), m_line->text(), context());
}

QString LineField::meaning() const
{
    // What cannot be seen in the line is named below it.
    const QString visible = visibleText(m_line->text());
    if (visible != m_line->text())
        return tr("Holds: %1").arg(visible.left(200));
    const QString decoded = FieldEditor::meaning();
    return decoded == visible ? QString() : decoded;
}
