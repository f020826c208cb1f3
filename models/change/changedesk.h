// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"
#include "change/changeplan.h"
#include "change/changereport.h"
#include "change/writegate.h"
#include "connection/session.h"

#include <QFuture>
#include <QObject>

#include <memory>

struct ChangeRun;

/// Where one session's changes are made: plans, asks the gate, writes down, executes on the writer's thread,
/// reads back, and takes back. Owns the gate.
class ChangeDesk : public QObject {
    Q_OBJECT
public:
    ChangeDesk(
        Session &session, const DatabaseSchema &schema, ChangeJournal journal, QObject *parent = nullptr);

    WriteGate &gate() { return m_gate; }
    const ChangeJournal &journal() const { return m_journal; }
    const DatabaseSchema &schema() const { return m_schema; }
    void setSchema(const DatabaseSchema &schema) { m_schema = schema; }
    /// How long it is tried to find out what became of a change whose end was not seen.
    void setPatience(std::chrono::milliseconds time) { m_patience = time; }

    ChangePlan plan(const QList<RowChange> &changes) const;
    /// One transaction where the engine has them. Errors, after which nothing is written: Refused (locked,
    /// does not fit), and what the writer's connection says before anything was sent. Everything later is in
    /// the report.
    QFuture<Result<ChangeReport>> apply(const QList<RowChange> &changes, const QString &title);
    /// The inverse of an entry, by the same rules.
    QFuture<Result<ChangeReport>> undo(const JournalEntry &entry);

signals:
    void applied(const ChangeReport &report); ///< something was written, or tried

private:
    struct Errand;
    ChangePlan planned(const QList<RowChange> &changes, ValueTypes types) const;
    QFuture<Result<ChangeReport>> make(const ChangePlan &plan, const QString &title, const QString &undoOf);
    /// Finds out what became of changes whose end was not seen, as far as that is possible in time.
    void settle(const std::shared_ptr<Errand> &errand, const ChangeRun &run);
    void finish(Errand &errand, const Result<ChangeReport> &answer);

    Session &m_session;
    DatabaseSchema m_schema;
    ChangeJournal m_journal;
    WriteGate m_gate;
    std::chrono::milliseconds m_patience {12'000};
};
