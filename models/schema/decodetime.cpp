// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/decodetime.h"

#include "base/epochtime.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

// No SIP expiry reaches this far: a time beyond it is a slip of whoever wrote it.
constexpr qint64 farthest = 10LL * 366 * 86400;

/// A number that is no time in one kind of time column.
struct SpecialTime {
    Meaning meaning;
    qint64 value;
    const char *word; ///< on the command line and in the grid
};

constexpr std::array specialTimes {
    SpecialTime {Meaning::Expiry, -1, QT_TRANSLATE_NOOP("DecodeTime", "permanent")},
    SpecialTime {Meaning::Expiry, 0, QT_TRANSLATE_NOOP("DecodeTime", "never")},
    SpecialTime {Meaning::DesiredExpiry, 0, QT_TRANSLATE_NOOP("DecodeTime", "for ever")},
    SpecialTime {Meaning::Time, 0, QT_TRANSLATE_NOOP("DecodeTime", "not set")},
};

struct TimeUnit {
    char16_t letter;
    qint64 seconds;
};

constexpr std::array timeUnits {
    TimeUnit {u's', 1},
    TimeUnit {u'm', 60},
    TimeUnit {u'h', 3600},
    TimeUnit {u'd', 86400},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("DecodeTime", text);
}

QString absurd(qint64 value, const DecodeContext &context)
{
    const QString date = dateTimeText(value, context.timeStyle == TimeStyle::Utc);
    return value < 0 ? tr("absurd (%1)").arg(value) : tr("absurd (%1)").arg(date);
}

// Without a clock of the server nothing can be said about the distance.
bool isAbsurd(Meaning meaning, qint64 value, qint64 now)
{
    return value < 0 || (meaning != Meaning::Time && now > 0 && value > now && value - now > farthest);
}

std::optional<qint64> fromOffset(const QString &word, qint64 now)
{
    static const QRegularExpression pattern(uR"(^now(?:\s*([+-])\s*(\d{1,9})\s*([smhd]?)[a-z]*)?$)"_s);
    const auto match = pattern.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const QString letter = match.captured(3);
    const auto unit = std::ranges::find_if(
        timeUnits, [&](const TimeUnit &entry) { return letter.startsWith(QChar(entry.letter)); });
    const qint64 length = match.captured(2).toLongLong() * (unit == timeUnits.end() ? 1 : unit->seconds);
    return match.captured(1) == "-"_L1 ? now - length : now + length;
}

std::optional<qint64> fromDate(const QString &word, TimeStyle style)
{
    QDateTime time = QDateTime::fromString(QString(word).replace(u' ', u'T').toUpper(), Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime && style == TimeStyle::Utc)
        time.setTimeSpec(Qt::UTC);
    return time.toSecsSinceEpoch();
}

} // namespace

bool isTime(Meaning meaning)
{
    return meaning == Meaning::Time || meaning == Meaning::Expiry || meaning == Meaning::DesiredExpiry;
}

QString decodedTime(Meaning meaning, qint64 value, const DecodeContext &context)
{
    for (const SpecialTime &special : specialTimes)
        if (special.meaning == meaning && special.value == value)
            return tr("%1 (%2)").arg(tr(special.word)).arg(value);
    if (isAbsurd(meaning, value, context.now))
        return absurd(value, context);
    const QString date = dateTimeText(value, context.timeStyle == TimeStyle::Utc);
    return context.now > 0 ? tr("%1 (%2)").arg(date, relativeTime(value, context.now)) : date;
}

QStringList timeWords(Meaning meaning)
{
    QStringList words;
    for (const SpecialTime &special : specialTimes)
        if (special.meaning == meaning)
            words.append(QString::fromLatin1(special.word));
    return words;
}

std::optional<qint64> encodedTime(Meaning meaning, const QString &word, const DecodeContext &context)
{
    const QString wanted = word.trimmed().toLower();
    for (const SpecialTime &special : specialTimes)
        if (special.meaning == meaning && wanted == QLatin1StringView(special.word))
            return special.value;
    bool isNumber = false;
    const qint64 number = wanted.toLongLong(&isNumber);
    if (isNumber)
        return number;
    const auto offset = fromOffset(wanted, context.now);
    return offset ? offset : fromDate(wanted, context.timeStyle);
}
