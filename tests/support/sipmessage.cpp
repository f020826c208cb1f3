// SPDX-License-Identifier: GPL-3.0-or-later
#include "sipmessage.h"

#include <array>

namespace {

struct CompactForm {
    char letter;
    const char *name;
};

constexpr std::array compactForms {CompactForm {'v', "via"}, CompactForm {'f', "from"},
    CompactForm {'t', "to"}, CompactForm {'i', "call-id"}, CompactForm {'m', "contact"},
    CompactForm {'l', "content-length"}, CompactForm {'c', "content-type"}, CompactForm {'o', "event"},
    CompactForm {'u', "allow-events"}};

QByteArray fullName(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower.size() != 1)
        return lower;
    for (const CompactForm &form : compactForms)
        if (form.letter == lower.front())
            return form.name;
    return lower;
}

std::optional<SipMessage::Header> headerOf(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return std::nullopt;
    return SipMessage::Header {line.left(colon).trimmed(), line.mid(colon + 1).trimmed()};
}

} // namespace

std::optional<SipMessage> SipMessage::fromBytes(const QByteArray &datagram)
{
    const qsizetype end = datagram.indexOf("\r\n\r\n");
    if (end < 0 || !datagram.left(datagram.indexOf("\r\n")).contains("SIP/2.0"))
        return std::nullopt;
    SipMessage message;
    message.body = datagram.mid(end + 4);
    const QList<QByteArray> lines = datagram.left(end).split('\n');
    message.startLine = lines.first().trimmed();
    for (const QByteArray &line : lines.mid(1))
        if (const auto header = headerOf(line))
            message.headers.append(*header);
    return message;
}

QByteArray SipMessage::toBytes() const
{
    QByteArray bytes = startLine + "\r\n";
    for (const Header &header : headers)
        bytes += header.name + ": " + header.value + "\r\n";
    return bytes + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray SipMessage::value(const QByteArray &name) const
{
    const QList<Header> found = all(name);
    return found.isEmpty() ? QByteArray() : found.first().value;
}

QList<SipMessage::Header> SipMessage::all(const QByteArray &name) const
{
    const QByteArray wanted = fullName(name);
    QList<Header> found;
    for (const Header &header : headers)
        if (fullName(header.name) == wanted)
            found.append(header);
    return found;
}

void SipMessage::add(const QByteArray &name, const QByteArray &text)
{
    headers.append({name, text});
}

int SipMessage::status() const
{
    return startLine.startsWith("SIP/2.0 ") ? startLine.mid(8, 3).toInt() : 0;
}

QByteArray SipMessage::method() const
{
    return status() ? QByteArray() : startLine.left(startLine.indexOf(' '));
}

QByteArray sipParameter(const QByteArray &header, const QByteArray &name)
{
    const QByteArray outside = header.mid(header.indexOf('>') + 1);
    for (const QByteArray &part : outside.split(';'))
        if (part.trimmed().startsWith(name + '='))
            return part.trimmed().mid(name.size() + 1);
    return {};
}

QByteArray sipUri(const QByteArray &header)
{
    const qsizetype from = header.indexOf('<');
    const qsizetype to = header.indexOf('>', from);
    return from < 0 || to < 0 ? header : header.mid(from + 1, to - from - 1);
}
