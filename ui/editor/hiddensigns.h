// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QSet>

class QsciScintillaBase;

/// Has a view show characters that would hide or reorder text by their names: "U+202E". The text stays as it
/// is.
class HiddenSigns {
public:
    /// For those in a text that is about to be shown or was just written.
    void reveal(QsciScintillaBase &view, QByteArrayView utf8);

private:
    QSet<char32_t> m_seen;
};
