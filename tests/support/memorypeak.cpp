// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorypeak.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {
/// A size from /proc/self/status, in bytes; -1 when it has none of that name.
qint64 sizeOf(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').first().toLongLong() * 1024;
    return -1;
}

/// Makes the present size the largest one so far.
bool forgetPeak()
{
    QFile reset(u"/proc/self/clear_refs"_s);
    return reset.open(QIODevice::WriteOnly) && reset.write("5") == 1;
}
} // namespace

MemoryPeak::MemoryPeak()
{
    if (forgetPeak())
        m_before = sizeOf("VmRSS");
}

qint64 MemoryPeak::growth() const
{
    const qint64 peak = sizeOf("VmHWM");
    return m_before < 0 || peak < 0 ? -1 : peak - m_before;
}
