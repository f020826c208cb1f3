// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changerun.h"

#include "base/visibletext.h"
#include "change/changeproof.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using State = ChangeOutcome::State;
using End = WriteOutcome::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeRun", text);
}

Error missed()
{
    return {tr("The row is no longer as you saw it."), {}, Fault::Refused};
}

Error severalRows(qint64 rows)
{
    return {tr("The change would have hit %1 rows instead of one, so it was taken back. Nothing was changed.")
                .arg(rows),
        {}, Fault::Refused};
}

/// Sentences of reads say what a read means.
QString sentenceOf(const Error &error)
{
    switch (error.fault) {
    case Fault::Unreachable:
        return tr("The connection was lost before anything was saved, so nothing was changed. Try again.");
    case Fault::TimedOut:
        return tr(
            "The server took too long, so the change was taken back and nothing was changed. Try again.");
    case Fault::Superseded:
        return tr("The change was given up before it was saved, so nothing was changed.");
    default:
        return error.message.isEmpty()
            ? tr("The server took the change back, so nothing was changed. Try again.")
            : error.message;
    }
}

/// The end of a statement that ended like this is not known where nothing can be taken back.
bool leavesDoubt(const Error &error)
{
    return error.fault == Fault::Unreachable || error.fault == Fault::TimedOut
        || error.fault == Fault::Superseded;
}

ChangeOutcome refused(const Error &error)
{
    ChangeOutcome outcome;
    outcome.state = State::Refused;
    outcome.sentence = sentenceOf(error);
    outcome.detail = error.detail;
    return outcome;
}

/// Makes one set of changes, and notes what becomes of each.
class ChangeRunner {
public:
    ChangeRunner(Connection &connection, const ChangeTask &task);

    Result<ChangeRun> run();

private:
    qsizetype count() const { return m_plan.changes.size(); }
    Result<void> runTogether();
    Result<void> runSingly();
    /// Transaction of the changes from @p first on, so many.
    WriteOutcome write(qsizetype first, qsizetype number);
    Result<void> make(WriteTransaction &transaction, qsizetype at);
    Result<void> insert(WriteTransaction &transaction, qsizetype at);
    Result<QList<NamedValue>> numberedKey(WriteTransaction &transaction, qsizetype at) const;
    void committed(qsizetype first, qsizetype number);
    void notCommitted(const WriteOutcome &outcome, qsizetype first, qsizetype number);
    void lost(const WriteOutcome &outcome, qsizetype first, qsizetype number);
    ChangeProof proofOf(qsizetype at) const;
    ChangeOutcome &outcomeOf(qsizetype at) { return m_run.report.outcomes[at]; }

    Connection &m_connection;
    const ChangeTask &m_task;
    const ChangePlan &m_plan;
    ChangeRun m_run;
    qsizetype m_failed = -1; ///< the change whose statement failed
    bool m_missed = false; ///< it found no row
};

ChangeRunner::ChangeRunner(Connection &connection, const ChangeTask &task)
    : m_connection(connection)
    , m_task(task)
    , m_plan(task.plan)
{
    m_run.report.title = task.title;
    m_run.report.changes = m_plan.changes;
    m_run.report.inOneTransaction = m_plan.inOneTransaction;
    m_run.report.outcomes.resize(count());
    m_run.marks.resize(count());
    m_run.isCommitted.resize(count());
}

/// Whoever asked may have read the journal before somebody else took the same change back.
bool isTakenBack(const ChangeTask &task)
{
    const auto entry = task.undoOf.isEmpty() ? std::nullopt : task.journal.entry(task.undoOf);
    return entry && entry->state == JournalEntry::State::Undone;
}

Result<ChangeRun> ChangeRunner::run()
{
    if (isTakenBack(m_task))
        return Error {tr("This was taken back already. Nothing was changed."), {}, Fault::Refused};
    const auto id = m_task.journal.begin(m_task.database, m_task.title, m_plan.changes, m_task.undoOf);
    if (!id)
        return id.error();
    m_run.journalId = *id;
    if (const auto ran = m_plan.inOneTransaction ? runTogether() : runSingly(); !ran) {
        // What the journal cannot be told it takes for begun, which says no more than that.
        (void)m_task.journal.end(*id, JournalEntry::State::Failed);
        return ran.error();
    }
    return m_run;
}

