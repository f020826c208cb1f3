// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/gotobar.h"

#include "editor/localkeys.h"
#include "editor/sourceview.h"
#include "plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using Scintilla = QsciScintillaBase;

GoToBar::GoToBar(SourceView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_line(new QLineEdit(this))
    , m_message(new PlainLabel({}, this))
{
    setObjectName(u"goToBar"_s);
    m_line->setObjectName(u"goToLine"_s);
    m_line->setAccessibleName(tr("Line or line:column"));
    m_line->setMaxLength(20);
    m_message->setObjectName(u"goToMessage"_s);
    auto *label = new PlainLabel(tr("Go to line"), this);
    label->setBuddy(m_line);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(label);
    layout->addWidget(m_line);
    layout->addWidget(m_message, 1);
    connect(m_line, &QLineEdit::returnPressed, this, &GoToBar::go);
    auto *keys = new LocalKeys(this);
    keys->add(Qt::Key_Escape, [this] { close(); });
    keys->watch(m_line);
    hide();
}

void GoToBar::open()
{
    const long lines = m_view.SendScintilla(Scintilla::SCI_GETLINECOUNT);
    m_message->setText(tr("1 to %1, or line:column").arg(lines));
    show();
    m_line->setText(QString::number(m_view.lineOf(m_view.cursor()) + 1));
    m_line->selectAll();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

void GoToBar::close()
{
    hide();
    m_view.setFocus(Qt::OtherFocusReason);
}

void GoToBar::go()
{
    static const QRegularExpression form(u"^\\s*(\\d{1,9})(?:\\s*[:, ]\\s*(\\d{1,9}))?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(m_line->text());
    const long lines = m_view.SendScintilla(Scintilla::SCI_GETLINECOUNT);
    const long line = match.captured(1).toLong();
    if (!match.hasMatch() || line < 1 || line > lines) {
        m_message->setText(tr("There is no such line. Type 1 to %1, or line:column.").arg(lines));
        return;
    }
    const long begin = m_view.SendScintilla(Scintilla::SCI_POSITIONFROMLINE, ulong(line - 1));
    const long end = m_view.SendScintilla(Scintilla::SCI_GETLINEENDPOSITION, ulong(line - 1));
    const long column = qMax(1L, match.captured(2).toLong());
    const long at = m_view.SendScintilla(Scintilla::SCI_POSITIONRELATIVE, ulong(begin), column - 1);
    const long target = column > 1 && (at == 0 || at > end) ? end : qMax(at, begin);
    m_view.select(target, target);
    close();
}
