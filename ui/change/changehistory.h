// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"
#include "schema/decode.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class ChangeDesk;
class ChangeFlow;
class JournalDialog;
class QWidget;

/// The changes that were made in one database: to look at, and to take back by way of the flow. The journal
/// is read on another thread.
class ChangeHistory : public QObject {
    Q_OBJECT
public:
    ChangeHistory(ChangeDesk &desk, ChangeFlow &flow, QString database, QWidget *window);

    void setTimes(TimeStyle times) { m_times = times; }
    void open();
    void undoLast();
    void undo(const QString &id);
    /// Something was written: an open list shows it.
    void refresh();

signals:
    /// Nothing was undone, and why.
    void refused(const Error &error);

private:
    using Choice = std::function<std::optional<JournalEntry>(const QList<JournalEntry> &)>;
    void undoWhich(const Choice &choose);

    ChangeDesk &m_desk;
    ChangeFlow &m_flow;
    QString m_database;
    QWidget *m_window;
    TimeStyle m_times = TimeStyle::Local;
    QPointer<JournalDialog> m_dialog;
};
