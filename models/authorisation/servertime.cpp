// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servertime.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The written digits as if they were UTC; a 30th of February is the 2nd of March, as for mktime().
std::optional<qint64> writtenSeconds(const QRegularExpressionMatch &match)
{
    const auto number = [&match](int group) { return match.capturedView(group).toInt(); };
    const QDate month(number(1), number(2), 1);
    const bool isTime = number(4) < 24 && number(5) < 60 && number(6) <= 61;
    if (!month.isValid() || number(3) < 1 || number(3) > 31 || !isTime)
        return std::nullopt;
    const QDate day = month.addDays(number(3) - 1);
    const QTime time(number(4), number(5), std::min(number(6), 59));
    return QDateTime(day, time, Qt::UTC).toSecsSinceEpoch();
}

/// Seconds of an offset such as +01:00; nothing for Z and for none.
int writtenOffset(const QRegularExpressionMatch &match)
{
    const int seconds = (match.capturedView(9).toInt() * 60 + match.capturedView(10).toInt()) * 60;
    return match.capturedView(8) == u"-" ? -seconds : seconds;
}

} // namespace

ServerTime readServerTime(const QString &text, int utcOffset)
{
    static const QRegularExpression form(
        u"^\\s*(\\d{1,4})-(\\d{1,2})-(\\d{1,2}).\\s*(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.\\d*)?"
        "(?:(Z)|([+-])(\\d\\d):(\\d\\d))?"_s);
    const QRegularExpressionMatch match = form.match(text.left(100));
    const auto written = match.hasMatch() ? writtenSeconds(match) : std::nullopt;
    if (!written)
        return {};
    const int offset = writtenOffset(match);
    const bool hasZone = match.hasCaptured(7) || match.hasCaptured(8);
    return {*written - utcOffset - offset, true,
        hasZone ? std::optional<qint64>(*written - offset) : std::nullopt};
}
