// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/recent.h"

#include <QWidget>

class PlainLabel;
class QAction;
class QToolButton;
class QVBoxLayout;

/// What stands in the window before a database is open, or when one cannot be opened: what to do next.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(const QList<QAction *> &choices, QWidget *parent = nullptr);

    /// A sentence above the choices.
    void showSentence(const QString &sentence);
    /// Why a database could not be opened; the driver's text behind "Details".
    void showError(const Error &error);
    /// Connections that were open before, the newest first.
    void showRecent(const QList<RecentConnection> &connections);

signals:
    void recentChosen(const RecentConnection &connection);

private:
    QWidget *createChoices(const QList<QAction *> &choices);

    PlainLabel *m_sentence;
    PlainLabel *m_detail;
    QToolButton *m_details;
    QWidget *m_recentBox;
    QVBoxLayout *m_recent;
};
