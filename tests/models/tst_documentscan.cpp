// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "demo/demodatabase.h"
#include "document/documentscanjob.h"
#include "patience.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// Every document of a database is looked at, in short reads, and found again by its key.
class DocumentScanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void demoDatabases_data();
    void demoDatabases();
    void keyOfTheSeed();
    void neighboursAreKnown();
    void largeDocumentsAreReadAlone();
    void tablesWithoutAKey();
    void manyRowsInPages();
    void cancelEnds();
    void unreadableTablesAreTold();
    void whatIsEmptyIsNoDocument();
};

namespace {

constexpr qint64 now = 1'800'000'000;

/// A whole scan, run to its end.
struct ScanRun {
    QList<ScannedDocument> found;
    ScanEnd end;
    int steps = 0;

    const ScannedDocument *at(const QString &address) const
    {
        const auto hit = std::ranges::find_if(
            found, [&](const ScannedDocument &document) { return document.address() == address; });
        return hit == found.end() ? nullptr : &*hit;
    }
    QStringList codes() const
    {
        QStringList codes;
        for (const ScannedDocument &document : found)
            for (const Diagnostic &diagnostic : document.verdict.diagnostics)
                codes.append(diagnostic.code);
        return codes;
    }
};

ConnectionSpec specOf(const QString &path)
{
    ConnectionSpec spec;
    spec.url = *parseDatabaseUrl(path);
    return spec;
}

DatabaseSchema schemaOf(const ConnectionSpec &spec)
{
    const auto connection = openConnection(spec);
    if (!connection)
        return {};
    const auto schema = readSchema(**connection);
    return schema ? *schema : DatabaseSchema();
}

std::optional<ScanRun> run(DocumentScanJob &job)
{
    ScanRun run;
    QObject::connect(&job, &DocumentScanJob::found, &job,
        [&run](const QList<ScannedDocument> &documents) { run.found += documents; });
    QObject::connect(&job, &DocumentScanJob::progressed, &job, [&run] { ++run.steps; });
    QObject::connect(&job, &DocumentScanJob::finished, &job, [&run](const ScanEnd &end) { run.end = end; });
    QSignalSpy finished(&job, &DocumentScanJob::finished);
    job.start();
    if (!finished.wait(int(patienceMs)) && finished.isEmpty())
        return std::nullopt;
    job.disconnect(&job);
    return run;
}

std::optional<ScanRun> scanOf(const QString &path)
{
    const ConnectionSpec spec = specOf(path);
    DocumentScanJob job(spec, schemaOf(spec), now);
    return run(job);
}

QString pidf(const QString &content)
{
    return u"<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:alice@example.com\">%1</presence>"_s
        .arg(content);
}

QString tuple(const QString &id)
{
    return u"<tuple id=\"%1\"><status><basic>open</basic></status></tuple>"_s.arg(id);
}

QString presentity(const QString &etag, const QString &body, const QString &event = u"presence"_s)
{
    return u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender) "
           u"VALUES "
           "('alice', 'example.com', '%1', '%2', 1900000000, 1799999999, '%3', '');"_s.arg(event, etag, body);
}

} // namespace

void DocumentScanTest::demoDatabases_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("Kamailio") << DemoKind::Modern
                              << QStringList {u"rules-comment-between"_s, u"action-padded"_s,
                                     u"bytes-utf16"_s, u"except-id"_s, u"bytes-nul"_s,
                                     u"bytes-encoding-lies"_s, u"xml-truncated"_s, u"validity-leak"_s};
    QTest::newRow("seed") << DemoKind::Seed << QStringList {u"rules-comment-between"_s, u"xml-truncated"_s};
}

