// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changedesk.h"

#include <QObject>
#include <QPointer>

class QWidget;

/// From a wish to its end, with the person: says what is locked and offers to unlock, shows before, after and
/// SQL, applies, and reports what happened. One at a time.
class ChangeFlow : public QObject {
    Q_OBJECT
public:
    ChangeFlow(ChangeDesk &desk, QString environment, QWidget *window);

    /// Never waits: finished() or cancelled() follow.
    void submit(const QList<RowChange> &changes, const QString &title);
    void undo(const JournalEntry &entry);
    bool isBusy() const;

signals:
    void finished(const ChangeReport &report);
    void failed(const Error &error);
    void cancelled();
};
