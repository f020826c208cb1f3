// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <shared_mutex>

// The kernel takes all locks of a process on a file away as soon as the process closes any descriptor of it.
// Reading without locks closes descriptors behind SQLite's back; while our own writer holds SQLite's lock,
// that would open the file to the server in the middle of a write. So nobody opens or closes meanwhile.

/// For whoever opens or closes a database file.
std::shared_lock<std::shared_mutex> passDescriptorGate();
/// For whoever holds a lock on one: as long as it is held.
std::unique_lock<std::shared_mutex> closeDescriptorGate();
