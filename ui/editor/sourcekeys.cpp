// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sourcekeys.h"

#include <Qsci/qscicommandset.h>
#include <Qsci/qsciscintilla.h>

#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace {
/// Of commands that cut, double, swap or recase lines.
constexpr std::array unwantedKeys {Qt::CTRL | Qt::Key_D, Qt::CTRL | Qt::Key_L, Qt::CTRL | Qt::Key_T,
    Qt::CTRL | Qt::Key_U, Qt::CTRL | Qt::SHIFT | Qt::Key_L, Qt::CTRL | Qt::SHIFT | Qt::Key_T,
    Qt::CTRL | Qt::SHIFT | Qt::Key_U};
} // namespace

QString typedText(const QEvent *event)
{
    if (!event)
        return {};
    if (event->type() == QEvent::InputMethod)
        return static_cast<const QInputMethodEvent *>(event)->commitString();
    if (event->type() != QEvent::KeyPress)
        return {};
    const auto *key = static_cast<const QKeyEvent *>(event);
    const bool isCommand = key->modifiers() & (Qt::ControlModifier | Qt::MetaModifier);
    const QString text = key->text();
    return isCommand || text.isEmpty() || !text.at(0).isPrint() ? QString() : text;
}

bool isKeyOfText(const QKeyEvent &event)
{
    constexpr std::array own {QKeySequence::Copy, QKeySequence::SelectAll, QKeySequence::Cut,
        QKeySequence::Paste, QKeySequence::Undo, QKeySequence::Redo};
    return std::any_of(
        own.begin(), own.end(), [&event](QKeySequence::StandardKey key) { return event.matches(key); });
}

void dropUnwantedKeys(QsciScintilla &view)
{
    for (const QKeyCombination &keys : unwantedKeys) {
        if (QsciCommand *command = view.standardCommands()->boundTo(keys.toCombined()))
            command->setKey(0);
    }
}
