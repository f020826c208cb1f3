// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/mariadbgrants.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a line of SHOW GRANTS lets an account do with a table.
class TestMariaDbGrants : public QObject {
    Q_OBJECT
private slots:
    void saysWhatIsAllowed_data();
    void saysWhatIsAllowed();
    void otherLinesGrantNothing_data();
    void otherLinesGrantNothing();
    void superuserIsGlobal();
};

void TestMariaDbGrants::saysWhatIsAllowed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("select");
    QTest::addColumn<bool>("update");

    QTest::newRow("everything everywhere")
        << u"GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION"_s << true << true;
    QTest::newRow("nothing") << u"GRANT USAGE ON *.* TO `kam`@`%` IDENTIFIED BY PASSWORD '*AB'"_s << false
                             << false;
    QTest::newRow("reading everywhere") << u"GRANT SELECT, PROCESS ON *.* TO `r`@`%`"_s << true << false;
    QTest::newRow("the database") << u"GRANT SELECT, UPDATE ON `kam_db`.* TO `kam`@`%`"_s << true << true;
    QTest::newRow("another database")
        << u"GRANT SELECT, UPDATE ON `other`.* TO `kam`@`%`"_s << false << false;
    QTest::newRow("databases by a pattern") << u"GRANT SELECT ON `kam%`.* TO `kam`@`%`"_s << true << false;
    QTest::newRow("an underscore stands for any character")
        << u"GRANT SELECT ON `kam_d_`.* TO `kam`@`%`"_s << true << false;
    QTest::newRow("an underscore that stands for itself")
        << uR"(GRANT SELECT ON `kam\_db`.* TO `kam`@`%`)"_s << true << false;
    QTest::newRow("a database with a point in a pattern")
        << u"GRANT SELECT ON `kam.db`.* TO `kam`@`%`"_s << false << false;
    QTest::newRow("the table") << u"GRANT SELECT, UPDATE ON `kam_db`.`watchers` TO `kam`@`%`"_s << true
                               << true;
    QTest::newRow("another table") << u"GRANT SELECT ON `kam_db`.`presentity` TO `kam`@`%`"_s << false
                                   << false;
    QTest::newRow("a table is named exactly")
        << u"GRANT SELECT ON `kam%`.`watchers` TO `kam`@`%`"_s << false << false;
    QTest::newRow("some columns") << u"GRANT SELECT (`id`, `event`), UPDATE (`status`) ON "
                                     "`kam_db`.`watchers` TO `kam`@`%`"_s
                                  << true << true;
    QTest::newRow("a column with a bracket in its name")
        << u"GRANT SELECT (`a), UPDATE`) ON `kam_db`.`watchers` TO `kam`@`%`"_s << true << false;
}

void TestMariaDbGrants::saysWhatIsAllowed()
{
    QFETCH(QString, line);
    const auto grant = parseMariaDbGrant(line);
    QVERIFY(grant);
    const bool concerns = grant->concerns(u"kam_db"_s, u"watchers"_s);
    QTEST(concerns && grant->allows("SELECT"_L1), "select");
    QTEST(concerns && grant->allows("UPDATE"_L1), "update");
}

void TestMariaDbGrants::otherLinesGrantNothing_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("a role") << u"GRANT `operators` TO `kam`@`%`"_s;
    QTest::newRow("a routine") << u"GRANT EXECUTE ON PROCEDURE `kam_db`.`clean` TO `kam`@`%`"_s;
    QTest::newRow("a proxy") << u"GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION"_s;
    QTest::newRow("the default role") << u"SET DEFAULT ROLE `operators` FOR `kam`@`%`"_s;
    QTest::newRow("nothing") << QString();
}

void TestMariaDbGrants::otherLinesGrantNothing()
{
    QFETCH(QString, line);
    QVERIFY(!parseMariaDbGrant(line));
}

void TestMariaDbGrants::superuserIsGlobal()
{
    QVERIFY(parseMariaDbGrant(u"GRANT ALL PRIVILEGES ON *.* TO `root`@`%`"_s)->isSuper());
    QVERIFY(parseMariaDbGrant(u"GRANT SELECT, SUPER ON *.* TO `dba`@`%`"_s)->isSuper());
    QVERIFY(!parseMariaDbGrant(u"GRANT ALL PRIVILEGES ON `kam`.* TO `kam`@`%`"_s)->isSuper());
}

QTEST_APPLESS_MAIN(TestMariaDbGrants)
#include "tst_mariadbgrants.moc"
