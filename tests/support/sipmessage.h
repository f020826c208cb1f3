// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

/// One SIP request or response, as far as presence needs it: start line, headers in their order, body.
struct SipMessage {
    struct Header {
        QByteArray name;
        QByteArray value;
    };

    QByteArray startLine;
    QList<Header> headers;
    QByteArray body;

    /// Nothing when the datagram is no SIP message.
    static std::optional<SipMessage> fromBytes(const QByteArray &datagram);
    /// The bytes for the wire; Content-Length is added here.
    QByteArray toBytes() const;

    /// The first header of this name, also when it came in its compact form; empty when there is none.
    QByteArray value(const QByteArray &name) const;
    /// All headers of this name, ready to be copied into an answer.
    QList<Header> all(const QByteArray &name) const;
    void add(const QByteArray &name, const QByteArray &text);

    /// The status code of a response, 0 for a request.
    int status() const;
    /// The method of a request, empty for a response.
    QByteArray method() const;
};

/// The value of ";name=value" in a header; empty when there is none.
QByteArray sipParameter(const QByteArray &header, const QByteArray &name);
/// The URI between angle brackets; the whole text when there are none.
QByteArray sipUri(const QByteArray &header);
