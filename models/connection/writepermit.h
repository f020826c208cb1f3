// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

/// Without one nothing is written: every connection asks for it, and only the gate makes one. It ends when
/// the gate is locked, also while a change is waiting for its turn on another thread.
class WritePermit {
public:
    bool isValid() const { return m_open && *m_open; }

private:
    friend class WriteGate;
    explicit WritePermit(std::shared_ptr<const std::atomic<bool>> open) : m_open(std::move(open)) {}

    std::shared_ptr<const std::atomic<bool>> m_open;
};
