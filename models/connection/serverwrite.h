// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/writing.h"

#include <chrono>

/// What the connections to database servers have in common when they write.

/// How long a step of a transaction may take before the watchdog ends it: the server's writers may be
/// waiting. The server's own limits on statements and locks are those of the session.
inline constexpr std::chrono::milliseconds longestWriteStep {10'000};

/// One transaction on a server: the steps as its engine takes them.
class ServerWriting : public WriteTransaction {
public:
    virtual Result<void> begin() = 0;
    /// Committed, or why not: RolledBack when the server says so, else Unknown.
    virtual WriteOutcome commit() = 0;
    virtual bool rollback() = 0;
    /// Asked of the server: no transaction is open, and the next one could not write.
    virtual bool isReadOnlyAgain() = 0;
    /// The connection must not be used any more.
    virtual void giveUp() = 0;
    virtual QString mark() const = 0;
};

/// Runs the job between begin and end. Whatever happens, the session is read-only afterwards, or gone.
WriteOutcome writeOnServer(ServerWriting &writing, const WriteJob &job);
