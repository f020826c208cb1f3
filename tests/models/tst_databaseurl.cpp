// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databaseurl.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Where a database is, as people and Kamailio's configuration write it.
class TestDatabaseUrl : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void survivesARoundTrip();
};

void TestDatabaseUrl::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("Kamailio's three slashes") << u"sqlite:///var/lib/k.db"_s << u"/var/lib/k.db"_s;
    QTest::newRow("Kamailio's four slashes") << u"sqlite:////var/lib/k.db"_s << u"/var/lib/k.db"_s;
    QTest::newRow("scheme in capitals") << u"SQLite:///k.db"_s << u"/k.db"_s;
    QTest::newRow("other name of the scheme") << u"sqlite3:///k.db"_s << u"/k.db"_s;
    QTest::newRow("percent-encoding") << u"sqlite:///a%20b%25%3f.db"_s << u"/a b%?.db"_s;
    QTest::newRow("encoded UTF-8") << u"sqlite:///J%C3%BCrgen.db"_s << u"/J\u00FCrgen.db"_s;
    QTest::newRow("absolute path") << u"/var/lib/k.db"_s << u"/var/lib/k.db"_s;
    QTest::newRow("percent sign in a path") << u"/tmp/100%25.db"_s << u"/tmp/100%25.db"_s;
    QTest::newRow("relative path") << u"k.db"_s << QDir::current().absoluteFilePath(u"k.db"_s);
    QTest::newRow("path with a colon") << u"/tmp/a:b.db"_s << u"/tmp/a:b.db"_s;
}

void TestDatabaseUrl::reads()
{
    QFETCH(QString, text);
    const auto url = parseDatabaseUrl(text);
    QVERIFY2(url, url ? "" : qPrintable(url.error().message));
    QTEST(url->path, "path");
    QCOMPARE(url->scheme, u"sqlite"_s);
    QCOMPARE(url->display(), url->path);
}

void TestDatabaseUrl::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << u""_s << u"is needed"_s;
    QTest::newRow("blanks") << u"  \t"_s << u"is needed"_s;
    QTest::newRow("MySQL") << u"mysql://openser:secret@host/openser"_s << u"mysql://"_s;
    QTest::newRow("two slashes") << u"sqlite://k.db"_s << u"three slashes"_s;
    QTest::newRow("no path") << u"sqlite://"_s << u"three slashes"_s;
}

void TestDatabaseUrl::refuses()
{
    QFETCH(QString, text);
    const auto url = parseDatabaseUrl(text);
    QVERIFY(!url);
    QCOMPARE(url.error().fault, Fault::Usage);
    QFETCH(QString, word);
    QVERIFY2(url.error().message.contains(word), qPrintable(url.error().message));
    QVERIFY(!url.error().message.contains(u"secret"_s));
}

void TestDatabaseUrl::survivesARoundTrip()
{
    for (const QString &path : {u"/a b/100%.db"_s, u"/x?y#z&.db"_s, u"/J\u00FCrgen/\u202E.db"_s}) {
        const DatabaseUrl url {u"sqlite"_s, path};
        const auto again = parseDatabaseUrl(url.toString());
        QVERIFY2(again, qPrintable(url.toString()));
        QCOMPARE(*again, url);
    }
}

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
