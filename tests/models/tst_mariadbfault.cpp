// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbfault.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What codes of a server mean that no test can make it say.
class TestMariaDbFault : public QObject {
    Q_OBJECT

private slots:
    void cutTextHoldsNoPartOfThePassword_data();
    void cutTextHoldsNoPartOfThePassword();
};

namespace {
QSqlError said(unsigned code, const QString &text)
{
    return mariaDbError(code, text, QSqlError::StatementError);
}

MariaDbPlace place()
{
    return {u"127.0.0.1:3306"_s, u"kam"_s, u"kamailio"_s, Secret("kanarienvogel")};
}
} // namespace

void TestMariaDbFault::cutTextHoldsNoPartOfThePassword_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("whole"); // what the library leaves of the text
    QTest::newRow("short text") << 10 << 511;
    QTest::newRow("across the end of what is shown") << 494 << 511;
    QTest::newRow("across the end of what the library keeps") << 505 << 511;
    QTest::newRow("at the end") << 498 << 511;
}

void TestMariaDbFault::cutTextHoldsNoPartOfThePassword()
{
    QFETCH(int, before);
    QFETCH(int, whole);
    const QString text = (QString(before, u'x') + u"kanarienvogel"_s).left(whole);
    const Error error = mariaDbFault(said(1064, text), place());
    QVERIFY2(!error.detail.contains("ka"_L1), qPrintable(error.detail));
    QVERIFY(error.detail.startsWith("xxxxx"_L1));
    QVERIFY(error.detail.size() < 530);
}

QTEST_GUILESS_MAIN(TestMariaDbFault)
#include "tst_mariadbfault.moc"
