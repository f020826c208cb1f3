// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QWidget>

class PlainLabel;
class QAction;
class QToolButton;

/// What stands in the window before a database is open, or when one cannot be opened: what to do next.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(const QList<QAction *> &choices, QWidget *parent = nullptr);

    /// A sentence above the choices.
    void showSentence(const QString &sentence);
    /// Why a database could not be opened; the driver's text behind "Details".
    void showError(const Error &error);

private:
    PlainLabel *m_sentence;
    PlainLabel *m_detail;
    QToolButton *m_details;
};
