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
    void readsServers_data();
    void readsServers();
    void splitsThePasswordOff_data();
    void splitsThePasswordOff();
    void aSavedUrlHoldsNoPassword();
    void knowsWhatStaysOnThisMachine_data();
    void knowsWhatStaysOnThisMachine();
    void serversSurviveARoundTrip();
    void isSaidInWords();
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
    QTest::newRow("unknown scheme") << u"oracle://openser:secret@host/openser"_s << u"oracle://"_s;
    QTest::newRow("no database") << u"mysql://openser:secret@host"_s << u"no database"_s;
    QTest::newRow("empty database") << u"mysql://openser:secret@host/"_s << u"no database"_s;
    QTest::newRow("no host") << u"postgres:///kamailio"_s << u"no host"_s;
    QTest::newRow("empty host in a list") << u"mysql://a,,b/k"_s << u"is empty"_s;
    QTest::newRow("port 0") << u"mysql://db:0/k"_s << u"1 to 65535"_s;
    QTest::newRow("port 65536") << u"mysql://db:65536/k"_s << u"1 to 65535"_s;
    QTest::newRow("no port after the colon") << u"mysql://db:/k"_s << u"1 to 65535"_s;
    QTest::newRow("forgotten @") << u"mysql://openser:secret/openser"_s << u"1 to 65535"_s;
    QTest::newRow("blank in a host") << u"mysql://my%20secret/k"_s << u"no host name"_s;
    QTest::newRow("semicolon in a host") << u"mysql://u:secret@a;b/k"_s << u"no host name"_s;
    QTest::newRow("name in brackets") << u"mysql://u:secret@[secret]/k"_s << u"IPv6"_s;
    QTest::newRow("bare IPv6 address") << u"mysql://2001:db8::1/k"_s << u"brackets"_s;
    QTest::newRow("unknown option") << u"mysql://u:secret@h/k?secret=secret"_s << u"?socket="_s;
    QTest::newRow("relative socket") << u"mysql://u:secret@/k?socket=secret"_s << u"absolute path"_s;
    QTest::newRow("host and socket") << u"mysql://u:secret@far/k?socket=/s"_s << u"leave one"_s;
    QTest::newRow("NUL in the database") << u"mysql://u:secret@h/a%00b"_s << u"NUL"_s;
    QTest::newRow("NUL in the user") << u"mysql://u%00:secret@h/b"_s << u"NUL"_s;
    QTest::newRow("two slashes") << u"sqlite://k.db"_s << u"three slashes"_s;
    QTest::newRow("no path") << u"sqlite://"_s << u"three slashes"_s;
}

void TestDatabaseUrl::refuses()
{
    QFETCH(QString, text);
    const auto url = parseTypedUrl(text);
    QVERIFY(!url);
    QCOMPARE(url.error().fault, Fault::Usage);
    QVERIFY(url.error().detail.isEmpty());
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

void TestDatabaseUrl::readsServers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DatabaseUrl>("url");
    const auto mysql = [](const QList<HostPort> &hosts, const QString &user = {},
                           const QString &socket = {}) {
        return DatabaseUrl {u"mysql"_s, u"k"_s, hosts, user, socket};
    };
    QTest::newRow("Kamailio's usual")
        << u"mysql://kamailio@localhost/k"_s << mysql({{u"localhost"_s, 0}}, u"kamailio"_s);
    QTest::newRow("MariaDB's own word") << u"mariadb://db/k"_s << mysql({{u"db"_s, 0}});
    QTest::newRow("port") << u"mysql://u@db:3307/k"_s << mysql({{u"db"_s, 3307}}, u"u"_s);
    QTest::newRow("several hosts") << u"mysql://u@a:1,b,10.0.0.1:65535/k"_s
                                   << mysql({{u"a"_s, 1}, {u"b"_s, 0}, {u"10.0.0.1"_s, 65535}}, u"u"_s);
    QTest::newRow("IPv6") << u"mysql://[2001:db8::1]/k"_s << mysql({{u"2001:db8::1"_s, 0}});
    QTest::newRow("IPv6 with port among others")
        << u"mysql://u@[::1]:3306,db/k"_s << mysql({{u"::1"_s, 3306}, {u"db"_s, 0}}, u"u"_s);
    QTest::newRow("IPv6 with zone") << u"mysql://[fe80::1%25eth0]/k"_s << mysql({{u"fe80::1%eth0"_s, 0}});
    QTest::newRow("encoded user") << u"mysql://a%40b%3Ac@db/k"_s << mysql({{u"db"_s, 0}}, u"a@b:c"_s);
    QTest::newRow("user with a domain")
        << u"mysql://joe@example.org@db/k"_s << mysql({{u"db"_s, 0}}, u"joe@example.org"_s);
    QTest::newRow("socket as option")
        << u"mysql://u@/k?socket=/run/my.sock"_s << mysql({}, u"u"_s, u"/run/my.sock"_s);
    QTest::newRow("socket beside localhost")
        << u"mysql://u@localhost/k?socket=/run/a%20b.sock"_s << mysql({}, u"u"_s, u"/run/a b.sock"_s);
    QTest::newRow("socket in place of the host")
        << u"mysql://u@%2Frun%2Fmy.sock/k"_s << mysql({}, u"u"_s, u"/run/my.sock"_s);
    QTest::newRow("PostgreSQL") << u"postgres://u@db/k"_s
                                << DatabaseUrl {u"postgres"_s, u"k"_s, {{u"db"_s, 0}}, u"u"_s};
    QTest::newRow("PostgreSQL's other word")
        << u"POSTGRESQL://%2fvar%2frun%2fpostgresql/k"_s
        << DatabaseUrl {u"postgres"_s, u"k"_s, {}, {}, u"/var/run/postgresql"_s};
    QTest::newRow("encoded database")
        << u"postgres://db/a%2Fb%3F"_s << DatabaseUrl {u"postgres"_s, u"a/b?"_s, {{u"db"_s, 0}}};
}

