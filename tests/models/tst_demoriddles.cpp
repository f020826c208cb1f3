// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demodatabase.h"
#include "sqlanswer.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(DemoKind)

/// Every state, package and riddle that a demo promises is in it.
class TestDemoRiddles : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void holdsEveryRiddle_data();
    void holdsEveryRiddle();

private:
    QTemporaryDir m_folder;
    QMap<DemoKind, QString> m_paths;
};

namespace {

/// What is counted in which kind of demo, and how often it must be there.
struct Riddle {
    const char *name;
    const char *modern;
    const char *seed;
    int atLeast;
};

constexpr Riddle inBoth(const char *name, const char *counted, int atLeast)
{
    return {name, counted, counted, atLeast};
}

constexpr std::array riddles {
    inBoth("permanent subscription", "active_watchers WHERE expires = -1", 2),
    inBoth("never", "active_watchers WHERE expires = 0", 1),
    inBoth("milliseconds as expiry", "active_watchers WHERE expires > 1000000000000", 1),
    inBoth("negative expiry", "active_watchers WHERE expires < -1", 1),
    inBoth("expiring soon", "active_watchers WHERE expires BETWEEN unixepoch() AND unixepoch() + 300", 200),
    inBoth("expired now", "active_watchers WHERE expires BETWEEN unixepoch() - 100 AND unixepoch()", 10),
    inBoth("expired days ago", "active_watchers WHERE expires BETWEEN 1000 AND unixepoch() - 86400", 40),
    inBoth("no event id", "active_watchers WHERE event_id IS NULL", 1000),
    inBoth("no route", "active_watchers WHERE record_route IS NULL", 1000),
    inBoth("hard state", "presentity WHERE expires = -1 AND etag = 'index'", 1),
    inBoth("offline document", "presentity WHERE etag = '*#-OFFLINE-#*'", 1),
    inBoth("body with a NUL", "presentity WHERE instr(CAST(body AS BLOB), x'006166746572') > 0", 1),
    inBoth("body in UTF-16", "presentity WHERE substr(CAST(body AS BLOB), 1, 2) IN (x'FFFE', x'FEFF')", 1),
    inBoth("body with bad UTF-8", "presentity WHERE instr(CAST(body AS BLOB), x'FFFE20C3') > 0", 1),
    inBoth("empty body", "presentity WHERE length(body) = 0", 1),
    inBoth("body at the BLOB limit", "presentity WHERE length(CAST(body AS BLOB)) = 65535", 1),
    inBoth("reason rejected", "watchers WHERE reason = 'rejected'", 1),
    inBoth("reason probation", "watchers WHERE reason = 'probation'", 1),
    inBoth("reason deactivated", "watchers WHERE reason = 'deactivated'", 1),
    inBoth("reason polite-block", "watchers WHERE reason = 'polite-block'", 1),
    Riddle {"watchers, status 0", "watchers WHERE status = 0", nullptr, 1},
    Riddle {"dialogs, status 0", "active_watchers WHERE status = 0", nullptr, 1},
    Riddle {"watchers, status 1", "watchers WHERE status = 1", "watchers WHERE subs_status = 'active'", 1},
    Riddle {"dialogs, status 1", "active_watchers WHERE status = 1",
        "active_watchers WHERE status = 'active'", 1},
    Riddle {"watchers, status 2", "watchers WHERE status = 2", "watchers WHERE subs_status = 'pending'", 1},
    Riddle {"dialogs, status 2", "active_watchers WHERE status = 2",
        "active_watchers WHERE status = 'pending'", 1},
    Riddle {
        "watchers, status 3", "watchers WHERE status = 3", "watchers WHERE subs_status = 'terminated'", 1},
    Riddle {"dialogs, status 3", "active_watchers WHERE status = 3",
        "active_watchers WHERE status = 'terminated'", 1},
    Riddle {"watchers, status 4", "watchers WHERE status = 4", "watchers WHERE subs_status = 'waiting'", 1},
    Riddle {"dialogs, status 4", "active_watchers WHERE status = 4",
        "active_watchers WHERE status = 'waiting'", 1},
    Riddle {
        "watchers, status 5", "watchers WHERE status = 5", "watchers WHERE subs_status = 'polite-block'", 1},
    Riddle {"dialogs, status 5", "active_watchers WHERE status = 5",
        "active_watchers WHERE status = 'polite-block'", 1},
    Riddle {"watchers, status 99", "watchers WHERE status = 99", nullptr, 1},
    Riddle {"dialogs, status 99", "active_watchers WHERE status = 99", nullptr, 1},
    inBoth("subscriptions to presence", "active_watchers WHERE event = 'presence'", 5),
    inBoth("subscriptions to presence.winfo", "active_watchers WHERE event = 'presence.winfo'", 5),
    Riddle {"subscriptions to dialog", "active_watchers WHERE event = 'dialog'", nullptr, 5},
    Riddle {"subscriptions to dialog;sla", "active_watchers WHERE event = 'dialog;sla'", nullptr, 5},
    Riddle {
        "subscriptions to message-summary", "active_watchers WHERE event = 'message-summary'", nullptr, 5},
    Riddle {"subscriptions to conference", "active_watchers WHERE event = 'conference'", nullptr, 5},
    Riddle {"subscriptions to reg", "active_watchers WHERE event = 'reg'", nullptr, 5},
    inBoth("documents for presence", "presentity WHERE event = 'presence'", 5),
    Riddle {"documents for dialog", "presentity WHERE event = 'dialog'", nullptr, 5},
    Riddle {"documents for dialog;sla", "presentity WHERE event = 'dialog;sla'", nullptr, 5},
    Riddle {"documents for message-summary", "presentity WHERE event = 'message-summary'", nullptr, 5},
    Riddle {"documents for conference", "presentity WHERE event = 'conference'", nullptr, 5},
    Riddle {"documents for reg", "presentity WHERE event = 'reg'", nullptr, 5},
    Riddle {"documents for xcap-diff", "presentity WHERE event = 'xcap-diff'", nullptr, 5},
    Riddle {"documents for ua-profile", "presentity WHERE event = 'ua-profile'", nullptr, 5},
    Riddle {"documents for as-feature-event", "presentity WHERE event = 'as-feature-event'", nullptr, 5},
    Riddle {"doc_type 2", "xcap WHERE doc_type = 2", nullptr, 1},
    Riddle {"doc_type 4", "xcap WHERE doc_type = 4", nullptr, 1},
    Riddle {"doc_type 8", "xcap WHERE doc_type = 8", nullptr, 1},
    Riddle {"doc_type 16", "xcap WHERE doc_type = 16", nullptr, 1},
    Riddle {"doc_type 32", "xcap WHERE doc_type = 32", nullptr, 1},
    Riddle {"doc_type 64", "xcap WHERE doc_type = 64", nullptr, 1},
    Riddle {"doc_type 1", nullptr, "xcap_xml WHERE doc_type = 1", 1},
    Riddle {"doc_type 2", nullptr, "xcap_xml WHERE doc_type = 2", 1},
    Riddle {"doc_type 3", nullptr, "xcap_xml WHERE doc_type = 3", 1},
    Riddle {"near miss of a domain", "active_watchers WHERE presentity_uri = 'sip:alice@EXAMPLE.COM'",
        "active_watchers WHERE to_user = 'alice' AND to_domain = 'EXAMPLE.COM'", 1},
    Riddle {"duplicate dialogs",
        "(SELECT 1 FROM active_watchers GROUP BY presentity_uri, watcher_username, event, contact HAVING "
        "count(*) >= 8)",
        "(SELECT 1 FROM active_watchers GROUP BY to_user, to_domain, from_user, event, contact HAVING "
        "count(*) >= 8)",
        1},
    Riddle {"slot without a notifier", "active_watchers WHERE updated >= 0", nullptr, 1},
    Riddle {"winfo is due", "active_watchers WHERE updated_winfo = 1", nullptr, 1},
    Riddle {"markup in a user agent", "active_watchers WHERE user_agent LIKE '%<img%'", nullptr, 1},
    Riddle {"bidi control in a user agent", "active_watchers WHERE user_agent LIKE '%' || char(8238) || '%'",
        nullptr, 1},
    Riddle {"no user agent", "active_watchers WHERE user_agent IS NULL", nullptr, 1},
    Riddle {"two rules documents of one user",
        "(SELECT 1 FROM xcap WHERE doc_type = 2 GROUP BY username, domain HAVING count(*) > 1)", nullptr, 1},
    Riddle {"copies from another XCAP server", "xcap WHERE source = 1", nullptr, 3},
    Riddle {"every pua flag", "(SELECT DISTINCT flag FROM pua)", nullptr, 16},
    Riddle {"every pua event", "(SELECT DISTINCT event FROM pua)", nullptr, 8},
    Riddle {"every auth_state", "(SELECT DISTINCT auth_state FROM rls_presentity)", nullptr, 4},
    Riddle {"members of list subscriptions",
        "rls_presentity WHERE rlsubs_did IN (SELECT callid || ';' || from_tag || ';' || to_tag FROM "
        "rls_watchers)",
        nullptr, 100},
};

} // namespace

