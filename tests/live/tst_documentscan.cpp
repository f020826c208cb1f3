// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentscan.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Documents of MariaDB and PostgreSQL are read byte by byte and checked, with their neighbours.
class TestDocumentScan : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void everyDocumentIsChecked();
    void seedOnMyIsam();

private:
    ServerLab m_lab;
};

namespace {

constexpr qint64 now = 1'800'000'000;

struct Checked {
    QStringList codes; ///< "xcap:1 rules-comment-between"
    qint64 documents = 0;
};

std::optional<Checked> checkAll(Connection &connection, const DatabaseSchema &schema)
{
    Checked checked;
    const QList<TableInfo> tables = tablesWithDocuments(schema);
    for (const TableInfo &table : tables) {
        ScanCursor cursor;
        while (!cursor.isAtEnd) {
            const auto page = scanPage(connection, table, cursor, {{}, now, {}});
            if (!page) {
                qWarning("%s", qPrintable(page.error().message + page.error().detail));
                return std::nullopt;
            }
            checked.documents += page->documents.size();
            for (const ScannedDocument &document : page->documents)
                for (const Diagnostic &diagnostic : document.verdict.diagnostics)
                    checked.codes.append(document.address() + u' ' + diagnostic.code);
            cursor = page->next;
        }
    }
    checked.codes.sort();
    return checked;
}

QString presentity(const QString &user, const QString &etag, const QString &body)
{
    return u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, "
           u"priority) "
           "VALUES ('%1', 'example.com', 'presence', '%2', 1900000000, 1799999999, '%3', '', 0);"_s.arg(
               user, etag, body);
}

QString pidf(const QString &user, const QString &tuple)
{
    return u"<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:%1@example.com\"><tuple "
           "id=\"%2\"><status><basic>open</basic></status></tuple></presence>"_s.arg(user, tuple);
}

const QString rules = u"<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\">%1<rule "
                      "id=\"a\"><conditions><identity><many/></identity></conditions></rule></ruleset>"_s;

} // namespace

void TestDocumentScan::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}

void TestDocumentScan::everyDocumentIsChecked()
{
    QFETCH_GLOBAL(QString, engine);
    QString sql = presentity(u"alice"_s, u"a.1"_s, pidf(u"alice"_s, u"x"_s))
        + presentity(u"alice"_s, u"a.2"_s, pidf(u"alice"_s, u"x"_s))
        + presentity(u"bob"_s, u"b.1"_s, u"<presence"_s)
        + presentity(u"carol"_s, u"c.1"_s,
            pidf(u"dave"_s, u"y"_s)
                .replace("<tuple"_L1, u"<note>%1</note><tuple"_s)
                .arg(QString(40'000, u'n')));
    for (int i = 0; i < 120; ++i)
        sql += presentity(u"user%1"_s.arg(i), u"u.%1"_s.arg(i), pidf(u"user%1"_s.arg(i), u"t"_s));
    for (int i = 0; i < 2; ++i)
        sql += u"INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES "
               u"('erin', "
               "'example.com', '%1', 2, 'e', 0, '/%2', 0);"_s.arg(rules.arg(u"<!-- a -->"_s))
                   .arg(i);
    const auto made = createKamailioDatabase(m_lab.server(engine), u"scan"_s, sql);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message + made.error().detail));
    const auto connection = m_lab.open(engine, u"scan"_s);
    const auto schema = readSchema(*connection);
    QVERIFY(schema);
    const auto checked = checkAll(*connection, *schema);
    QVERIFY(checked);
    QCOMPARE(checked->documents, 126);
    QStringList shapes;
    for (const QString &code : checked->codes)
        shapes.append(code.section(u':', 0, 0) + u' ' + code.section(u' ', 1));
    QVERIFY2(checked->codes.contains(u"presentity:1 tuple-id-elsewhere"_s),
        qPrintable(checked->codes.join(u'\n')));
    QCOMPARE(shapes.count(u"presentity tuple-id-elsewhere"_s), 2);
    QCOMPARE(shapes.count(u"presentity entity-mismatch"_s), 1);
    QCOMPARE(shapes.count(u"presentity unparsable"_s), 1);
    QCOMPARE(shapes.count(u"xcap rules-several-documents"_s), 2);
    QCOMPARE(shapes.count(u"xcap rules-comment-between"_s), 2);
}

void TestDocumentScan::seedOnMyIsam()
{
    QFETCH_GLOBAL(QString, engine);
    if (engine != "mysql"_L1)
        return; // the seed's tables are MariaDB's
    QVERIFY(createSeedDatabase(m_lab.server(engine), u"seedscan"_s));
    QVERIFY(m_lab.exec(engine,
        u"INSERT INTO xcap_xml (username, domain, xcap, doc_type) VALUES ('alice', 'example.com', '%1', 1), "
        u"('bob', "
        "'example.com', '<resource-lists', 2);"_s.arg(rules.arg(u"<!-- a -->"_s)),
        u"seedscan"_s));
    const auto connection = m_lab.open(engine, u"seedscan"_s);
    const auto schema = readSchema(*connection);
    QVERIFY(schema);
    const auto checked = checkAll(*connection, *schema);
    QVERIFY(checked);
    QCOMPARE(checked->documents, 2);
    QVERIFY2(checked->codes.contains(u"xcap_xml:alice,example.com,1 rules-comment-between"_s),
        qPrintable(checked->codes.join(u'\n')));
    QVERIFY(checked->codes.contains(u"xcap_xml:bob,example.com,2 unparsable"_s));
}

QTEST_GUILESS_MAIN(TestDocumentScan)
#include "tst_documentscan.moc"
