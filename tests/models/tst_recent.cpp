// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/recent.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The connections that were opened last.
class TestRecent : public QObject {
    Q_OBJECT

private slots:
    void theNewestComesFirst();
    void survivesOnDisk();
    void onlyTenAreKept();
    void oneCanBeForgotten();
    void whatIsNotUnderstoodIsLeftOut();

private:
    QString file() { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())); }
    static RecentConnection address(const QString &url) { return {{}, *parseDatabaseUrl(url)}; }

    QTemporaryDir m_folder;
};

void TestRecent::theNewestComesFirst()
{
    QSettings settings(file(), QSettings::IniFormat);
    const RecentConnection lab {u"Lab, 1"_s};
    const RecentConnection server = address(u"mysql://joe@db1:3307,db2/k"_s);
    QVERIFY(recentConnections(settings).isEmpty());
    rememberConnection(settings, lab);
    rememberConnection(settings, server);
    QCOMPARE(recentConnections(settings), (QList {server, lab}));
    rememberConnection(settings, lab);
    QCOMPARE(recentConnections(settings), (QList {lab, server}));
    QCOMPARE(lab.title(), u"Lab, 1"_s);
    QCOMPARE(server.title(), u"joe@db1:3307,db2/k"_s);
}

void TestRecent::survivesOnDisk()
{
    const QList<RecentConnection> wanted {
        address(u"/a, b%.db"_s), {u"profile:odd"_s}, address(u"postgres://u@/k?socket=/run/pg"_s)};
    {
        QSettings settings(file(), QSettings::IniFormat);
        for (auto each = wanted.rbegin(); each != wanted.rend(); ++each)
            rememberConnection(settings, *each);
    }
    QCOMPARE(recentConnections(QSettings(file(), QSettings::IniFormat)), wanted);
}

void TestRecent::onlyTenAreKept()
{
    QSettings settings(file(), QSettings::IniFormat);
    for (int i = 0; i < 15; ++i)
        rememberConnection(settings, {u"p%1"_s.arg(i)});
    const auto kept = recentConnections(settings);
    QCOMPARE(kept.size(), mostRecent);
    QCOMPARE(kept.first().profile, u"p14"_s);
    QCOMPARE(kept.last().profile, u"p5"_s);
}

void TestRecent::oneCanBeForgotten()
{
    QSettings settings(file(), QSettings::IniFormat);
    rememberConnection(settings, {u"a"_s});
    rememberConnection(settings, {u"b"_s});
    forgetConnection(settings, {u"a"_s});
    QCOMPARE(recentConnections(settings), (QList<RecentConnection> {{u"b"_s}}));
    forgetAllConnections(settings);
    QVERIFY(recentConnections(settings).isEmpty());
}

void TestRecent::whatIsNotUnderstoodIsLeftOut()
{
    QSettings settings(file(), QSettings::IniFormat);
    settings.setValue("connections/recent"_L1,
        QStringList {u"mysql://u:secret@h/k"_s, u"gopher://x"_s, u""_s, u"profile:good"_s});
    QCOMPARE(recentConnections(settings), (QList<RecentConnection> {{u"good"_s}}));
    rememberConnection(settings, {u"next"_s});
    settings.sync();
    QFile stored(file());
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QVERIFY(!stored.readAll().contains("secret"));
}

QTEST_GUILESS_MAIN(TestRecent)
#include "tst_recent.moc"
