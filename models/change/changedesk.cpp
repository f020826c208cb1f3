// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changedesk.h"

#include "change/changerun.h"
#include "connection/engine.h"

#include <QDeadlineTimer>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<ChangeReport>;

/// How often it is tried to find out what became of a change whose end was not seen.
constexpr std::chrono::milliseconds betweenLooks {500};

QFuture<Answer> refused(const QString &sentence)
{
    QPromise<Answer> promise;
    promise.start();
    promise.addResult(Error {sentence, {}, Fault::Refused});
    promise.finish();
    return promise.future();
}

/// The answer of the writer's thread, whatever it is.
template <typename T, typename Handler>
void whenAnswered(const QFuture<Result<T>> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handler] {
        watcher->deleteLater();
        const auto results = watcher->future().results();
        if (!results.isEmpty())
            handler(results.constFirst());
    });
    watcher->setFuture(future);
}

/// Sentences of reads promise another attempt, which a change never makes by itself.
Error notBegun(const Error &error)
{
    if (error.fault != Fault::Busy)
        return error;
    return {ChangeDesk::tr(
                "The server or another program has locked the database, so nothing was changed. Try again "
                "in a moment."),
        error.message + u'\n' + error.detail, error.fault};
}

QList<RowChange> inverseChanges(const JournalEntry &entry)
{
    QList<RowChange> changes;
    for (qsizetype i = entry.changes.size() - 1; i >= 0; --i)
        if (entry.isMade(i))
            changes.append(inverseOf(entry.changes.at(i), entry.madeKeys.value(i)));
    return changes;
}

} // namespace

/// One set of changes on its way.
struct ChangeDesk::Errand {
    ChangeTask task;
    QPromise<Answer> promise;
    QDeadlineTimer deadline;
};

ChangeDesk::ChangeDesk(Session &session, const DatabaseSchema &schema, ChangeJournal journal, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_schema(schema)
    , m_journal(std::move(journal))
{
}

ChangePlan ChangeDesk::plan(const QList<RowChange> &changes) const
{
    return planned(changes, ValueTypes::AsColumn);
}

ChangePlan ChangeDesk::planned(const QList<RowChange> &changes, ValueTypes types) const
{
    if (const Engine *engine = engineFor(m_session.url().scheme))
        return planChanges(changes, m_schema, *engine->dialect, types);
    ChangePlan none;
    none.problems += tr("No database engine is known for “%1”.").arg(m_session.url().scheme);
    return none;
}

QFuture<Answer> ChangeDesk::apply(const QList<RowChange> &changes, const QString &title)
{
    return make(plan(changes), title, {});
}

QFuture<Answer> ChangeDesk::undo(const JournalEntry &entry)
{
    if (!entry.canBeUndone())
        return refused(tr("There is nothing to take back: this was not saved, or was taken back already."));
    const ChangePlan inverse = planned(inverseChanges(entry), ValueTypes::AsGiven);
    return make(inverse, tr("Undo: %1").arg(entry.title), entry.id);
}

QFuture<Answer> ChangeDesk::make(const ChangePlan &plan, const QString &title, const QString &undoOf)
{
    if (!plan.isAllowed())
        return refused(plan.problems.join(u'\n'));
    if (plan.changes.isEmpty())
        return refused(tr("Nothing is to be changed."));
    const auto permit = m_gate.permit();
    if (!permit)
        return refused(tr("Writing is locked, so nothing was changed. Unlock it first."));
    auto errand = std::make_shared<Errand>(
        Errand {{plan, m_journal, *permit, m_session.url().display(), title, undoOf}, {}, {}});
    errand->promise.start();
    whenAnswered(m_session.writer().run(
                     [task = errand->task](Connection &connection) { return runChanges(connection, task); }),
        this, [this, errand](const Result<ChangeRun> &run) {
            errand->deadline = QDeadlineTimer(m_patience);
            if (run)
                settle(errand, *run);
            else
                finish(*errand, notBegun(run.error()));
        });
    return errand->promise.future();
}

void ChangeDesk::settle(const std::shared_ptr<Errand> &errand, const ChangeRun &run)
{
    if (!run.isOpen() || errand->deadline.hasExpired())
        return finish(*errand, run.report);
    QTimer::singleShot(betweenLooks, this, [this, errand, run] {
        const auto looked = m_session.writer().run([task = errand->task, run](Connection &connection) {
            return settleChanges(connection, task, run);
        });
        whenAnswered(looked, this, [this, errand, run](const Result<ChangeRun> &settled) {
            settle(errand, settled ? *settled : run);
        });
    });
}

void ChangeDesk::finish(Errand &errand, const Answer &answer)
{
    if (answer && answer->wroteAnything())
        m_gate.touch();
    if (answer)
        emit applied(*answer);
    errand.promise.addResult(answer);
    errand.promise.finish();
}
