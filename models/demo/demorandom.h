// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QString>

/// Chance that repeats: the same seed gives the same demo, so that a picture or a bug can be made again.
class DemoRandom {
public:
    explicit DemoRandom(quint32 seed) : m_generator(seed) {}

    /// 0 ... limit - 1
    int below(int limit) { return m_generator.bounded(limit); }
    /// Both ends included.
    int between(int low, int high) { return m_generator.bounded(low, high + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename Container>
    const auto &pick(const Container &container)
    {
        return container[static_cast<typename Container::size_type>(
            below(static_cast<int>(std::size(container))))];
    }
    /// Hexadecimal digits, as tags and Call-IDs have them.
    QString hex(int digits)
    {
        QString text;
        for (int i = 0; i < digits; ++i)
            text += QChar(u"0123456789abcdef"[below(16)]);
        return text;
    }

private:
    QRandomGenerator m_generator;
};
