// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverwrite.h"

namespace {
WriteOutcome inTransaction(ServerWriting &writing, const WriteJob &job)
{
    WriteOutcome outcome;
    if (const auto done = job(writing); done) {
        outcome = writing.commit();
    } else {
        outcome.error = done.error();
        // A server that loses a connection takes back what was not committed.
        if (!writing.rollback())
            writing.giveUp();
    }
    outcome.hasBegun = true;
    outcome.mark = writing.mark();
    return outcome;
}
} // namespace

WriteOutcome writeOnServer(ServerWriting &writing, const WriteJob &job)
{
    WriteOutcome outcome;
    if (const auto begun = writing.begin(); begun)
        outcome = inTransaction(writing, job);
    else
        outcome.error = begun.error();
    if (!writing.isReadOnlyAgain())
        writing.giveUp();
    return outcome;
}
