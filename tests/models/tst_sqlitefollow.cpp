// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {
void writeFile(const QString &path, const QString &journalMode, int value)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, path);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec("PRAGMA journal_mode="_L1 + journalMode));
        QVERIFY(query.exec(u"CREATE TABLE t (x INTEGER)"_s));
        QVERIFY(query.exec(u"INSERT INTO t VALUES (%1)"_s.arg(value)));
    }
    QSqlDatabase::removeDatabase(path);
}

QVariant valueOf(Connection &connection)
{
    const auto rows = connection.select({u"SELECT x FROM t"_s, {}});
    return rows ? rows->rows.value(0).value(0) : QVariant(rows.error().message);
}
} // namespace

/// A connection follows what happens to its file.
class TestSqliteFollow : public QObject {
    Q_OBJECT
private slots:
    void anotherFileInItsPlaceIsReadInstead_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("rollback journal") << u"DELETE"_s << u"DELETE"_s;
        QTest::newRow("WAL, closed") << u"WAL"_s << u"WAL"_s;
        QTest::newRow("WAL after a rollback journal") << u"DELETE"_s << u"WAL"_s;
    }
    void anotherFileInItsPlaceIsReadInstead()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"presence.sqlite"_s);
        const QString copy = folder.filePath(u"restored.sqlite"_s);
        writeFile(path, before, 1);
        writeFile(copy, after, 2);
        const auto connection = openConnection({.url = {u"sqlite"_s, path}});
        QVERIFY(connection);
        QCOMPARE(valueOf(**connection), QVariant(1));
        QCOMPARE(std::rename(qPrintable(copy), qPrintable(path)), 0);
        QCOMPARE(valueOf(**connection), QVariant(2));
    }
};

QTEST_GUILESS_MAIN(TestSqliteFollow)
#include "tst_sqlitefollow.moc"
