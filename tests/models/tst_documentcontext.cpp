// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentcontext.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;

// What a row says about its document, and what when the document says otherwise.
class DocumentContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void disagreements_data();
    void disagreements();
    void seedRows();
    void kamailioRows();
    void resourcesOfLists();
    void omaRules();
};

namespace {

const QByteArray presence = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b\"/>";
const QByteArray rules = "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>";
const QByteArray lists = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>";
const QByteArray summary = "Messages-Waiting: no\r\n";

DocumentContext eventRow(const QString &event)
{
    DocumentContext context;
    context.event = event;
    return context;
}

DocumentContext listRow(const QString &contentType)
{
    DocumentContext context;
    context.role = TableRole::RlsPresentity;
    context.contentType = contentType;
    return context;
}

DocumentContext xcapRow(
    Family family, const char *generation, qint64 docType, TableRole role = TableRole::Xcap)
{
    DocumentContext context;
    context.role = role;
    context.family = family;
    context.generation = QString::fromLatin1(generation);
    context.docType = docType;
    return context;
}

QString idOf(const DocumentType *type)
{
    return type ? QString(type->id) : u"-"_s;
}

} // namespace

void DocumentContextTest::kinds_data()
{
    QTest::addColumn<DocumentContext>("context");
    QTest::addColumn<QString>("byRow");
    const auto event = [](const char *text, const char *kind) {
        QTest::newRow(text) << eventRow(QString::fromLatin1(text)) << QString::fromLatin1(kind);
    };
    event("presence", "presence");
    event("Presence", "presence");
    event("presence.winfo", "watcherinfo");
    event("dialog", "dialog-info");
    event("dialog;sla", "dialog-info");
    event("dialog ; sla;ma", "dialog-info");
    event("message-summary", "message-summary");
    event("conference", "conference-info");
    event("reg", "reginfo");
    event("xcap-diff", "xcap-diff");
    event("ua-profile;profile-type=device", "ua-profile");
    event("as-feature-event", "as-feature-event");
    event("call-info", "xml");
    event("vendor.secret", "-");
    event("", "-");
    const auto list = [](const char *text, const char *kind) {
        QTest::newRow(qPrintable(u"content "_s + QString::fromLatin1(text)))
            << listRow(QString::fromLatin1(text)) << QString::fromLatin1(kind);
    };
    list("application/pidf+xml", "presence");
    list("Application/PIDF+xml; charset=UTF-8", "presence");
    list("multipart/related;type=\"application/rlmi+xml\";boundary=x", "multipart");
    list("application/rlmi+xml", "rlmi");
    list("application/simple-message-summary", "message-summary");
    list("image/png", "-");
    list("", "-");
    const auto xcap = [](const char *name, Family family, const char *generation, qint64 number,
                          const char *kind, TableRole role = TableRole::Xcap) {
        QTest::newRow(name) << xcapRow(family, generation, number, role) << QString::fromLatin1(kind);
    };
    xcap("seed 1", Family::Seed, "S0", 1, "pres-rules", TableRole::XcapXml);
    xcap("seed 2", Family::Seed, "S0", 2, "resource-lists", TableRole::XcapXml);
    xcap("seed 3", Family::Seed, "S0", 3, "rls-services", TableRole::XcapXml);
    xcap("seed 4", Family::Seed, "S0", 4, "-", TableRole::XcapXml);
    xcap("trunk 4", Family::OpenSer, "S13dev", 4, "pidf-manipulation", TableRole::XcapXml);
    xcap("Kamailio 2", Family::Kamailio, "K53", 2, "pres-rules");
    xcap("Kamailio 4", Family::Kamailio, "K53", 4, "resource-lists");
    xcap("Kamailio 8", Family::Kamailio, "K53", 8, "rls-services");
    xcap("Kamailio 16", Family::Kamailio, "K53", 16, "pidf-manipulation");
    xcap("Kamailio 32", Family::Kamailio, "K53", 32, "xcap-caps");
    xcap("Kamailio 64", Family::Kamailio, "K53", 64, "xml");
    xcap("Kamailio 512", Family::Kamailio, "K53", 512, "xml");
    xcap("Kamailio 3", Family::Kamailio, "K53", 3, "-");
    xcap("OpenSIPS 2", Family::OpenSips, "I32", 2, "pres-rules");
    xcap("OpenSIPS 32", Family::OpenSips, "I32", 32, "pres-rules");
    xcap("undecided 4", Family::Unknown, "B14", 4, "resource-lists");
    xcap("undecided 32", Family::Unknown, "B14", 32, "-");
    DocumentContext headers = eventRow(u"presence"_s);
    headers.holdsHeaders = true;
    QTest::newRow("extra headers") << headers << u"header-lines"_s;
}

void DocumentContextTest::kinds()
{
    QFETCH(DocumentContext, context);
    QFETCH(QString, byRow);
    const TypeDecision decision = decideDocumentType(context, {});
    QCOMPARE(idOf(decision.byRow), byRow);
    QVERIFY(!decision.byContent);
    QCOMPARE(idOf(decision.chosen), byRow == "-"_L1 ? u"xml"_s : byRow);
    QVERIFY(decision.disagreement.isEmpty());
}

