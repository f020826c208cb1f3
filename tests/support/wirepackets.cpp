// SPDX-License-Identifier: GPL-3.0-or-later
#include "wirepackets.h"

#include <QtEndian>

namespace {

constexpr qsizetype mysqlHeader = 4; // length in three bytes, then the number within the command
constexpr char comQuery = 0x03;
constexpr char comStatementExecute = 0x17;
constexpr quint32 mysqlWantsTls = 0x800;
constexpr qsizetype mysqlTlsRequest = mysqlHeader + 32;

constexpr quint32 postgresWantsTls = 80877103;
constexpr quint32 postgresWantsGss = 80877104;
constexpr char tlsHandshake = 0x16;

} // namespace

QList<WirePackets::Packet> WirePackets::take(const QByteArray &received)
{
    m_waiting += received;
    QList<Packet> packets;
    while (!m_waiting.isEmpty()) {
        const qsizetype size = sizeOfFirst();
        if (size == 0 || size > m_waiting.size())
            break;
        packets.append(describe(m_waiting.left(size)));
        m_waiting.remove(0, size);
    }
    return packets;
}

qsizetype WirePackets::sizeOfFirst() const
{
    const auto *bytes = reinterpret_cast<const uchar *>(m_waiting.constData());
    const qsizetype known = m_waiting.size();
    if (m_encrypted || (m_protocol == Protocol::Postgres && !m_started && m_waiting[0] == tlsHandshake))
        return known;
    if (m_protocol == Protocol::Mysql)
        return known < mysqlHeader ? 0 : mysqlHeader + bytes[0] + (bytes[1] << 8) + (bytes[2] << 16);
    const qsizetype name = m_started ? 1 : 0;
    return known < name + 4 ? 0 : name + qsizetype(qFromBigEndian<quint32>(bytes + name));
}

WirePackets::Packet WirePackets::describe(const QByteArray &packet)
{
    if (m_encrypted)
        return {packet, false};
    return m_protocol == Protocol::Mysql ? describeMysql(packet) : describePostgres(packet);
}

WirePackets::Packet WirePackets::describeMysql(const QByteArray &packet)
{
    if (packet.size() == mysqlTlsRequest && packet[3] == 1)
        m_encrypted = (qFromLittleEndian<quint32>(packet.constData() + mysqlHeader) & mysqlWantsTls) != 0;
    const bool isCommand = packet[3] == 0 && packet.size() > mysqlHeader;
    const char command = isCommand ? packet[mysqlHeader] : '\0';
    return {packet, command == comQuery || command == comStatementExecute};
}

WirePackets::Packet WirePackets::describePostgres(const QByteArray &packet)
{
    if (m_started)
        return {packet, packet[0] == 'Q' || packet[0] == 'E'};
    m_encrypted = packet[0] == tlsHandshake;
    const quint32 code = packet.size() < 8 ? 0 : qFromBigEndian<quint32>(packet.constData() + 4);
    m_started = !m_encrypted && code != postgresWantsTls && code != postgresWantsGss;
    return {packet, false};
}
