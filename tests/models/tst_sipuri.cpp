// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sipuri.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Addresses as the presence tables compare them.
class SipUriTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void SipUriTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::newRow("plain") << u"sip:alice@example.com"_s << u"alice"_s << u"example.com"_s;
    QTest::newRow("secure") << u"SIPS:alice@example.com"_s << u"alice"_s << u"example.com"_s;
    QTest::newRow("presence") << u"pres:alice@example.com"_s << u"alice"_s << u"example.com"_s;
    QTest::newRow("port and parameters")
        << u"sip:bob@10.0.0.1:5070;transport=tcp?a=b"_s << u"bob"_s << u"10.0.0.1"_s;
    QTest::newRow("IPv6") << u"sip:bob@[2001:db8::1]:5060;x=y"_s << u"bob"_s << u"[2001:db8::1]"_s;
    QTest::newRow("password") << u"sip:bob:secret@example.com"_s << u"bob"_s << u"example.com"_s;
    QTest::newRow("user with signs") << u"sip:+49;ext=1@example.com"_s << u"+49;ext=1"_s << u"example.com"_s;
    QTest::newRow("address in a header") << u"sip:a@h?to=x@y"_s << u"a"_s << u"h"_s;
    QTest::newRow("blanks around") << u" sip:a@h "_s << u"a"_s << u"h"_s;
}

void SipUriTest::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, user);
    QFETCH(QString, host);
    const auto uri = SipUri::parse(text);
    QVERIFY(uri);
    QCOMPARE(uri->user, user);
    QCOMPARE(uri->host, host);
    QCOMPARE(uri->toString(), u"sip:"_s + user + u'@' + host);
}

void SipUriTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no scheme") << u"alice@example.com"_s;
    QTest::newRow("no user") << u"sip:example.com"_s;
    QTest::newRow("empty user") << u"sip:@example.com"_s;
    QTest::newRow("only a password") << u"sip::pw@example.com"_s;
    QTest::newRow("no host") << u"sip:alice@"_s;
    QTest::newRow("only a port") << u"sip:alice@:5060"_s;
    QTest::newRow("telephone") << u"tel:+4912345"_s;
}

void SipUriTest::refuses()
{
    QFETCH(QString, text);
    const auto uri = SipUri::parse(text);
    QVERIFY(!uri);
    QCOMPARE(uri.error().fault, Fault::Usage);
    QVERIFY(!uri.error().message.isEmpty());
}

QTEST_APPLESS_MAIN(SipUriTest)
#include "tst_sipuri.moc"