void DocumentContextTest::disagreements_data()
{
    QTest::addColumn<DocumentContext>("context");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<bool>("disagree");
    const auto add = [](const char *name, const DocumentContext &context, const QByteArray &document,
                         const char *chosen, bool disagree) {
        QTest::newRow(name) << context << document << QString::fromLatin1(chosen) << disagree;
    };
    const DocumentContext two = xcapRow(Family::Kamailio, "K53", 2);
    add("both say presence", eventRow(u"presence"_s), presence, "presence", false);
    add("rules published", eventRow(u"presence"_s), rules, "presence", true);
    add("numbers of before August 2007", two, lists, "pres-rules", true);
    add("pidf-manipulation is presence", xcapRow(Family::Kamailio, "K53", 16), presence, "pidf-manipulation",
        false);
    add("rules without namespace", two, "<ruleset/>", "pres-rules", false);
    add("the row does not say", xcapRow(Family::Kamailio, "K53", 3), lists, "resource-lists", false);
    add("unknown content", two, "<html/>", "pres-rules", false);
    add("summary instead of XML", eventRow(u"presence"_s), summary, "presence", true);
    add("XML instead of a summary", eventRow(u"message-summary"_s), presence, "message-summary", true);
    add("summary without its first line", eventRow(u"message-summary"_s), "Voice-Message: 1/0\r\n",
        "message-summary", false);
    add("profile of any root", eventRow(u"ua-profile"_s), presence, "ua-profile", false);
    add("UTF-16", eventRow(u"presence"_s),
        QByteArray("\xff\xfe") + QByteArray("<\0r\0u\0l\0e\0s\0e\0t\0/\0>\0", 20), "presence", true);
}

void DocumentContextTest::disagreements()
{
    QFETCH(DocumentContext, context);
    QFETCH(QByteArray, document);
    QFETCH(bool, disagree);
    const TypeDecision decision = decideDocumentType(context, document);
    QTEST(idOf(decision.chosen), "chosen");
    QCOMPARE(!decision.disagreement.isEmpty(), disagree);
    if (disagree) {
        QVERIFY(decision.disagreement.contains(decision.byRow->titleText()));
        QVERIFY(decision.disagreement.contains(decision.byContent->titleText()));
    }
}

void DocumentContextTest::seedRows()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    const TableInfo &xcap = *schema.table(TableRole::XcapXml);
    QCOMPARE(documentColumns(xcap), QStringList({u"xcap"_s}));
    QVariantList cells(xcap.columns.size());
    cells[xcap.indexOf(u"username"_s)] = u"alice"_s;
    cells[xcap.indexOf(u"domain"_s)] = u"example.com"_s;
    cells[xcap.indexOf(u"doc_type"_s)] = u"1"_s;
    const DocumentContext context = documentContext(xcap, cells, u"xcap"_s, 65535);
    QCOMPARE(context.docType.value_or(-1), 1);
    QCOMPARE(context.username, u"alice"_s);
    QCOMPARE(context.domain, u"example.com"_s);
    QCOMPARE(context.capacity, 65535);
    QCOMPARE(idOf(decideDocumentType(context, rules).chosen), u"pres-rules"_s);
    QVERIFY(documentColumns(*schema.table(TableRole::Watchers)).isEmpty());
}

void DocumentContextTest::kamailioRows()
{
    SchemaFile file(shippedDdl());
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QCOMPARE(documentColumns(*schema.table(TableRole::Presentity)), QStringList({u"body"_s}));
    QCOMPARE(documentColumns(*schema.table(TableRole::Xcap)), QStringList({u"doc"_s}));
    const TableInfo &pua = *schema.table(TableRole::Pua);
    if (pua.present) {
        QCOMPARE(documentColumns(pua), QStringList({u"extra_headers"_s}));
        const DocumentContext context =
            documentContext(pua, QVariantList(pua.columns.size()), u"extra_headers"_s);
        QVERIFY(context.holdsHeaders);
    }
    const TableInfo &presentity = *schema.table(TableRole::Presentity);
    QVariantList cells(presentity.columns.size());
    cells[presentity.indexOf(u"event"_s)] = QVariant::fromValue(RawText {"dialog\xff"});
    QVERIFY(!decideDocumentType(documentContext(presentity, cells, u"body"_s), {}).byRow);
}

void DocumentContextTest::resourcesOfLists()
{
    SchemaFile file(shippedDdl());
    const DatabaseSchema schema = file.schema();
    const TableInfo &table = *schema.table(TableRole::RlsPresentity);
    QVERIFY(table.present);
    QVariantList cells(table.columns.size());
    cells[table.indexOf(u"resource_uri"_s)] = u"sip:carol@example.net;gr"_s;
    cells[table.indexOf(u"content_type"_s)] = u"application/pidf+xml"_s;
    const DocumentContext context = documentContext(table, cells, documentColumns(table).value(0));
    QCOMPARE(context.username, u"carol"_s);
    QCOMPARE(context.domain, u"example.net"_s);
    QCOMPARE(idOf(decideDocumentType(context, presence).byRow), u"presence"_s);
}

void DocumentContextTest::omaRules()
{
    QVERIFY(xcapRow(Family::OpenSips, "I32", 32).isOmaRules());
    QVERIFY(!xcapRow(Family::OpenSips, "I32", 2).isOmaRules());
    QVERIFY(!xcapRow(Family::Kamailio, "K53", 32).isOmaRules());
}

QTEST_GUILESS_MAIN(DocumentContextTest)
#include "tst_documentcontext.moc"