void TestDemoRiddles::initTestCase()
{
    for (const DemoKind kind : {DemoKind::Modern, DemoKind::Seed}) {
        const Result<QString> path = createDemoDatabase(kind, m_folder.path());
        QVERIFY(path);
        m_paths.insert(kind, *path);
    }
}

void TestDemoRiddles::holdsEveryRiddle_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("counted");
    QTest::addColumn<int>("atLeast");
    for (const Riddle &riddle : riddles) {
        if (riddle.modern)
            QTest::addRow("modern: %s", riddle.name)
                << DemoKind::Modern << QString::fromUtf8(riddle.modern) << riddle.atLeast;
        if (riddle.seed)
            QTest::addRow("seed: %s", riddle.name)
                << DemoKind::Seed << QString::fromUtf8(riddle.seed) << riddle.atLeast;
    }
}

void TestDemoRiddles::holdsEveryRiddle()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, counted);
    QFETCH(int, atLeast);
    const qint64 rows = sqlNumber(m_paths.value(kind), u"SELECT count(*) FROM "_s + counted);
    QVERIFY2(rows >= atLeast, qPrintable(u"%1 rows, wanted %2"_s.arg(rows).arg(atLeast)));
}

QTEST_GUILESS_MAIN(TestDemoRiddles)
#include "tst_demoriddles.moc"