void DocumentScanTest::demoDatabases()
{
    QFETCH(DemoKind, kind);
    QFETCH(QStringList, expected);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"demo.sqlite"_s);
    QVERIFY(writeDemoDatabase(kind, path, now));
    const auto scan = scanOf(path);
    QVERIFY(scan);
    QVERIFY(!scan->end.wasCancelled);
    QVERIFY(scan->end.errors.isEmpty());
    QCOMPARE(scan->end.progress.tablesDone, scan->end.progress.tables);
    QCOMPARE(qint64(scan->found.size()), scan->end.progress.faulty);
    QVERIFY(scan->end.progress.documents > scan->end.progress.faulty);
    QVERIFY(scan->steps > 2);
    const QStringList codes = scan->codes();
    for (const QString &code : expected)
        QVERIFY2(codes.contains(code), qPrintable(code + u" not among "_s + codes.join(u' ')));
    // Each line leads to one row.
    QSet<QString> addresses;
    for (const ScannedDocument &document : scan->found) {
        QVERIFY(!document.keyValues.isEmpty());
        QVERIFY(!document.subject.isEmpty());
        QVERIFY(!document.type.isEmpty());
        addresses.insert(document.address() + document.column);
    }
    QCOMPARE(addresses.size(), scan->found.size());
}

void DocumentScanTest::keyOfTheSeed()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY(
        file.run(u"INSERT INTO xcap_xml (username, domain, xcap, doc_type) VALUES "
                 "('alice', 'example.com', '<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"><!-- a "
                 "--><rule id=\"a\"><conditions/></rule></ruleset>', 1);"_s));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QCOMPARE(scan->found.size(), 1);
    const ScannedDocument &document = scan->found.at(0);
    QCOMPARE(document.role, TableRole::XcapXml);
    QCOMPARE(document.keyValues, QVariantList({u"alice"_s, u"example.com"_s, 1}));
    QCOMPARE(document.address(), u"xcap_xml:alice,example.com,1"_s);
    QCOMPARE(document.column, u"xcap"_s);
    QCOMPARE(document.type, u"pres-rules"_s);
    QVERIFY(document.subject.startsWith("alice@example.com"_L1));
    QCOMPARE(scan->codes().filter(u"rules-"_s), QStringList({u"rules-comment-between"_s}));
}

void DocumentScanTest::neighboursAreKnown()
{
    SchemaFile file(shippedDdl());
    QString sql = presentity(u"a.1"_s, pidf(tuple(u"x"_s))) + presentity(u"a.2"_s, pidf(tuple(u"x"_s)))
        + presentity(u"a.3"_s, pidf(tuple(u"y"_s)));
    const QString xcap =
        u"INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES "
        "('bob', 'example.com', '<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>', 2, "
        "'e', 0, '/%1', 0);"_s;
    sql += xcap.arg(1) + xcap.arg(2);
    QVERIFY(file.run(sql));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QStringList codes = scan->codes();
    codes.sort();
    QCOMPARE(codes,
        QStringList({u"rules-several-documents"_s, u"rules-several-documents"_s, u"tuple-id-elsewhere"_s,
            u"tuple-id-elsewhere"_s}));
    QCOMPARE(scan->end.progress.documents, 5);
}

