// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// A place in a document's text. Bytes count in the UTF-8 form of the decoded text, without a byte order
/// mark: for a UTF-8 document these are the stored bytes, and they are the positions of the editor.
struct TextPlace {
    qint64 byte = 0;
    qint64 length = 0; ///< bytes, 0: a point
    int line = 0; ///< from 1; 0: the document as a whole
    int column = 0; ///< from 1, in characters (code points)

    bool operator==(const TextPlace &) const = default;
};
