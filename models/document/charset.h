// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

/// A character set that documents come in besides UTF-8. Only sets of a fixed list are read, since a document
/// names its set itself and not every converter of the system is fit for strangers' bytes.
class Charset {
public:
    /// By the name in an XML declaration, whatever its case. Nothing for a name that is not in the list.
    static std::optional<Charset> named(const QString &name);

    const char *name() const { return m_name; }
    /// Bytes as UTF-8, one U+FFFD for each byte that is no text.
    QByteArray decoded(const QByteArray &bytes) const;
    /// UTF-8 as bytes; nothing when a character does not exist in this set.
    std::optional<QByteArray> encoded(const QByteArray &utf8) const;

private:
    explicit Charset(const char *name) : m_name(name) {}

    const char *m_name;
};

/// UTF-8 with one U+FFFD for each byte that is no text.
QByteArray repairedUtf8(const QByteArray &bytes);
/// The first byte that is no UTF-8, -1: there is none.
qsizetype firstBadUtf8(QByteArrayView bytes);
