// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbfault.h"

#include "base/visibletext.h"
#include "connection/mariadb/mariadberror.h"
#include "connection/serverread.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("MariaDb", text);
}

/// From this length on the library may have cut what a server says.
constexpr qsizetype longestText = 500;

/// What a native code means. %1 is the server, %2 the user, %3 the database. Where one code stands for
/// several things, the first line whose @c sign the text contains is meant.
struct Meaning {
    unsigned code;
    const char *sign;
    Fault fault;
    const char *sentence;
};

// Sentences for several codes.
constexpr const char *hungUpSentence = QT_TRANSLATE_NOOP("MariaDb",
    "%1 hung up while the connection was made, or did not answer in time. It may be frozen or stopping, or "
    "no MariaDB or MySQL server.");
constexpr const char *passwordExpired = QT_TRANSLATE_NOOP(
    "MariaDb", "The password of “%2” at %1 has expired. Let the administrator give the account a new one.");
constexpr const char *accountLocked =
    QT_TRANSLATE_NOOP("MariaDb", "The account “%2” at %1 is locked. Ask the administrator to unlock it.");
constexpr const char *rightMissing = QT_TRANSLATE_NOOP("MariaDb",
    "“%2” lacks the right for this. Ask the administrator of the database for GRANT SELECT on the presence "
    "tables.");
constexpr const char *nobodyAnswers = QT_TRANSLATE_NOOP("MariaDb",
    "Nobody answers at %1. Check that the database server runs there, its port and bind-address, and that no "
    "firewall is in between.");
constexpr const char *unsafeProof = QT_TRANSLATE_NOOP("MariaDb",
    "%1 asks for the password of “%2” in a way in which others could read it, so it was not sent. Turn TLS "
    "on; if it is on, ask for an account with mysql_native_password, ed25519 or caching_sha2_password.");
constexpr const char *otherProtocol =
    QT_TRANSLATE_NOOP("MariaDb", "What answers at %1 does not speak like MariaDB or MySQL. Check the port.");
constexpr const char *tookTooLong = QT_TRANSLATE_NOOP(
    "MariaDb", "The read took too long and was stopped. Filter or sort by a column that has an index.");
constexpr const char *tableDamaged = QT_TRANSLATE_NOOP(
    "MariaDb", "A table is damaged. REPAIR TABLE on the server repairs it; other tables can still be read.");