void TestDatabaseUrl::readsServers()
{
    QFETCH(QString, text);
    const auto read = parseDatabaseUrl(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QFETCH(DatabaseUrl, url);
    QCOMPARE(read->scheme, url.scheme);
    QCOMPARE(read->path, url.path);
    QCOMPARE(read->hosts, url.hosts);
    QCOMPARE(read->user, url.user);
    QCOMPARE(read->socket, url.socket);
}

void TestDatabaseUrl::splitsThePasswordOff_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    const QByteArray plain("secret");
    QTest::newRow("plain") << u"mysql://u:secret@h/k"_s << u"u"_s << plain;
    QTest::newRow("none") << u"mysql://u@h/k"_s << u"u"_s << QByteArray();
    QTest::newRow("empty") << u"mysql://u:@h/k"_s << u"u"_s << QByteArray();
    QTest::newRow("no user") << u"mysql://:secret@h/k"_s << QString() << plain;
    QTest::newRow("last @ ends it") << u"mysql://u:se@cr@et@h/k"_s << u"u"_s << QByteArray("se@cr@et");
    QTest::newRow("colon") << u"mysql://u:se:cret@h/k"_s << u"u"_s << QByteArray("se:cret");
    QTest::newRow("slash") << u"mysql://u:se/cret@h/k"_s << u"u"_s << QByteArray("se/cret");
    QTest::newRow("question mark") << u"mysql://u:se?cret@h/k"_s << u"u"_s << QByteArray("se?cret");
    QTest::newRow("hash") << u"mysql://u:se#cret@h/k"_s << u"u"_s << QByteArray("se#cret");
    QTest::newRow("encoded") << u"mysql://u:se%40%2fcret@h/k"_s << u"u"_s << QByteArray("se@/cret");
    QTest::newRow("encoded bytes") << u"mysql://u:%ff%fe@h/k"_s << u"u"_s << QByteArray("\xff\xfe");
    QTest::newRow("stray percent signs") << u"mysql://u:5%x%4%@h/k"_s << u"u"_s << QByteArray("5%x%4%");
    QTest::newRow("beyond ASCII") << u"mysql://u:p\u00E4\U0001F511@h/k"_s << u"u"_s
                                  << u"p\u00E4\U0001F511"_s.toUtf8();
    QTest::newRow("user with a domain") << u"mysql://u@d:secret@h/k"_s << u"u@d"_s << plain;
}

