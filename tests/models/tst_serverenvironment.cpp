// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverenvironment.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// No variable tells a client library where to go or what to believe.
class TestServerEnvironment : public QObject {
    Q_OBJECT

private slots:
    void variablesAreTakenAway_data();
    void variablesAreTakenAway();
};

void TestServerEnvironment::variablesAreTakenAway_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("stays");
    for (const char *name : {"PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSSLROOTCERT", "PGOPTIONS", "PGSERVICE",
             "PGSERVICEFILE", "PGSYSCONFDIR", "PGPASSFILE", "PGPASSWORD", "PGLOCALEDIR", "PGANYTHINGNEW",
             "MYSQL_UNIX_PORT", "MYSQL_PWD", "MARIADB_PLUGIN_DIR", "MARIADB_TLS_DISABLE_PEER_VERIFICATION",
             "LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN"})
        QTest::newRow(name) << QByteArray(name) << false;
    for (const char *name : {"PRESENCE_PG", "pghost", "P", "MYSQLX"})
        QTest::newRow(name) << QByteArray(name) << true;
}

void TestServerEnvironment::variablesAreTakenAway()
{
    QFETCH(QByteArray, name);
    qputenv(name.constData(), "value with = in it");
    neutraliseServerEnvironment();
    QTEST(qEnvironmentVariableIsSet(name.constData()), "stays");
    QVERIFY(qEnvironmentVariableIsSet("PATH"));
}

QTEST_GUILESS_MAIN(TestServerEnvironment)
#include "tst_serverenvironment.moc"
