// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigdatabase.h"
#include "sqlanswer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(BigKind)

/// The big files that other tests scroll through are what they pretend to be.
class TestBigDatabase : public QObject {
    Q_OBJECT

private slots:
    void bigFile_data();
    void bigFile();

private:
    QTemporaryDir m_folder;
};

void TestBigDatabase::bigFile_data()
{
    QTest::addColumn<BigKind>("kind");
    QTest::addColumn<QString>("table");
    QTest::newRow("modern") << BigKind::Modern << u"active_watchers"_s;
    QTest::newRow("seed") << BigKind::Seed << u"active_watchers"_s;
    QTest::newRow("no key") << BigKind::NoKey << u"watchers"_s;
}

void TestBigDatabase::bigFile()
{
    QFETCH(BigKind, kind);
    QFETCH(QString, table);
    const QString path = m_folder.filePath(u"big.sqlite"_s);
    QVERIFY(makeBigDatabase(path, 30000, kind, BigJournal::Delete));
    QCOMPARE(sqlAnswer(path, u"PRAGMA journal_mode"_s).toString(), u"delete"_s);
    QVERIFY(makeBigDatabase(path, 30000, kind));
    QCOMPARE(sqlAnswer(path, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(sqlNumber(path, u"SELECT count(*) FROM "_s + table), 30000);
    QCOMPARE(sqlAnswer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    if (kind == BigKind::NoKey)
        QVERIFY(
            sqlNumber(path,
                u"SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM watchers)) FROM watchers"_s)
            > 0);
    else
        QCOMPARE(sqlNumber(path, u"SELECT count(*) FROM active_watchers WHERE event_id IS NULL"_s), 10000);
}

QTEST_GUILESS_MAIN(TestBigDatabase)
#include "tst_bigdatabase.moc"
