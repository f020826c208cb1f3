// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// The most memory that this process has had at once since it was made, beyond what it had then.
class MemoryPeak {
public:
    MemoryPeak();
    /// In bytes; negative when the system does not say it.
    qint64 growth() const;

private:
    qint64 m_before = -1;
};
