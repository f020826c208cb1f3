// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/writepermit.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

/// The one place that decides whether this session may write. Locked at the start; an unlock ends after 15
/// minutes without a change, and is never stored.
class WriteGate : public QObject {
    Q_OBJECT
public:
    enum class Level {
        Locked, ///< nothing is written
        Ask, ///< each set of changes is shown and asked about
        Open ///< what is asked for is done without another question (a preview is still one click away)
    };
    static constexpr std::chrono::minutes patience {15};

    explicit WriteGate(QObject *parent = nullptr, std::chrono::milliseconds time = patience);
    ~WriteGate() override;

    Level level() const { return m_level; }
    bool mayWrite() const { return m_level != Level::Locked; }
    void setLevel(Level level);
    /// What connections ask for before they write; nothing while it is locked.
    std::optional<WritePermit> permit() const;
    /// A change was made: the time begins anew.
    void touch();
    /// Epoch ms at which it locks itself, 0 when locked.
    qint64 locksAt() const;

signals:
    void levelChanged(WriteGate::Level level);

private:
    bool isOver() const;

    std::chrono::milliseconds m_patience;
    qint64 m_locksAt = 0; ///< epoch ms
    Level m_level = Level::Locked;
    QTimer m_timer;
    std::shared_ptr<std::atomic<bool>> m_open = std::make_shared<std::atomic<bool>>(false);
};
