// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "demo/brokenbody.h"
#include "demo/democonnection.h"
#include "demo/demodatabase.h"
#include "demo/rulesbody.h"
#include "patience.h"
#include "schemafile.h"
#include "sqlanswer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(DemoKind)

/// The demo databases hold what they promise.
class TestDemo : public QObject {
    Q_OBJECT

private slots:
    void createsAFolderForTheUserAlone();
    void tablesAndRows_data();
    void tablesAndRows();
    void holdsEveryBrokenDocument_data();
    void holdsEveryBrokenDocument();
    void isOfAKnownGeneration_data();
    void isOfAKnownGeneration();
    void sameSeedSameContent();
    void isWrittenQuickly_data();
    void isWrittenQuickly();
    void replacesAnUnusedFileAndSparesAUsedOne();
    void saysWhyAFolderCannotBeMade();

private:
    QString fresh(DemoKind kind);
    QString untouched(DemoKind kind);

    QTemporaryDir m_folder;
    QMap<DemoKind, QString> m_untouched;
};

namespace {

void addKinds()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::newRow("modern") << DemoKind::Modern;
    QTest::newRow("seed") << DemoKind::Seed;
}

} // namespace

QString TestDemo::fresh(DemoKind kind)
{
    const Result<QString> path = createDemoDatabase(kind, m_folder.path());
    return path ? *path : QString();
}

/// A demo that no test changes, written at the first call.
QString TestDemo::untouched(DemoKind kind)
{
    if (!m_untouched.contains(kind)) {
        const Result<QString> path = createDemoDatabase(kind, m_folder.filePath(u"untouched"_s));
        m_untouched[kind] = path ? *path : QString();
    }
    return m_untouched.value(kind);
}

void TestDemo::createsAFolderForTheUserAlone()
{
    const QString folder = m_folder.filePath(u"made/for demo"_s);
    const Result<QString> path = createDemoDatabase(DemoKind::Modern, folder);
    QVERIFY(path);
    const auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & forOthers));
    QVERIFY(!(QFile::permissions(*path) & forOthers));
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList {QFileInfo(*path).fileName()});
}

void TestDemo::tablesAndRows_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");
    QTest::newRow("presentity") << DemoKind::Modern << u"presentity"_s << 700 << 900;
    QTest::newRow("active_watchers") << DemoKind::Modern << u"active_watchers"_s << 1800 << 2100;
    QTest::newRow("watchers") << DemoKind::Modern << u"watchers"_s << 800 << 1000;
    QTest::newRow("xcap") << DemoKind::Modern << u"xcap"_s << 220 << 280;
    QTest::newRow("pua") << DemoKind::Modern << u"pua"_s << 130 << 170;
    QTest::newRow("rls_presentity") << DemoKind::Modern << u"rls_presentity"_s << 100 << 250;
    QTest::newRow("rls_watchers") << DemoKind::Modern << u"rls_watchers"_s << 20 << 40;
    QTest::newRow("version") << DemoKind::Modern << u"version"_s << 8 << 8;
    QTest::newRow("seed presentity") << DemoKind::Seed << u"presentity"_s << 400 << 900;
    QTest::newRow("seed active_watchers") << DemoKind::Seed << u"active_watchers"_s << 1800 << 2100;
    QTest::newRow("seed watchers") << DemoKind::Seed << u"watchers"_s << 800 << 1700;
    QTest::newRow("seed xcap_xml") << DemoKind::Seed << u"xcap_xml"_s << 180 << 280;
}

