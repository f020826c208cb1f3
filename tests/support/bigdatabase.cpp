// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigdatabase.h"

#include "demo/democonnection.h"
#include "demo/demoschema.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Spreads consecutive numbers over all 64-bit numbers, each once: keys in no order without a collision.
quint64 scattered(quint64 number)
{
    number ^= number >> 31;
    number *= 0x7fb5d329728ea185ULL;
    number ^= number >> 27;
    number *= 0x81dadef4bc2dd44dULL;
    return number ^ (number >> 33);
}

QString hex(quint64 number)
{
    return QString::number(number, 16).rightJustified(16, u'0');
}

QVariant nullText()
{
    return QVariant(QMetaType::fromType<QString>());
}

/// The parts of a dialog from which each kind makes its row.
struct Dialog {
    QString presentity;
    QString watcher;
    QString event;
    QVariant eventId;
    QString toTag;
    QString fromTag;
    QString callId;
    QString contact;
    QVariant recordRoute;
    qint64 expires;
    int status;
};

Dialog dialog(int number, qint64 now)
{
    constexpr std::array events {"presence"_L1, "presence"_L1, "dialog"_L1, "message-summary"_L1};
    const quint64 key = scattered(static_cast<quint64>(number) + 1);
    const QString watcher = u"user%1"_s.arg(key % 5000);
    return {u"user%1"_s.arg(key / 7 % 20000), watcher, events[key / 11 % events.size()],
        number % 3 == 0 ? nullText() : QVariant(hex(key).left(4)), u"t%1"_s.arg(hex(key / 3)), hex(key),
        u"%1@192.0.2.%2"_s.arg(hex(key / 5)).arg(key % 250),
        u"sip:%1@192.0.2.%2:5060"_s.arg(watcher).arg(key % 250),
        number % 2 == 0 ? nullText() : QVariant(u"<sip:203.0.113.9;lr>"_s),
        now + static_cast<qint64>(key % 7200) - 600, static_cast<int>(1 + key % 3)};
}

QVariantList modernRow(int number, qint64 now)
{
    const Dialog d = dialog(number, now);
    return {d.presentity, d.presentity, d.watcher, d.watcher, d.event, d.eventId, d.toTag, d.fromTag,
        d.callId, number % 100, number % 300, d.contact, d.recordRoute, d.expires, d.status, number % 40};
}

QVariantList seedRow(int number, qint64 now)
{
    constexpr std::array words {"active"_L1, "pending"_L1, "terminated"_L1};
    const Dialog d = dialog(number, now);
    return {d.presentity, d.watcher, d.event, d.eventId, d.toTag, d.fromTag, d.callId, number % 100,
        d.contact, d.recordRoute, d.expires, QString(words[static_cast<std::size_t>(d.status - 1)]),
        number % 40};
}

/// Every tenth row comes twice: without a key nothing forbids that.
QVariantList keylessRow(int number, qint64 now)
{
    const int original = number % 10 == 9 ? number - 1 : number;
    const Dialog d = dialog(original, now);
    return {d.presentity, d.watcher, d.event, d.status, original % 3 == 0 ? nullText() : QVariant(u""_s),
        d.expires};
}

/// How a kind is made: its tables, the statement that fills the big one and the values of a row for it.
struct Recipe {
    QStringList schema;
    QLatin1StringView
        insert; ///< what is the same in all rows stands in the statement: faster than binding it
    QVariantList (*row)(int number, qint64 now);
};

Recipe recipeFor(BigKind kind)
{
    if (kind == BigKind::Modern) {
        return {demoSchema(DemoKind::Modern),
            "INSERT INTO active_watchers (presentity_uri, to_user, watcher_username, from_user, event, "
            "event_id, to_tag, "
            "from_tag, callid, local_cseq, remote_cseq, contact, record_route, expires, status, version, "
            "to_domain, "
            "watcher_domain, from_domain, reason, socket_info, local_contact, updated, updated_winfo, flags, "
            "user_agent) "
            "VALUES ('sip:' || ? || '@example.com', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "'example.com', 'example.net', 'example.net', '', 'udp:203.0.113.5:5060', "
            "'sip:203.0.113.5:5060', -1, -1, 0, "
            "'Yealink SIP-T46S 66.86.0.15')"_L1,
            modernRow};
    }
    if (kind == BigKind::Seed) {
        return {demoSchema(DemoKind::Seed),
            "INSERT INTO active_watchers (to_user, from_user, event, event_id, to_tag, from_tag, callid, "
            "cseq, contact, "
            "record_route, expires, status, version, to_domain, from_domain) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'example.com', 'example.net')"_L1,
            seedRow};
    }
    return {{u"CREATE TABLE watchers (presentity_uri VARCHAR(255) NOT NULL, watcher_username VARCHAR(64) NOT "
             u"NULL, "
             "watcher_domain VARCHAR(64) NOT NULL, event VARCHAR(64) DEFAULT 'presence' NOT NULL, "
             "status INTEGER NOT NULL, reason VARCHAR(64), inserted_time INTEGER NOT NULL)"_s},
        "INSERT INTO watchers (presentity_uri, watcher_username, event, status, reason, inserted_time, "
        "watcher_domain) "
        "VALUES ('sip:' || ? || '@example.com', ?, ?, ?, ?, ?, 'example.net')"_L1,
        keylessRow};
}

/// Plain indexes are built after the rows: in order, instead of at random places.
bool isIndex(const QString &statement)
{
    return statement.startsWith(u"CREATE INDEX"_s);
}

bool fill(const QSqlDatabase &database, const Recipe &recipe, int rows, qint64 now)
{
    QSqlQuery insert(database);
    insert.prepare(recipe.insert);
    for (int number = 0; number < rows; ++number) {
        const QVariantList values = recipe.row(number, now);
        for (qsizetype i = 0; i < values.size(); ++i)
            insert.bindValue(static_cast<int>(i), values.at(i));
        if (!insert.exec()) {
            qWarning("big database, row %d: %s", number, qUtf8Printable(insert.lastError().text()));
            return false;
        }
    }
    return true;
}

bool ran(const Result<void> &result)
{
    if (!result)
        qWarning("big database: %s", qUtf8Printable(result.error().detail));
    return bool(result);
}

} // namespace

bool makeBigDatabase(const QString &path, int rows, BigKind kind, BigJournal journal, qint64 now)
{
    const Recipe recipe = recipeFor(kind);
    QStringList before {u"PRAGMA synchronous = OFF"_s, u"PRAGMA journal_mode = OFF"_s,
        u"PRAGMA cache_size = -200000"_s, u"BEGIN IMMEDIATE"_s};
    QStringList after;
    for (const QString &statement : recipe.schema)
        (isIndex(statement) ? after : before) += statement;
    after += {u"COMMIT"_s,
        journal == BigJournal::Wal ? u"PRAGMA journal_mode = WAL"_s : u"PRAGMA journal_mode = DELETE"_s};

    QFile::remove(path);
    const DemoConnection connection(path, 1000, DemoConnection::Create::Yes);
    return ran(connection.runAll(before)) && fill(connection.database(), recipe, rows, now)
        && ran(connection.runAll(after));
}
