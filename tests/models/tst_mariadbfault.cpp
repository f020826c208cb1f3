// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbfault.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What codes of a server mean that no test can make it say.
class TestMariaDbFault : public QObject {
    Q_OBJECT

private slots:
    void cutTextHoldsNoPartOfThePassword_data();
    void cutTextHoldsNoPartOfThePassword();
    void readsThatFail_data();
    void readsThatFail();
    void nodeThatIsCutOff_data();
    void nodeThatIsCutOff();
};

namespace {
QSqlError said(int code, const QString &text)
{
    return QSqlError(u"MariaDB"_s, text, QSqlError::StatementError, QString::number(code));
}

MariaDbPlace place(bool hasOthers = false)
{
    return {u"127.0.0.1:3306"_s, u"kam"_s, u"kamailio"_s, Secret("kanarienvogel"), hasOthers};
}
} // namespace

void TestMariaDbFault::cutTextHoldsNoPartOfThePassword_data()
{
    QTest::addColumn<int>("before");
    QTest::newRow("early") << 10;
    QTest::newRow("across the end of what is shown") << 494;
    QTest::newRow("at the end of what is shown") << 498;
    QTest::newRow("across the end of what the library keeps") << 505;
}

void TestMariaDbFault::cutTextHoldsNoPartOfThePassword()
{
    QFETCH(int, before);
    constexpr int keptByTheLibrary = 511;
    const QString text =
        (QString(before, u'x') + u"kanarienvogel"_s + QString(before, u'y')).left(keptByTheLibrary);
    const Error error = mariaDbFault(said(1064, text), place());
    QVERIFY2(!error.detail.contains("ka"_L1), qPrintable(error.detail));
    QVERIFY(error.detail.startsWith("xxxxx"_L1));
    QVERIFY(error.detail.size() < 530);
}

void TestMariaDbFault::readsThatFail_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<Fault>("faultWhileOpening");
    QTest::addColumn<QString>("words");
    const QString spent = u"User 'kam' has exceeded the '%1' resource (current value: 5)"_s;
    QTest::newRow("statements of an hour") << 1226 << spent.arg(u"max_queries_per_hour"_s) << Fault::Busy
                                           << Fault::Unreachable << u"in an hour"_s;
    QTest::newRow("connections of an hour") << 1226 << spent.arg(u"max_connections_per_hour"_s)
                                            << Fault::Unreachable << Fault::Unreachable << u"Wait"_s;
    QTest::newRow("row too large") << 2020 << u"Got packet bigger than 'max_allowed_packet' bytes"_s
                                   << Fault::General << Fault::General << u"too large"_s;
}

void TestMariaDbFault::readsThatFail()
{
    QFETCH(int, code);
    QFETCH(QString, text);
    QFETCH(QString, words);
    const Error error = mariaDbFault(said(code, text), place());
    QTEST(error.fault, "fault");
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
    QTEST(mariaDbOpenFault(said(code, text), place()).fault, "faultWhileOpening");
}

void TestMariaDbFault::nodeThatIsCutOff_data()
{
    QTest::addColumn<bool>("hasOthers");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("the only host") << false << Fault::Busy << u"wait until it is back"_s;
    QTest::newRow("one of several") << true << Fault::Unreachable << u"Another host is asked"_s;
}

void TestMariaDbFault::nodeThatIsCutOff()
{
    QFETCH(bool, hasOthers);
    QFETCH(QString, words);
    const Error error =
        mariaDbFault(said(1047, u"WSREP has not yet prepared node for application use"_s), place(hasOthers));
    QTEST(error.fault, "fault");
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
}

QTEST_GUILESS_MAIN(TestMariaDbFault)
#include "tst_mariadbfault.moc"
