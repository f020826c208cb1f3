// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/formline.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QKeyEvent>

FormLine::FormLine(const QString &name, const QString &label, QWidget *parent) : QLineEdit(parent)
{
    setObjectName(name);
    setAccessibleName(label);
    connect(this, &QLineEdit::editingFinished, this, &FormLine::commit);
}

void FormLine::showValue(const QString &value, const QString &key)
{
    const bool isBeingTyped = hasFocus() && isTyped() && key == m_key;
    m_value = value;
    m_key = key;
    if (isBeingTyped)
        return;
    apply();
    m_shown = visibleText(value);
    if (!isTyped())
        return;
    const int cursor = cursorPosition();
    setText(m_shown);
    setCursorPosition(qMin<int>(cursor, int(m_shown.size())));
    if (!hasFocus())
        home(false);
}

void FormLine::setEditable(bool editable)
{
    m_editable = editable;
    apply();
}

void FormLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isTyped()) {
        m_shown = visibleText(m_value);
        setText(m_shown);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FormLine::commit()
{
    if (!isTyped() || isReadOnly())
        return;
    m_shown = text();
    if (m_shown != m_value)
        emit committed(text());
}

void FormLine::apply()
{
    const bool isClear = visibleText(m_value) == m_value;
    setReadOnly(!m_editable || !isClear);
    setPlainTooltip(
        this, isClear ? QString() : tr("This holds characters that cannot be seen. Change it in the text."));
}
