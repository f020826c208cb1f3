// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changedesk.h"
#include "change/writingplace.h"
#include "schema/decode.h"

#include <QObject>
#include <QPointer>

#include <functional>

class PreviewDialog;
class QWidget;

/// From a wish to its end, with the person: says what is locked and offers to unlock, shows before, after and
/// SQL, applies, and reports what happened. One at a time. Its maker owns it.
class ChangeFlow : public QObject {
    Q_OBJECT
public:
    ChangeFlow(ChangeDesk &desk, QString environment, QWidget *window);

    /// What the dialogs say of the database, and whether anything can be written there at all.
    void setPlace(const WritingPlace &place) { m_place = place; }
    const WritingPlace &place() const { return m_place; }
    void setTimes(TimeStyle times) { m_times = times; }
    /// Off for a caller that shows what was not saved by itself.
    void setReportsFailures(bool on) { m_reportsFailures = on; }

    /// Never waits: finished(), failed() or cancelled() follow.
    void submit(const QList<RowChange> &changes, const QString &title);
    void undo(const JournalEntry &entry);
    bool isBusy() const { return m_busy; }
    /// Asks how this session may write; the gate is set when the person chooses.
    void unlock();
    /// What was done, row by row.
    void showReport(const ChangeReport &report);

signals:
    void finished(const ChangeReport &report);
    void failed(const Error &error);
    void cancelled();
    void undoWanted(const QString &journalId); ///< in a report that is shown

private:
    using Answer = QFuture<Result<ChangeReport>>;

    void begin(const std::function<ChangePlan()> &plan, const QString &title,
        const std::function<Answer()> &execute);
    void proceed();
    void preview(const ChangePlan &plan, const QString &title);
    bool isAsShown(const ChangePlan &plan) const;
    void showAnew(const ChangePlan &plan);
    void execute();
    void take(const Result<ChangeReport> &answer);
    void askForLevel(const std::function<void()> &unlocked, const std::function<void()> &refused);
    void cancel();
    void fail(const Error &error);
    void settle();
    QWidget *dialogParent() const;

    ChangeDesk &m_desk;
    WritingPlace m_place;
    QWidget *m_window;
    TimeStyle m_times = TimeStyle::Local;
    bool m_reportsFailures = true;
    bool m_busy = false;
    std::function<ChangePlan()> m_plan;
    QString m_title;
    std::function<Answer()> m_execute;
    QPointer<PreviewDialog> m_preview;
    ChangePlan m_shown; ///< in the preview
};
