// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/writegate.h"
#include "change/writingplace.h"

#include <QToolButton>

/// Whether this session may write, always in sight: read-only, or on the environment's colour with the time
/// that is left. A click offers the other.
class LockButton : public QToolButton {
    Q_OBJECT
public:
    explicit LockButton(QWidget *parent = nullptr);

    /// @p leftMs: until it locks itself.
    void showState(const WritingPlace &place, WriteGate::Level level, qint64 leftMs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString wordsFor(qint64 leftMs) const;
    void chooseColours();

    WritingPlace m_place;
    WriteGate::Level m_level = WriteGate::Level::Locked;
    QColor m_ground;
};
