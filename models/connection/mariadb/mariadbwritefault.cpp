// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbwritefault.h"

#include "base/visibletext.h"
#include "connection/mariadb/mariadberror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// %1 is the user, %2 what the server's text has last in quotes: a column or a key.
struct Meaning {
    unsigned code;
    Fault fault;
    const char *sentence;
};

constexpr const char *taken = QT_TRANSLATE_NOOP("MariaDb",
    "There is already a row with these values in columns that must be unique (%2). Nothing was changed; "
    "choose "
    "other values.");
constexpr const char *noRight = QT_TRANSLATE_NOOP("MariaDb",
    "“%1” may read this table and not change it. Nothing was changed. Ask the administrator of the database "
    "for "
    "INSERT, UPDATE and DELETE on the presence tables.");
constexpr const char *noValue = QT_TRANSLATE_NOOP("MariaDb", "%2 must have a value. Nothing was changed.");
constexpr const char *tooLong =
    QT_TRANSLATE_NOOP("MariaDb", "The value is too large for %2. Nothing was changed; shorten it.");
constexpr const char *notTaken =
    QT_TRANSLATE_NOOP("MariaDb", "%2 does not take this value. Nothing was changed; the details say why.");
constexpr const char *rule = QT_TRANSLATE_NOOP("MariaDb",
    "A rule of the table does not allow this (%2). Nothing was changed; look at the table's definition.");
constexpr const char *serverReadsOnly = QT_TRANSLATE_NOOP("MariaDb",
    "The server only lets itself be read (option read_only), perhaps because it is a copy of another one. "
    "Nothing was changed; connect to the server that takes changes.");
constexpr const char *locked = QT_TRANSLATE_NOOP("MariaDb",
    "Another program has locked the row or the table, so nothing was changed. Try again in a moment.");
constexpr const char *cutOff = QT_TRANSLATE_NOOP("MariaDb",
    "This node of the Galera cluster is cut off from the others, so nothing was changed. Connect to another "
    "node, "
    "or wait until it is back.");

constexpr std::array meanings {
    Meaning {1062, Fault::Refused, taken},
    Meaning {1586, Fault::Refused, taken},
    Meaning {1044, Fault::Denied, noRight},
    Meaning {1142, Fault::Denied, noRight},
    Meaning {1143, Fault::Denied, noRight},
    Meaning {1227, Fault::Denied, noRight},
    Meaning {1048, Fault::Refused, noValue},
    Meaning {1364, Fault::Refused, noValue},
    Meaning {1406, Fault::Refused, tooLong},
    Meaning {1264, Fault::Refused, notTaken},
    Meaning {1265, Fault::Refused, notTaken},
    Meaning {1292, Fault::Refused, notTaken},
    Meaning {1366, Fault::Refused, notTaken},
    Meaning {1451, Fault::Refused, rule},
    Meaning {1452, Fault::Refused, rule},
    Meaning {4025, Fault::Refused, rule},
    Meaning {1290, Fault::Refused, serverReadsOnly},
    Meaning {1792, Fault::Refused, serverReadsOnly},
    Meaning {1836, Fault::Refused, serverReadsOnly},
    Meaning {1205, Fault::Busy, locked},
    Meaning {1213, Fault::Busy, locked},
    Meaning {1047, Fault::Busy, cutOff},
    Meaning {1180, Fault::Busy, cutOff},
    Meaning {1114, Fault::General,
        QT_TRANSLATE_NOOP(
            "MariaDb", "The table is full. Nothing was changed; its administrator has to make room.")},
    Meaning {1021, Fault::General,
        QT_TRANSLATE_NOOP("MariaDb",
            "The server's disk is full. Nothing was changed; its administrator has to make room.")},
    Meaning {1153, Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "The value is larger than the server takes at once (max_allowed_packet). Nothing was changed; "
            "shorten "
            "it, or ask the administrator for a higher limit.")},
};

QString lastQuoted(const QString &text)
{
    static const QRegularExpression quoted(u"['`]([^'`]+)['`][^'`]*$"_s);
    return visibleText(quoted.match(text).captured(1).left(100));
}

/// The columns that errors name come first in their texts, and keys last.
QString subjectOf(unsigned code, const QString &text)
{
    static const QRegularExpression column(u"(?:[Cc]olumn|[Ff]ield) '([^']+)'|`([^`]+)` at row"_s);
    if (const auto match = column.match(text); code != 1062 && match.hasMatch())
        return visibleText((match.captured(1) + match.captured(2)).left(100));
    return lastQuoted(text);
}

} // namespace

Error mariaDbWriteFault(const QSqlError &error, const MariaDbPlace &place)
{
    const unsigned code = mariaDbCode(error);
    Error told = mariaDbFault(error, place);
    for (const Meaning &meaning : meanings) {
        if (meaning.code != code)
            continue;
        told.message = QCoreApplication::translate("MariaDb", meaning.sentence);
        told.message.replace("%1"_L1, visibleText(place.user));
        told.message.replace("%2"_L1, subjectOf(code, error.databaseText()));
        told.fault = meaning.fault;
        return told;
    }
    return told;
}