Result<void> ChangeRunner::runTogether()
{
    const WriteOutcome outcome = write(0, count());
    if (!outcome.hasBegun && outcome.error)
        return *outcome.error;
    if (outcome.end == End::Committed)
        committed(0, count());
    else if (outcome.end == End::Unknown)
        lost(outcome, 0, count());
    else
        notCommitted(outcome, 0, count());
    return {};
}

Result<void> ChangeRunner::runSingly()
{
    for (qsizetype i = 0; i < count(); ++i) {
        const WriteOutcome outcome = write(i, 1);
        if (!outcome.hasBegun && outcome.error && i == 0)
            return *outcome.error;
        if (outcome.end == End::Committed)
            committed(i, 1);
        else if (outcome.end == End::Unknown || (outcome.hasBegun && leavesDoubt(*outcome.error)))
            lost(outcome, i, 1);
        else
            notCommitted(outcome, i, 1);
        if (outcomeOf(i).state != State::Saved)
            break;
    }
    return {};
}

WriteOutcome ChangeRunner::write(qsizetype first, qsizetype number)
{
    return m_connection.write(
        m_task.permit, [this, first, number](WriteTransaction &transaction) -> Result<void> {
            for (qsizetype i = first; i < first + number; ++i)
                if (const auto made = make(transaction, i); !made) {
                    m_failed = i;
                    return made;
                }
            return {};
        });
}

Result<void> ChangeRunner::make(WriteTransaction &transaction, qsizetype at)
{
    if (m_plan.changes.at(at).kind == ChangeKind::Insert)
        return insert(transaction, at);
    const auto rows = transaction.execute(m_plan.statements.at(at));
    if (!rows)
        return rows.error();
    m_missed = *rows == 0;
    if (m_missed)
        return missed();
    return *rows == 1 ? Result<void>() : severalRows(*rows);
}

Result<void> ChangeRunner::insert(WriteTransaction &transaction, qsizetype at)
{
    const QStringList &key = m_plan.tables.at(at).key;
    if (m_connection.dialect().lastNumber) {
        if (const auto rows = transaction.execute(m_plan.statements.at(at)); !rows)
            return rows.error();
        const auto made = numberedKey(transaction, at);
        if (!made)
            return made.error();
        outcomeOf(at).key = *made;
        return {};
    }
    const auto rows = transaction.select(m_plan.statements.at(at));
    if (!rows)
        return rows.error();
    if (rows->rows.size() != 1)
        return severalRows(rows->rows.size());
    for (qsizetype i = 0; i < key.size(); ++i)
        outcomeOf(at).key.append({key.at(i), rows->rows.constFirst().value(i)});
    return {};
}

Result<QList<NamedValue>> ChangeRunner::numberedKey(WriteTransaction &transaction, qsizetype at) const
{
    const TableInfo &table = m_plan.tables.at(at);
    QList<NamedValue> key;
    for (const QString &column : table.key) {
        if (const NamedValue *given = valueOf(m_plan.changes.at(at).wanted, column)) {
            key.append({column, given->value});
            continue;
        }
        const int known = table.indexOf(column);
        if (known < 0 || !table.columns.at(known).isGenerated)
            return QList<NamedValue>(); // a default of the table
        const auto number = transaction.select({QString::fromLatin1(m_connection.dialect().lastNumber), {}});
        if (!number)
            return number.error();
        const QVariant value = number->rows.value(0).value(0);
        key.append({column, QVariant(value.toLongLong())});
    }
    return key;
}

ChangeProof ChangeRunner::proofOf(qsizetype at) const
{
    return {m_plan.changes.at(at), m_plan.tables.at(at), m_run.report.outcomes.at(at).key};
}

void ChangeRunner::committed(qsizetype first, qsizetype number)
{
    for (qsizetype i = first; i < first + number; ++i) {
        m_run.isCommitted[i] = true;
        outcomeOf(i) = proofOf(i).afterCommit(m_connection);
    }
}

void ChangeRunner::notCommitted(const WriteOutcome &outcome, qsizetype first, qsizetype number)
{
    for (qsizetype i = first; i < first + number; ++i)
        outcomeOf(i) = i == m_failed || m_failed < first
            ? refused(*outcome.error)
            : ChangeOutcome {State::RolledBack,
                tr("Nothing was changed here, because another change of the set could not be made.")};
    if (m_failed >= first && m_missed)
        outcomeOf(m_failed) = proofOf(m_failed).afterMiss(m_connection);
}