void DocumentScanTest::largeDocumentsAreReadAlone()
{
    SchemaFile file(shippedDdl());
    const QString note = u"<note>%1</note>"_s;
    const QString large = pidf(note.arg(QString(100'000, u'x')) + tuple(u"a"_s));
    const QString beyond = pidf(note.arg(QString(5'000'000, u'x')));
    QVERIFY(file.run(presentity(u"fine"_s, pidf(tuple(u"b"_s) + note.arg(QString(100'000, u'x'))))
        + presentity(u"order"_s, large) + presentity(u"beyond"_s, beyond)));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QCOMPARE(scan->end.progress.documents, 3);
    QCOMPARE(scan->found.size(), 2);
    QCOMPARE(scan->found.at(0).verdict.isValid, std::optional(false));
    QVERIFY(scan->found.at(0).verdict.diagnostics.at(0).place.byte > 100'000);
    QVERIFY(scan->found.at(1).verdict.isBeyondLimit());
}

void DocumentScanTest::tablesWithoutAKey()
{
    SchemaFile file(
        u"CREATE TABLE presentity (username, domain, event, etag, expires, received_time, body, sender) ;"
        "CREATE VIEW xcap AS SELECT username, domain, body AS doc, 2 AS doc_type, etag, 0 AS source, "
        "etag AS doc_uri, 0 AS port FROM presentity;"_s);
    QString sql;
    for (int i = 0; i < 120; ++i)
        sql += presentity(QString::number(i), i % 2 == 0 ? u"<presence"_s : u"<ruleset/>"_s);
    QVERIFY2(file.run(sql), qPrintable(file.error()));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QVERIFY(scan->end.progress.documents >= 120);
    QSet<QString> addresses;
    for (const ScannedDocument &document : scan->found)
        addresses.insert(document.address());
    QCOMPARE(addresses.size(), scan->found.size());
}

void DocumentScanTest::manyRowsInPages()
{
    SchemaFile file(shippedDdl());
    constexpr int rows = 6'000;
    QVERIFY(
        file.run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) INSERT INTO "
                 "presentity (username, domain, event, etag, expires, received_time, body, sender) SELECT "
                 "'user' || i, 'example.com', 'presence', 'a.' || i, 1900000000, 1799999999, '<presence', '' "
                 "FROM n;"_s.arg(rows)));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QCOMPARE(scan->end.progress.rows, rows);
    QCOMPARE(scan->end.progress.faulty, rows);
    QCOMPARE(scan->found.size(), DocumentScanJob::mostFound);
    QVERIFY(scan->steps > rows / 100);
}

void DocumentScanTest::cancelEnds()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO "
        "presentity (username, domain, event, etag, expires, received_time, body, sender) SELECT "
        "'user' || i, 'example.com', 'presence', 'a.' || i, 1900000000, 1799999999, '<presence', '' "
        "FROM n;"_s));
    const ConnectionSpec spec = specOf(file.path());
    DocumentScanJob job(spec, schemaOf(spec), now);
    QSignalSpy progressed(&job, &DocumentScanJob::progressed);
    QList<ScanEnd> ends;
    connect(&job, &DocumentScanJob::finished, this, [&ends](const ScanEnd &end) { ends.append(end); });
    job.start();
    QVERIFY(progressed.wait(int(patienceMs)));
    job.cancel();
    QVERIFY(!job.isRunning());
    QCOMPARE(ends.size(), 1);
    QVERIFY(ends.at(0).wasCancelled);
    QVERIFY(ends.at(0).progress.rows < 5000);
    const qsizetype steps = progressed.size();
    // It can be started anew, from the beginning.
    job.start();
    QVERIFY(progressed.wait(int(patienceMs)));
    QVERIFY(progressed.size() > steps);
    QVERIFY(job.progress().rows < 5000);
}

void DocumentScanTest::unreadableTablesAreTold()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(presentity(u"a"_s, u"<presence"_s)));
    const ConnectionSpec spec = specOf(file.path());
    const DatabaseSchema schema = schemaOf(spec);
    QVERIFY(file.run(u"DROP TABLE xcap;"_s));
    DocumentScanJob job(spec, schema, now);
    const auto scan = run(job);
    QVERIFY(scan);
    QCOMPARE(scan->end.errors.size(), 1);
    QVERIFY(!scan->end.errors.at(0).message.isEmpty());
    QCOMPARE(scan->found.size(), 1);
    // A database that is gone ends the scan as well.
    DocumentScanJob nowhere(
        [] {
            return Result<std::unique_ptr<Connection>>(
                Error {u"The server is gone."_s, {}, Fault::Unreachable});
        },
        spec, schema, now);
    const auto failed = run(nowhere);
    QVERIFY(failed);
    QVERIFY(!failed->end.errors.isEmpty());
}

void DocumentScanTest::whatIsEmptyIsNoDocument()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(presentity(u"a"_s, {}, u"call-info"_s) + presentity(u"b"_s, {}, u"dialog"_s)));
    const auto scan = scanOf(file.path());
    QVERIFY(scan);
    QCOMPARE(scan->end.progress.documents, 1);
    QVERIFY(scan->codes().contains(u"bytes-empty"_s));
}

QTEST_GUILESS_MAIN(DocumentScanTest)
#include "tst_documentscan.moc"
