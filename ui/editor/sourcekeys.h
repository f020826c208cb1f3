// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QEvent;
class QKeyEvent;
class QsciScintilla;

/// What an event types into a text, empty for commands and everything else.
QString typedText(const QEvent *event);
/// Keys that a text understands by itself, which the window must not take for its own commands.
bool isKeyOfText(const QKeyEvent &event);
/// Takes keys from a view whose commands nobody misses: they change the text, and the window has the keys.
void dropUnwantedKeys(QsciScintilla &view);
