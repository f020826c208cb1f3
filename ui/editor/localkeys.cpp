// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/localkeys.h"

#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

void LocalKeys::add(const QKeySequence &keys, std::function<void()> action)
{
    m_entries.append({keys, std::move(action)});
}

void LocalKeys::watch(QWidget *widget)
{
    widget->installEventFilter(this);
}

bool LocalKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const QKeySequence pressed(QKeyCombination(key->modifiers() & ~Qt::KeypadModifier, Qt::Key(key->key())));
    const auto entry = std::find_if(m_entries.cbegin(), m_entries.cend(),
        [&pressed](const Entry &candidate) { return candidate.keys == pressed; });
    if (entry == m_entries.cend())
        return QObject::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        entry->action();
    return true;
}
