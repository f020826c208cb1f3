// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// The text with everything that hides or reorders made visible as ‹U+202E›: control characters (line ends as
/// ⏎), bidi controls, zero-width and tag characters. Hostile text then cannot pass for another.
QString visibleText(const QString &text);
/// Bytes as visible text: UTF-8 where valid, each other byte as ‹0xE9›.
QString visibleText(const QByteArray &bytes);
/// Text for a tooltip or another place where Qt guesses rich text: escaped, so that it is shown as typed.
QString plainTooltip(const QString &text);
/// True when the bytes are valid UTF-8 without a NUL.
bool isCleanUtf8(const QByteArray &bytes);
