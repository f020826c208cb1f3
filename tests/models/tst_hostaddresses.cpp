// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/hostaddresses.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Names become addresses, or a sentence, in time.
class TestHostAddresses : public QObject {
    Q_OBJECT

private slots:
    void namesBecomeAddresses_data();
    void namesBecomeAddresses();
    void unknownNamesHaveASentence_data();
    void unknownNamesHaveASentence();
    void nobodyWaitsForNameServers();
    void loopbackIsKnown_data();
    void loopbackIsKnown();
};

void TestHostAddresses::namesBecomeAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    QTest::newRow("number") << u"192.0.2.7"_s << u"192.0.2.7"_s;
    QTest::newRow("long number") << u"2001:db8::1"_s << u"2001:db8::1"_s;
    QTest::newRow("this machine") << u"localhost"_s << u"127.0.0.1"_s;
}

void TestHostAddresses::namesBecomeAddresses()
{
    QFETCH(QString, host);
    QFETCH(QString, address);
    const auto found = addressesOf(host, 5s);
    QVERIFY2(found, qPrintable(found ? QString() : found.error().message));
    QVERIFY2(found->contains(address), qPrintable(found->join(u' ')));
    QCOMPARE(found->count(address), 1);
}

void TestHostAddresses::unknownNamesHaveASentence_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blank") << u" "_s;
    QTest::newRow("a zero in it") << u"local\0host"_s;
    QTest::newRow("two") << u"127.0.0.1,127.0.0.2"_s;
}

void TestHostAddresses::unknownNamesHaveASentence()
{
    QFETCH(QString, host);
    const auto found = addressesOf(host, 5s);
    QVERIFY(!found);
    QCOMPARE(found.error().fault, Fault::Unreachable);
    QVERIFY(found.error().message.endsWith(u'.'));
}

void TestHostAddresses::nobodyWaitsForNameServers()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!addressesOf(u"name.invalid"_s, 0ms));
    QVERIFY(timer.elapsed() < patienceMs);
}

void TestHostAddresses::loopbackIsKnown_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isLoopback");
    QTest::newRow("usual") << u"127.0.0.1"_s << true;
    QTest::newRow("unusual") << u"127.9.9.9"_s << true;
    QTest::newRow("long") << u"::1"_s << true;
    QTest::newRow("short within long") << u"::ffff:127.0.0.1"_s << true;
    QTest::newRow("name that begins like one") << u"127.example.net"_s << false;
    QTest::newRow("name of four parts") << u"127.0.0.example"_s << false;
    QTest::newRow("other within long") << u"::ffff:192.0.2.127"_s << false;
    QTest::newRow("other") << u"192.0.2.127"_s << false;
    QTest::newRow("long other") << u"::11"_s << false;
    QTest::newRow("name that begins like one") << u"127.0.0.1.example.com"_s << false;
}

void TestHostAddresses::loopbackIsKnown()
{
    QFETCH(QString, address);
    QTEST(isLoopbackAddress(address), "isLoopback");
}

QTEST_GUILESS_MAIN(TestHostAddresses)
#include "tst_hostaddresses.moc"
