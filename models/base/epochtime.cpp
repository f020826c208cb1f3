// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epochtime.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day;
constexpr qint64 yearTenThousand = 253402300800;
constexpr qint64 yearOne = -62135596800;

struct Unit {
    qint64 seconds;
    qint64 companionBelow; ///< with this many of the unit or more, the next smaller unit says nothing useful
    const char *text;
};

constexpr std::array units {
    Unit {year, 0, QT_TRANSLATE_NOOP("EpochTime", "%1 y")},
    Unit {day, 3, QT_TRANSLATE_NOOP("EpochTime", "%1 d")},
    Unit {hour, 24, QT_TRANSLATE_NOOP("EpochTime", "%1 h")},
    Unit {minute, 60, QT_TRANSLATE_NOOP("EpochTime", "%1 min")},
    Unit {1, 60, QT_TRANSLATE_NOOP("EpochTime", "%1 s")},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("EpochTime", text);
}

// Stored times may be anything a 64-bit column holds.
qint64 difference(qint64 later, qint64 earlier)
{
    qint64 result = 0;
    if (__builtin_sub_overflow(later, earlier, &result))
        return later > earlier ? std::numeric_limits<qint64>::max() : -std::numeric_limits<qint64>::max();
    return result == std::numeric_limits<qint64>::min() ? -std::numeric_limits<qint64>::max() : result;
}

// At most two units, the second only where it still matters: "4 min 12 s", "3 h", "12 d".
QString lengthText(qint64 seconds)
{
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit &unit = units.at(i);
        const qint64 count = seconds / unit.seconds;
        if (count == 0)
            continue;
        QStringList parts {tr(unit.text).arg(count)};
        if (i + 1 < units.size() && count < unit.companionBelow)
            if (const qint64 rest = seconds % unit.seconds / units.at(i + 1).seconds; rest > 0)
                parts.append(tr(units.at(i + 1).text).arg(rest));
        return parts.join(u' ');
    }
    return tr("%1 s").arg(0);
}

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, u'0');
}

} // namespace

QString relativeTime(qint64 when, qint64 now)
{
    const qint64 distance = difference(when, now);
    if (distance == 0)
        return tr("now");
    return distance > 0 ? tr("in %1").arg(lengthText(distance)) : tr("%1 ago").arg(lengthText(-distance));
}

QString countdown(qint64 seconds)
{
    seconds = qMax(seconds, qint64(0));
    if (seconds >= 2 * day)
        return tr("%1 d").arg(seconds / day);
    const QString tail = u':' + twoDigits(seconds % minute);
    if (seconds >= hour)
        return QString::number(seconds / hour) + u':' + twoDigits(seconds % hour / minute) + tail;
    return QString::number(seconds / minute) + tail;
}

QString dateTimeText(qint64 epochSeconds, bool utc)
{
    if (epochSeconds < yearOne || epochSeconds >= yearTenThousand)
        return QString::number(epochSeconds);
    const QDateTime time = QDateTime::fromSecsSinceEpoch(epochSeconds, utc ? Qt::UTC : Qt::LocalTime);
    return time.toString(utc ? u"yyyy-MM-dd HH:mm:ss'Z'"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}
