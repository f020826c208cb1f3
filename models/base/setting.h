// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

/// One typed setting: its key, its default and how to read and write it. Unknown keys of the file are left
/// alone.
template <typename T>
struct Setting {
    const char *key;
    T fallback;

    T value(const QSettings &settings) const
    {
        const QVariant stored = settings.value(QLatin1StringView(key));
        return stored.isValid() && stored.canConvert<T>() ? stored.value<T>() : fallback;
    }
    void store(QSettings &settings, const T &wanted) const
    {
        settings.setValue(QLatin1StringView(key), QVariant::fromValue(wanted));
    }
};