void TestDatabaseUrl::splitsThePasswordOff()
{
    QFETCH(QString, text);
    const auto typed = parseTypedUrl(text);
    QVERIFY2(typed, typed ? "" : qPrintable(typed.error().message));
    QTEST(typed->url.user, "user");
    QTEST(typed->password.reveal(), "password");
    QCOMPARE(typed->url.hosts, (QList<HostPort> {{u"h"_s, 0}}));
    QCOMPARE(typed->url.path, u"k"_s);
    QVERIFY(!typed->url.toString().contains("secret"_L1));
    QVERIFY(!typed->url.display().contains("secret"_L1));
}

void TestDatabaseUrl::aSavedUrlHoldsNoPassword()
{
    const auto url = parseDatabaseUrl(u"mysql://u:secret@h/k"_s);
    QVERIFY(!url);
    QCOMPARE(url.error().fault, Fault::Refused);
    QVERIFY(!url.error().message.contains(u"secret"_s));
}

void TestDatabaseUrl::knowsWhatStaysOnThisMachine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("local");
    QTest::newRow("file") << u"sqlite:///k.db"_s << true;
    QTest::newRow("socket") << u"mysql://u@/k?socket=/s"_s << true;
    QTest::newRow("localhost") << u"mysql://u@LocalHost:3306/k"_s << true;
    QTest::newRow("127.0.0.1") << u"mysql://127.0.0.1/k"_s << true;
    QTest::newRow("127.255.0.3") << u"mysql://127.255.0.3/k"_s << true;
    QTest::newRow("::1") << u"mysql://[::1]/k"_s << true;
    QTest::newRow("::1 written out") << u"mysql://[0:0:0:0:0:0:0:1]/k"_s << true;
    QTest::newRow("mapped") << u"mysql://[::ffff:127.0.0.1]/k"_s << true;
    QTest::newRow("all loopback") << u"mysql://127.0.0.1,[::1],localhost/k"_s << true;
    QTest::newRow("one of two is far") << u"mysql://127.0.0.1,db/k"_s << false;
    QTest::newRow("128.0.0.1") << u"mysql://128.0.0.1/k"_s << false;
    QTest::newRow("octal") << u"mysql://0127.0.0.1/k"_s << false;
    QTest::newRow("mapped far") << u"mysql://[::ffff:10.0.0.1]/k"_s << false;
    QTest::newRow("::2") << u"mysql://[::2]/k"_s << false;
    QTest::newRow("looks like it") << u"mysql://localhost.example.org/k"_s << false;
    QTest::newRow("number in a name") << u"mysql://127.0.0.1.example.org/k"_s << false;
}

void TestDatabaseUrl::knowsWhatStaysOnThisMachine()
{
    QFETCH(QString, text);
    const auto url = parseDatabaseUrl(text);
    QVERIFY2(url, url ? "" : qPrintable(url.error().message));
    QTEST(url->isLocal(), "local");
}

void TestDatabaseUrl::serversSurviveARoundTrip()
{
    const QString odd = u"a@b:c/d?e#f%41&\u00E4\u202E"_s;
    const QList<HostPort> hosts {{u"::1"_s, 1}, {u"fe80::1%eth0"_s, 0}, {u"b\u00FCro.example"_s, 65535}};
    for (const QString &scheme : {u"mysql"_s, u"postgres"_s}) {
        for (const DatabaseUrl &url :
            {DatabaseUrl {scheme, odd, hosts, odd}, DatabaseUrl {scheme, odd, {}, odd, u'/' + odd},
                DatabaseUrl {scheme, u"k"_s, {{u"db"_s, 0}}}}) {
            const auto again = parseDatabaseUrl(url.toString());
            QVERIFY2(again, qPrintable(url.toString()));
            QCOMPARE(*again, url);
        }
    }
}

void TestDatabaseUrl::isSaidInWords()
{
    const auto far = parseDatabaseUrl(u"mysql://joe@db1:3307,[2001:db8::1]:3306/kamailio"_s);
    QVERIFY(far);
    QCOMPARE(far->title(), u"kamailio on db1:3307,[2001:db8::1]:3306"_s);
    QCOMPARE(far->display(), u"joe@db1:3307,[2001:db8::1]:3306/kamailio"_s);
    const auto near = parseDatabaseUrl(u"postgres:///kamailio?socket=/run/pg"_s);
    QVERIFY(near);
    QCOMPARE(near->title(), u"kamailio on /run/pg"_s);
    QCOMPARE(near->display(), u"[/run/pg]/kamailio"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
