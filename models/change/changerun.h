// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"
#include "change/changeplan.h"
#include "change/changereport.h"
#include "connection/writepermit.h"

/// Everything that the writer's thread needs to make a set of changes.
struct ChangeTask {
    ChangePlan plan;
    ChangeJournal journal;
    WritePermit permit;
    QString database; ///< as the person knows it
    QString title;
    QString undoOf; ///< the entry that is taken back
};

/// A set of changes that was tried.
struct ChangeRun {
    ChangeReport report;
    QString journalId;
    QStringList marks; ///< by change: the transaction at the server whose end was not seen
    QList<bool> isCommitted; ///< by change, by the server's word

    /// The end of something was not seen: settleChanges() may find it out on another connection.
    bool isOpen() const;
};

/// Writes the changes down, makes them, and reads them back. Errors: whatever kept the first statement from
/// being sent; then nothing was written, and the journal says so.
Result<ChangeRun> runChanges(Connection &connection, const ChangeTask &task);
/// Looks what became of changes whose end was not seen. Errors: those of Connection::select().
Result<ChangeRun> settleChanges(Connection &connection, const ChangeTask &task, ChangeRun run);