void TestDemo::tablesAndRows()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, table);
    QFETCH(int, atLeast);
    QFETCH(int, atMost);
    const QString path = untouched(kind);
    const qint64 rows = sqlNumber(path, u"SELECT count(*) FROM "_s + table);
    QVERIFY2(rows >= atLeast && rows <= atMost, qPrintable(QString::number(rows)));
    QCOMPARE(sqlAnswer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    QCOMPARE(sqlAnswer(path, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    const qint64 tables = sqlNumber(path, u"SELECT count(*) FROM sqlite_master WHERE type = 'table'"_s);
    QCOMPARE(tables, kind == DemoKind::Modern ? 8 : 4);
}

void TestDemo::holdsEveryBrokenDocument_data()
{
    addKinds();
}

void TestDemo::holdsEveryBrokenDocument()
{
    QFETCH(DemoKind, kind);
    const QString path = untouched(kind);
    const auto bodies = u"SELECT count(*) FROM presentity WHERE username LIKE 'puzzle.%'"_s;
    QCOMPARE(sqlNumber(path, bodies), brokenBodies({}).size());
    const QString rules =
        kind == DemoKind::Modern ? u"xcap WHERE doc_type = 2"_s : u"xcap_xml WHERE doc_type = 1"_s;
    const auto documents = u"SELECT count(*) FROM %1 AND username LIKE 'puzzle.%'"_s.arg(rules);
    QCOMPARE(sqlNumber(path, documents), puzzlingRules().size());
}

void TestDemo::isOfAKnownGeneration_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("generation");
    QTest::addColumn<bool>("clean");
    QTest::newRow("modern") << DemoKind::Modern << u"K57"_s << true;
    QTest::newRow("seed") << DemoKind::Seed << u"S0"_s << false; // its one finding: it has no version table
}

void TestDemo::isOfAKnownGeneration()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, generation);
    QFETCH(bool, clean);
    const Result<std::unique_ptr<Connection>> connection =
        openConnection({.url = {u"sqlite"_s, untouched(kind)}});
    QVERIFY(connection);
    const Result<DatabaseSchema> schema = readSchema(**connection);
    QVERIFY(schema);
    for (const TableInfo &table : schema->tables) {
        if (table.present)
            QCOMPARE(table.generation, generation);
    }
    const QStringList findings =
        allFindings(*schema).filter(QRegularExpression(u"^(?!.*(table|version)-missing)"_s));
    QCOMPARE(findings, QStringList());
    QCOMPARE(schema->hasVersionTable, clean);
}

void TestDemo::sameSeedSameContent()
{
    const QString one = m_folder.filePath(u"one.sqlite"_s);
    const QString two = m_folder.filePath(u"two.sqlite"_s);
    const QString other = m_folder.filePath(u"other.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, one, 1'800'000'000, 5));
    QVERIFY(writeDemoDatabase(DemoKind::Modern, two, 1'800'000'000, 5));
    QVERIFY(writeDemoDatabase(DemoKind::Modern, other, 1'800'000'000, 6));
    const auto tags = u"SELECT group_concat(callid || expires || user_agent) FROM active_watchers"_s;
    QCOMPARE(sqlAnswer(one, tags), sqlAnswer(two, tags));
    QVERIFY(sqlAnswer(one, tags) != sqlAnswer(other, tags));
}

void TestDemo::isWrittenQuickly_data()
{
    addKinds();
}

void TestDemo::isWrittenQuickly()
{
    QFETCH(DemoKind, kind);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!fresh(kind).isEmpty());
    qInfo("written in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < patienceMs); // half a second is usual
}

void TestDemo::replacesAnUnusedFileAndSparesAUsedOne()
{
    const QString first = fresh(DemoKind::Modern);
    QCOMPARE(fresh(DemoKind::Modern), first);
    const DemoConnection reader(first, 1000);
    QVERIFY(reader.value(u"SELECT count(*) FROM presentity"_s)); // from here on the file is in use
    const QString second = fresh(DemoKind::Modern);
    QVERIFY(!second.isEmpty());
    QVERIFY(second != first);
    const Result<QVariant> still = reader.value(u"SELECT count(*) FROM presentity"_s);
    QVERIFY(still);
    QVERIFY(still->toInt() > 0);
    QFile::remove(second);
}

void TestDemo::saysWhyAFolderCannotBeMade()
{
    const QString file = m_folder.filePath(u"a-file"_s);
    QFile blocker(file);
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    const Result<QString> path = createDemoDatabase(DemoKind::Modern, file + u"/below"_s);
    QVERIFY(!path);
    QVERIFY(path.error().message.contains(file));
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
