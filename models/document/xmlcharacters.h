// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

/// One character of a UTF-8 text.
struct Character {
    char32_t code = 0;
    int length = 0; ///< bytes; 0: the bytes there are no UTF-8
};

/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF. @p at is within the text.
Character characterAt(QByteArrayView utf8, qsizetype at);

// What XML 1.0 (fifth edition) permits; names are those of the Namespaces standard, with ':' as a letter.
bool isXmlBlank(char byte);
bool isXmlCharacter(char32_t code);
bool isNameStart(char32_t code);
bool isNameCharacter(char32_t code);
/// Bytes of the name that begins at @p at, 0: none does.
qsizetype nameLengthAt(QByteArrayView utf8, qsizetype at);
