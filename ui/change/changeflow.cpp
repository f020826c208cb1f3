// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeflow.h"

#include "change/opendialog.h"
#include "change/previewdialog.h"
#include "change/reportdialog.h"
#include "change/unlockdialog.h"

#include <QApplication>
#include <QFutureWatcher>

#include <utility>

ChangeFlow::ChangeFlow(ChangeDesk &desk, QString environment, QWidget *window)
    : m_desk(desk)
    , m_window(window)
{
    m_place.environment.label = std::move(environment);
}

void ChangeFlow::submit(const QList<RowChange> &changes, const QString &title)
{
    begin([this, changes] { return m_desk.plan(changes); }, title,
        [this, changes, title] { return m_desk.apply(changes, title); });
}

void ChangeFlow::undo(const JournalEntry &entry)
{
    begin([this, entry] { return m_desk.undoPlan(entry); }, tr("Undo: %1").arg(entry.title),
        [this, entry] { return m_desk.undo(entry); });
}

void ChangeFlow::begin(
    const std::function<ChangePlan()> &plan, const QString &title, const std::function<Answer()> &execute)
{
    if (m_busy) {
        emit failed(
            {tr("Another change is under way. Finish or cancel that one first."), {}, Fault::Refused});
        return;
    }
    m_busy = true;
    m_plan = plan;
    m_title = title;
    m_execute = execute;
    if (!m_place.obstacle.isEmpty())
        return fail({m_place.obstacle, {}, Fault::Refused});
    if (m_desk.gate().mayWrite())
        return proceed();
    askForLevel([this] { proceed(); }, [this] { cancel(); });
}

void ChangeFlow::proceed()
{
    const ChangePlan plan = m_plan();
    if (m_desk.gate().level() == WriteGate::Level::Open && plan.isAllowed())
        return execute();
    preview(plan, m_title);
}

bool ChangeFlow::isAsShown(const ChangePlan &plan) const
{
    return plan.sql == m_shown.sql && plan.problems == m_shown.problems
        && plan.inOneTransaction == m_shown.inOneTransaction;
}

void ChangeFlow::showAnew(const ChangePlan &plan)
{
    if (PreviewDialog *shown = std::exchange(m_preview, nullptr))
        shown->done(QDialog::Accepted);
    preview(plan, tr("The tables have changed meanwhile. Look again: %1").arg(m_title));
}

void ChangeFlow::preview(const ChangePlan &plan, const QString &title)
{
    m_shown = plan;
    m_preview = new PreviewDialog(plan, m_desk.schema(), m_place, title, m_times, dialogParent());
    connect(m_preview, &PreviewDialog::applyWanted, this, &ChangeFlow::execute);
    connect(m_preview, &QDialog::rejected, this, [this] {
        if (m_busy)
            cancel();
    });
    openFor(this, m_preview);
}

void ChangeFlow::execute()
{
    // It may have locked itself while the person was reading.
    if (!m_desk.gate().mayWrite())
        return askForLevel([this] { execute(); }, [] {});
    // The tables may be others than those of which the person has read.
    if (m_preview)
        if (const ChangePlan now = m_plan(); !isAsShown(now))
            return showAnew(now);
    if (m_preview)
        m_preview->setBusy();
    auto *watcher = new QFutureWatcher<Result<ChangeReport>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const auto results = watcher->future().results();
        take(results.isEmpty()
                ? Result<ChangeReport>(Error {tr("The database was closed while it was written."), {}, {}})
                : results.constFirst());
    });
    watcher->setFuture(m_execute());
}

void ChangeFlow::take(const Result<ChangeReport> &answer)
{
    if (!answer)
        return fail(answer.error());
    const ChangeReport &report = *answer;
    settle();
    if (!report.isSaved() && m_reportsFailures)
        showReport(report);
    emit finished(report);
}

void ChangeFlow::unlock()
{
    askForLevel([] {}, [] {});
}

void ChangeFlow::askForLevel(const std::function<void()> &unlocked, const std::function<void()> &refused)
{
    auto *dialog = new UnlockDialog(m_place, m_desk.gate().level(), dialogParent());
    connect(dialog, &UnlockDialog::levelChosen, this,
        [this](WriteGate::Level level) { m_desk.gate().setLevel(level); });
    // After the dialog is gone, so that what follows stands on the right window.
    connect(dialog, &QDialog::accepted, this, unlocked, Qt::QueuedConnection);
    connect(dialog, &QDialog::rejected, this, refused);
    openFor(this, dialog);
}

void ChangeFlow::showReport(const ChangeReport &report)
{
    auto *dialog = new ReportDialog(report, m_desk.schema(), m_times, dialogParent());
    connect(dialog, &ReportDialog::undoWanted, this, &ChangeFlow::undoWanted, Qt::QueuedConnection);
    openFor(this, dialog);
}

void ChangeFlow::cancel()
{
    settle();
    emit cancelled();
}

void ChangeFlow::fail(const Error &error)
{
    settle();
    emit failed(error);
}

void ChangeFlow::settle()
{
    m_busy = false;
    m_execute = nullptr;
    if (PreviewDialog *preview = std::exchange(m_preview, nullptr))
        preview->done(QDialog::Accepted);
}

/// A form that stays open below is the parent of what is asked about it.
QWidget *ChangeFlow::dialogParent() const
{
    QWidget *active = QApplication::activeModalWidget();
    return active && (active == m_window || m_window->isAncestorOf(active)) ? active : m_window;
}
