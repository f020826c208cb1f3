// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class PlainLabel;
class QPushButton;

/// What is known of rows that are no longer fresh.
struct OldData {
    /// What will be done about it.
    enum class Next { Waits, TriesAgain, ByHand, NeedsPassword };

    qint64 lastAnswerMs = 0; ///< when the rows were read (ms since the epoch)
    Next next = Next::Waits;
    qint64 untilNextMs = 0; ///< for TriesAgain
};

/// Says above the grid, for as long as it is so, that its rows are old, how old, and what happens next.
class OldDataBar : public QFrame {
    Q_OBJECT
public:
    explicit OldDataBar(QWidget *parent = nullptr);

    void showOld(const OldData &old, qint64 nowMs, bool utc);
    void clear();

signals:
    void retryWanted();
    void passwordWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    bool m_isDark = false;
    PlainLabel *m_icon;
    PlainLabel *m_sentence;
    QPushButton *m_retry;
    QPushButton *m_password;
};
