// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/descriptorgate.h"

namespace {
// One for the process, as the kernel's rule is.
std::shared_mutex &gate()
{
    static std::shared_mutex mutex;
    return mutex;
}
} // namespace

std::shared_lock<std::shared_mutex> passDescriptorGate()
{
    return std::shared_lock(gate());
}

std::unique_lock<std::shared_mutex> closeDescriptorGate()
{
    return std::unique_lock(gate());
}