constexpr std::array meanings {
    Meaning {1045, "using password: NO", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb", "%1 wants a password for “%2”. Enter it.")},
    Meaning {1045, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 does not accept the password of “%2”, or does not let this user in from this machine or "
            "without TLS. Check user and password; nothing is tried again before you do.")},
    Meaning {1698, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 does not let “%2” in with a password. Accounts like root often work on the server's own "
            "socket only: use an account that is made for this program.")},
    Meaning {1251, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 asks for the password in a way that is no longer safe. Let the administrator give “%2” a new "
            "password.")},
    Meaning {1862, "", Fault::Denied, passwordExpired},
    Meaning {1820, "", Fault::Denied, passwordExpired},
    Meaning {4151, "", Fault::Denied, accountLocked},
    Meaning {3118, "", Fault::Denied, accountLocked},
    Meaning {1049, "", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "There is no database “%3” on %1. Check its name; SHOW DATABASES on the server lists them.")},
    Meaning {1044, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "“%2” may not use the database “%3” on %1. Ask its administrator: GRANT SELECT ON `%3`.* TO the "
            "account.")},
    Meaning {1142, "", Fault::Denied, rightMissing},
    Meaning {1143, "", Fault::Denied, rightMissing},
    Meaning {1227, "", Fault::Denied, rightMissing},
    Meaning {1040, "", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 has no connection to spare. The SIP server needs them more than we do: close other programs, "
            "or ask for a higher max_connections.")},
    Meaning {1203, "", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "“%2” has as many connections to %1 as the account may have. Close other programs that use it, "
            "or ask for a higher max_user_connections.")},
    Meaning {1226, "max_queries_per_hour", Fault::Busy,
        QT_TRANSLATE_NOOP("MariaDb",
            "“%2” has used up the statements that %1 allows the account in an hour. It is read again when "
            "the "
            "hour is over; for more, ask the administrator for a higher max_queries_per_hour.")},
    Meaning {1226, "", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "“%2” has used up what %1 allows the account (connections, or statements in an hour). Wait, or "
            "ask the administrator for a higher limit.")},
    Meaning {1130, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 does not accept connections from this machine. Let the administrator allow “%2” from this "
            "address, or connect from the server's own network.")},
    Meaning {1129, "", Fault::Denied,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 has blocked this machine after too many broken connections. The administrator lifts it with "
            "FLUSH HOSTS.")},
    Meaning {2002, "(2)", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "There is no socket %1. Check that the database server runs on this machine, and its setting "
            "“socket”.")},
    Meaning {2002, "(13)", Fault::Unreachable,
        QT_TRANSLATE_NOOP("MariaDb",
            "You may not use the socket %1. Start the program as a user who may, or connect by host name.")},
    Meaning {2002, "", Fault::Unreachable, nobodyAnswers},
    Meaning {2003, "", Fault::Unreachable, nobodyAnswers},
    Meaning {2005, "", Fault::Unreachable,
        QT_TRANSLATE_NOOP(
            "MariaDb", "No machine is known by the name of %1. Check the spelling, or use its address.")},
    Meaning {2026, "SSL is required", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 offers no TLS, so the password was not sent. Turn TLS on at the server (ssl_cert and "
            "ssl_key), or choose “TLS off” if nobody can listen on the way.")},
    Meaning {2026, "Validation of SSL server certificate failed", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "The certificate of %1 is made out for another name, so the password was not sent. Connect by "
            "the name that stands in the certificate, or have one made for this name.")},
    Meaning {2026, "expired", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "The certificate of %1 has expired, so the password was not sent. Ask the administrator for a "
            "new one, and check the clock of this machine.")},
    Meaning {2026, "not yet valid", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "The certificate of %1 is not valid yet, so the password was not sent. Check the clock of this "
            "machine.")},
    Meaning {2026, "certificate", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "The certificate of %1 is not signed by an authority known here, so the password was not sent. "
            "Choose the file of the authority that signed it; if its fingerprint is not the one you expect, "
            "somebody else is answering.")},
    Meaning {2026, "eof", Fault::Unreachable, hungUpSentence},
    Meaning {2026, "reset", Fault::Unreachable, hungUpSentence},
    Meaning {2026, "roken pipe", Fault::Unreachable, hungUpSentence},
    // Nothing was wrong with what was said; it ended.
    Meaning {2026, "Unknown SSL error", Fault::Unreachable, hungUpSentence},
    Meaning {2026, "", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 and this program found no safe way to encrypt, so the password was not sent. The server has "
            "to offer TLS 1.2 or newer.")},
    Meaning {2059, "", Fault::Refused, unsafeProof},
    Meaning {2061, "", Fault::Refused, unsafeProof},
    // Which way it was is not to be learnt: the library's text names it at random.
    Meaning {5010, "", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 asks for the password of “%2” in a way in which whoever answers there could read it, so it "
            "was "
            "not sent. Choose “TLS, verified”; if that is chosen, ask for an account with "
            "mysql_native_password, ed25519 or caching_sha2_password.")},
    Meaning {2007, "", Fault::Unreachable, otherProtocol},
    Meaning {2012, "", Fault::Unreachable, otherProtocol},
    Meaning {1317, "", Fault::General,
        QT_TRANSLATE_NOOP("MariaDb", "The read was stopped on the server, perhaps by its administrator.")},
    Meaning {1969, "", Fault::TimedOut, tookTooLong},
    Meaning {3024, "", Fault::TimedOut, tookTooLong},
    Meaning {1205, "", Fault::Busy,
        QT_TRANSLATE_NOOP("MariaDb",
            "Another program has locked the table. It is read again as soon as the lock is gone.")},
    Meaning {1213, "", Fault::Busy,
        QT_TRANSLATE_NOOP("MariaDb",
            "The read met the work of others and the server gave it up. Nothing is wrong; it is read again "
            "in a moment.")},
    Meaning {1047, "", Fault::Busy,
        QT_TRANSLATE_NOOP("MariaDb",
            "This node of the Galera cluster is cut off from the others and answers nothing. Connect to "
            "another node, or wait until it is back.")},
    Meaning {1180, "", Fault::Busy,
        QT_TRANSLATE_NOOP("MariaDb",
            "This node of the Galera cluster is cut off from the others; nothing was saved. Connect to "
            "another node, or wait until it is back.")},
    Meaning {1290, "", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb",
            "%1 runs with an option (such as read_only) that does not allow this. Nothing was changed.")},
    Meaning {1792, "", Fault::Refused,
        QT_TRANSLATE_NOOP("MariaDb", "This connection only reads. Nothing was changed.")},
    Meaning {1146, "", Fault::General,
        QT_TRANSLATE_NOOP(
            "MariaDb", "The table is not there any more. Refresh to see which tables there are.")},
    Meaning {1054, "", Fault::General,
        QT_TRANSLATE_NOOP(
            "MariaDb", "A column is not there any more. Refresh to see the table as it is now.")},
    Meaning {1194, "", Fault::Damaged, tableDamaged},
    Meaning {1195, "", Fault::Damaged, tableDamaged},
    Meaning {1034, "", Fault::Damaged, tableDamaged},
    Meaning {1021, "", Fault::General,
        QT_TRANSLATE_NOOP("MariaDb", "The disk of %1 is full. Its administrator has to make room.")},
    Meaning {2020, "", Fault::General,
        QT_TRANSLATE_NOOP("MariaDb",
            "A row is too large to be read (more than 64 MB). Filter the rows so that it is not among them; "
            "the "
            "connection is made anew.")},
};