void ChangeRunner::lost(const WriteOutcome &outcome, qsizetype first, qsizetype number)
{
    for (qsizetype i = first; i < first + number; ++i) {
        m_run.marks[i] = outcome.mark;
        outcomeOf(i).state = State::Unknown;
        outcomeOf(i).sentence =
            tr("The connection was lost at the moment of saving, so it is not known whether it "
               "was saved. Look at the row before you try again.");
    }
}

qsizetype countOf(const ChangeReport &report, State state)
{
    return std::ranges::count_if(
        report.outcomes, [state](const ChangeOutcome &outcome) { return outcome.state == state; });
}

/// The sentence of what went wrong.
QString firstTrouble(const ChangeReport &report)
{
    for (const ChangeOutcome &outcome : report.outcomes)
        if (outcome.state != State::Saved && outcome.state != State::RolledBack
            && outcome.state != State::NotTried)
            return outcome.sentence;
    return {};
}

QString summary(const ChangeReport &report)
{
    const qsizetype saved = countOf(report, State::Saved);
    const qsizetype all = report.outcomes.size();
    if (saved == all)
        return all == 1 ? tr("It is saved.") : tr("All %1 changes are saved.").arg(all);
    if (countOf(report, State::Unknown) > 0 || saved == 0)
        return firstTrouble(report);
    return tr(
        "%1 of %2 changes are saved and stay so, because the tables' storage engine has no transactions. "
        "Then it stopped: %3")
        .arg(saved)
        .arg(all)
        .arg(firstTrouble(report));
}

JournalEntry::State stateOf(const ChangeRun &run)
{
    if (run.isCommitted.contains(true))
        return JournalEntry::State::Made;
    return countOf(run.report, State::Unknown) > 0 ? JournalEntry::State::Unknown
                                                   : JournalEntry::State::Failed;
}

/// Tells the journal, and the report in a sentence.
void conclude(ChangeRun &run, const ChangeTask &task)
{
    ChangeReport &report = run.report;
    const JournalEntry::State state = stateOf(run);
    QList<QList<NamedValue>> keys;
    for (const ChangeOutcome &outcome : std::as_const(report.outcomes))
        keys.append(outcome.key);
    report.journalId = state == JournalEntry::State::Failed ? QString() : run.journalId;
    report.sentence = summary(report);
    bool isNoted = bool(task.journal.end(run.journalId, state, keys, run.isCommitted));
    if (!task.undoOf.isEmpty() && report.isSaved())
        isNoted = task.journal.end(task.undoOf, JournalEntry::State::Undone) && isNoted;
    if (!isNoted)
        report.sentence += u' '
            + tr("The journal of changes could not be written afterwards, so this cannot be undone from "
                 "there.");
}

} // namespace

bool ChangeRun::isOpen() const
{
    return std::ranges::any_of(report.outcomes, [](const ChangeOutcome &outcome) {
        // What was read has been settled as well as it can be.
        return outcome.state == State::Unknown && outcome.current.isEmpty();
    });
}

Result<ChangeRun> runChanges(Connection &connection, const ChangeTask &task)
{
    auto run = ChangeRunner(connection, task).run();
    if (run)
        conclude(*run, task);
    return run;
}

Result<ChangeRun> settleChanges(Connection &connection, const ChangeTask &task, ChangeRun run)
{
    for (qsizetype i = 0; i < run.report.outcomes.size(); ++i) {
        ChangeOutcome &outcome = run.report.outcomes[i];
        if (outcome.state != State::Unknown || !outcome.current.isEmpty())
            continue;
        const ChangeProof proof(run.report.changes.at(i), task.plan.tables.at(i), outcome.key);
        if (run.isCommitted.at(i)) {
            outcome = proof.afterCommit(connection);
            continue;
        }
        const auto ended = connection.hasEnded(run.marks.at(i));
        if (!ended)
            return ended.error();
        const auto found = proof.afterLoss(connection);
        if (!found)
            return found.error();
        // As long as the server may still be at it, only a change that is there tells something.
        if (found->state == State::Refused && *ended != std::optional(true))
            continue;
        outcome = *found;
        run.isCommitted[i] = outcome.state == State::Saved;
    }
    conclude(run, task);
    return run;
}
