// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

/// Keys of some widgets, which these get even where the window has a command with the same key.
class LocalKeys : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void add(const QKeySequence &keys, std::function<void()> action);
    void watch(QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry {
        QKeySequence keys;
        std::function<void()> action;
    };
    QList<Entry> m_entries;
};