constexpr Meaning lost {0, "", Fault::Unreachable,
    QT_TRANSLATE_NOOP("MariaDb", "The connection to %1 was lost. It is tried again in a moment.")};
constexpr Meaning hungUp {0, "", Fault::Unreachable, hungUpSentence};
constexpr Meaning cutOff {0, "", Fault::Unreachable,
    QT_TRANSLATE_NOOP("MariaDb",
        "%1 is a node of a Galera cluster that is cut off from the others and answers nothing. Another host "
        "is "
        "asked instead.")};
constexpr Meaning notRead {
    0, "", Fault::General, QT_TRANSLATE_NOOP("MariaDb", "The database refused a read.")};
constexpr Meaning notOpened {0, "", Fault::Unreachable,
    QT_TRANSLATE_NOOP("MariaDb", "No connection to %1 could be made. The details say why.")};

Meaning meaningOf(unsigned code, const QString &text, bool isOpening)
{
    const auto known = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning &meaning) {
        return meaning.code == code && text.contains(QLatin1StringView(meaning.sign));
    });
    // Codes of an attempt to connect mean a lost connection when there was one.
    const bool isLost = code == 0 || isMariaDbLost(code);
    if (known != meanings.end() && (isOpening || !isLost || code == MariaDbCode::TooLarge))
        return *known;
    if (isLost)
        return isOpening ? hungUp : lost;
    return isOpening ? notOpened : notRead;
}

/// No part of the password, not even where the text was cut within it: the library cuts what a server says.
QString readable(const QString &text, const Secret &password)
{
    QString safe = password.redactedFrom(text);
    if (text.toUtf8().size() >= longestText)
        safe.chop(password.reveal().size());
    return serverDetail(safe, password);
}

Error told(const Meaning &meaning, const QSqlError &error, const MariaDbPlace &place)
{
    QString sentence = tr(meaning.sentence);
    sentence.replace("%1"_L1, visibleText(place.address));
    sentence.replace("%2"_L1, visibleText(place.user));
    sentence.replace("%3"_L1, visibleText(place.database));
    const QString text = readable(error.databaseText(), place.password);
    const unsigned code = mariaDbCode(error);
    return {sentence, code == 0 ? text : tr("%1 (code %2)").arg(text).arg(code), meaning.fault};
}
} // namespace

Error mariaDbFault(const QSqlError &error, const MariaDbPlace &place)
{
    if (place.hasOthers && mariaDbCode(error) == MariaDbCode::NodeNotReady)
        return told(cutOff, error, place);
    return told(meaningOf(mariaDbCode(error), error.databaseText(), false), error, place);
}

Error mariaDbOpenFault(const QSqlError &error, const MariaDbPlace &place)
{
    Meaning meaning = meaningOf(mariaDbCode(error), error.databaseText(), true);
    // There is no connection yet that could be kept.
    if (meaning.fault == Fault::Busy)
        meaning.fault = Fault::Unreachable;
    return told(meaning, error, place);
}

Error mariaDbSilent(const MariaDbPlace &place)
{
    return told(hungUp, {}, place);
}

Error mariaDbCutOff(const MariaDbPlace &place)
{
    return told(cutOff, {}, place);
}
