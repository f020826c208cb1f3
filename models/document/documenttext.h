// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// How the bytes of a document are its text, decided as a parser does: byte order mark, declaration, else
/// UTF-8. A text that was not touched encodes to the very same bytes; line ends are part of the text.
struct DocumentText {
    enum class Encoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Latin1, Ascii, Other };

    Encoding encoding = Encoding::Utf8;
    QString declared; ///< the encoding that the XML declaration names, empty for none
    bool byteOrderMark = false;
    /// Decoding and encoding give the stored bytes: the text can be edited. Otherwise why not: NUL bytes,
    /// bytes that are no text, an encoding that we do not know.
    bool isExact = false;
    QString whyNot;
    QByteArray utf8; ///< the text without byte order mark; approximate (U+FFFD) when it is not exact
    QString encodingName() const; ///< "UTF-8 with byte order mark"

    /// The bytes of another text in this encoding. Nothing when it has characters that do not exist there.
    std::optional<QByteArray> encode(const QByteArray &newUtf8) const;
};

DocumentText decodeDocument(const QByteArray &stored);
