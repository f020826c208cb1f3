// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QAction;

/// What stands in the window before a database is open, or when one cannot be opened: what to do next.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(const QList<QAction *> &choices, QWidget *parent = nullptr);

    /// A sentence above the choices: opening, or why opening failed.
    void showSentence(const QString &sentence);

private:
    PlainLabel *m_sentence;
};
