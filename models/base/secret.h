// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A password. It can be printed nowhere, compares equal only to the same bytes, and its memory is wiped when
/// the last copy goes. Bytes as typed, UTF-8.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    ~Secret();
    Secret(const Secret &other) = default;
    Secret(Secret &&other) noexcept = default;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;

    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// For the call that sends it, and for nothing else.
    const QByteArray &reveal() const { return m_bytes; }
    /// @p text with every occurrence replaced by asterisks, for what a driver says.
    QString redactedFrom(const QString &text) const;
    bool operator==(const Secret &) const = default;

private:
    void wipe();
    QByteArray m_bytes;
};
