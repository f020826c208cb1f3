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
    const bool isBeingTyped = hasFocus() && isModified() && key == m_key;
    m_value = value;
    m_key = key;
    if (isBeingTyped)
        return;
    apply();
    const QString visible = visibleText(value);
    if (text() == visible)
        return;
    const int cursor = cursorPosition();
    setText(visible);
    setCursorPosition(qMin<int>(cursor, int(visible.size())));
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
    if (event->key() == Qt::Key_Escape && isModified()) {
        setText(visibleText(m_value));
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FormLine::commit()
{
    const QString typed = text();
    if (!isModified() || isReadOnly())
        return;
    setModified(false);
    if (typed != m_value)
        emit committed(typed);
}

void FormLine::apply()
{
    const bool isClear = visibleText(m_value) == m_value;
    setReadOnly(!m_editable || !isClear);
    setPlainTooltip(
        this, isClear ? QString() : tr("This holds characters that cannot be seen. Change it in the text."));
}
