// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/gist.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

// A document in a few words, and hostile ones without harm.
class GistTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documents_data();
    void documents();
    void events_data();
    void events();
    void longDocumentIsCut();
    void hostile_data();
    void hostile();
    void everyPrefixIsHarmless();
    void sizes_data();
    void sizes();
};

namespace {

QByteArray pidf(const QByteArray &content)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
           "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
           "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" "
           "entity=\"sip:alice@example.com\">"
        + content + "</presence>";
}

QByteArray tuple(const QByteArray &basic)
{
    return "<tuple id=\"a\"><status><basic>" + basic + "</basic></status></tuple>";
}

QByteArray rules(const QByteArray &content)
{
    return "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\" "
           "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">"
        + content + "</cp:ruleset>";
}

QByteArray rule(const QByteArray &handling)
{
    return "<cp:rule id=\"x\"><cp:actions><pr:sub-handling>" + handling
        + "</pr:sub-handling></cp:actions></cp:rule>";
}

} // namespace

void GistTest::documents_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("gist");
    const auto add = [](const char *name, const QByteArray &document, const QString &gist) {
        QTest::newRow(name) << document << gist;
    };
    add("nothing", {}, u"empty"_s);
    add("open", pidf(tuple("open")), u"PIDF: open"_s);
    add("closed with blanks", pidf(tuple(" closed\n")), u"PIDF: closed"_s);
    add("on the phone",
        pidf(tuple("open")
            + "<dm:person id=\"p\"><rpid:activities><rpid:on-the-phone/></rpid:activities></dm:person>"),
        u"PIDF: open, on the phone"_s);
    add("several activities",
        pidf(tuple("open")
            + "<dm:person "
              "id=\"p\"><rpid:activities><rpid:note>n</rpid:note><rpid:away/><rpid:other>fishing</rpid:other>"
              "<rpid:unknown/></rpid:activities></dm:person>"),
        u"PIDF: open, away, fishing, “n”"_s);
    add("a note", pidf(tuple("closed") + "<note xml:lang=\"en\">Back at <![CDATA[5 & 6]]></note>"),
        u"PIDF: closed, “Back at 5 & 6”"_s);
    add("two devices", pidf(tuple("open") + tuple("closed")), u"PIDF: 2 tuples, 1 open, 1 closed"_s);
    add("two devices alike", pidf(tuple("open") + tuple("open")), u"PIDF: 2 tuples, 2 open"_s);
    add("no device", pidf({}), u"PIDF: no tuple"_s);
    add("no basic status", pidf("<tuple id=\"a\"><status/></tuple>"), u"PIDF: no basic status"_s);
    add("a word of its own", pidf(tuple("ope\xE2\x80\xAEn")), u"PIDF: ope‹U+202E›n"_s);
    add("prefixes",
        "<p:presence xmlns:p=\"urn:ietf:params:xml:ns:pidf\"><p:tuple "
        "id=\"a\"><p:status><p:basic>open</p:basic>"
        "</p:status></p:tuple></p:presence>",
        u"PIDF: open"_s);
    add("dialogs",
        "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\" "
        "entity=\"sip:a@b\">"
        "<dialog id=\"1\"><state>confirmed</state></dialog><dialog "
        "id=\"2\"><state>terminated</state></dialog>"
        "<dialog id=\"3\"><state>confirmed</state></dialog></dialog-info>",
        u"dialog-info: 2 confirmed, 1 terminated"_s);
    add("no dialog", "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\"/>",
        u"dialog-info: no dialog"_s);
    add("watchers",
        "<watcherinfo xmlns=\"urn:ietf:params:xml:ns:watcherinfo\"><watcher-list>"
        "<watcher id=\"1\" status=\"active\">sip:a@b</watcher><watcher id=\"2\" "
        "status=\"pending\">sip:c@d</watcher>"
        "</watcher-list></watcherinfo>",
        u"watcherinfo: 2 watchers, 1 active, 1 pending"_s);
    add("rules", rules(rule("allow") + rule("block") + rule(" polite-block ")),
        u"pres-rules: 3 rules, 1 allows, 1 blocks, 1 blocks politely"_s);
    add("a rule that asks", rules(rule("confirm")), u"pres-rules: 1 rule, 1 asks"_s);
    add("no rule", rules({}), u"pres-rules: 0 rules"_s);
    add("lists",
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list><entry uri=\"sip:a@b\"/>"
        "<list><entry uri=\"sip:c@d\"/></list></list></resource-lists>",
        u"resource-lists: 2 lists, 2 entries"_s);
    add("services",
        "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service "
        "uri=\"sip:l@b\"/></rls-services>",
        u"rls-services: 1 service"_s);
    add("changes",
        "<xcap-diff xmlns=\"urn:ietf:params:xml:ns:xcap-diff\"><document sel=\"a\"/><document "
        "sel=\"b\"/></xcap-diff>",
        u"xcap-diff: 2 changes"_s);
    add("capabilities",
        "<xcap-caps xmlns=\"urn:ietf:params:xml:ns:xcap-caps\"><auids><auid>a</auid></auids></xcap-caps>",
        u"xcap-caps: 1 application"_s);
    add("registrations",
        "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\"><registration state=\"active\">"
        "<contact state=\"active\"/><contact state=\"terminated\"/></registration></reginfo>",
        u"reginfo: 2 contacts, 1 active, 1 terminated"_s);
    add("conference",
        "<conference-info "
        "xmlns=\"urn:ietf:params:xml:ns:conference-info\"><users><user><endpoint><status>connected</status>"
        "</endpoint></user><user/></users></conference-info>",
        u"conference-info: 2 users, 1 connected"_s);
    add("list of list members",
        "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\"><resource uri=\"a\"><instance "
        "state=\"active\"/></resource></list>",
        u"rlmi: 1 resource, 1 active"_s);
    add("some other XML", "<DoNotDisturbEvent/>", u"XML DoNotDisturbEvent"_s);
    add("message summary",
        "Messages-Waiting: yes\r\nMessage-Account: sip:a@b\r\nVoice-Message: 2/8 (0/2)\r\n",
        u"voice mail: 2 new, 8 old"_s);
    add("two kinds of messages", "messages-waiting: yes\nvoice-message: 0/0\nfax-message: 1/0\n",
        u"voice mail: none; fax: 1 new"_s);
    add("messages without numbers", "Messages-Waiting: no\r\n", u"message-summary: no messages waiting"_s);
    add("multipart",
        "--b1\r\nContent-Type: application/rlmi+xml\r\n\r\n<list/>\r\n--b1\r\nContent-Type: "
        "application/pidf+xml\r\n\r\n"
        "<presence/>\r\n--b1--\r\n",
        u"multipart with rlmi: 2 parts"_s);
    add("prose", "hello", u"not XML"_s);
    add("broken at the end", "<presence><tuple>", u"PIDF: broken at byte 17"_s);
    add("broken before the root", "<", u"XML: broken at byte 0"_s);
    add("wrong tag", "<presence>\xC3\xBC</tuple>", u"PIDF: broken at byte 20"_s);
    add("bytes", QByteArray("\x89PNG\0\1", 6), u"binary"_s);
    add("Latin-1 prose", "Gr\xFC\xDF", u"binary"_s);
    add("Latin-1 document",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><presence><tuple id=\"a\"><status><basic>open</basic>"
        "</status><note>Gr\xFC\xDF</note></tuple></presence>",
        u"PIDF: open, “Grüß”"_s);
    add("encoding unknown to us",
        "<?xml version=\"1.0\" encoding=\"x-klingon\"?><presence><tuple id=\"a\"><status>"
        "<basic>open</basic></status></tuple></presence>",
        u"PIDF: open"_s);
    add("byte order mark", "\xEF\xBB\xBF<presence/>", u"PIDF: no tuple"_s);
    add("leading blanks", "\r\n<presence/>", u"PIDF: no tuple"_s);
    add("UTF-16", QByteArray("\xFF\xFE<\0p\0r\0e\0s\0e\0n\0c\0e\0/\0>\0", 24), u"PIDF: no tuple"_s);
}

void GistTest::documents()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, gist);
    QCOMPARE(documentGist(document), gist);
}

void GistTest::events_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("gist");
    QTest::newRow("summary expected")
        << QByteArray("hello") << u"message-summary"_s << u"no message summary"_s;
    QTest::newRow("summary found") << QByteArray("Messages-Waiting: yes") << u"message-summary"_s
                                   << u"message-summary: messages waiting"_s;
    QTest::newRow("presence") << QByteArray("hello") << u"presence"_s << u"not XML"_s;
}

void GistTest::events()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, event);
    QFETCH(QString, gist);
    QCOMPARE(documentGist(document, event), gist);
}

void GistTest::longDocumentIsCut()
{
    QByteArray entries;
    while (entries.size() < 1'000'000)
        entries += "<entry uri=\"sip:somebody@example.com\"/>";
    const QString gist = documentGist("<resource-lists><list>" + entries + "</list></resource-lists>");
    QVERIFY2(gist.startsWith("resource-lists: 1 list, "_L1) && gist.endsWith("(first 64 kB)"_L1),
        qPrintable(gist));
}

void GistTest::hostile_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("gist");
    QByteArray attributes = "<presence";
    for (int i = 0; i < 9000; ++i)
        attributes += " a" + QByteArray::number(i) + "=''";
    QTest::newRow("entity bomb") << QByteArray("<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                                               "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]><presence>&b;</presence>")
                                 << u"XML: declares a document type"_s;
    QTest::newRow("file entity") << QByteArray(
        "<!DOCTYPE p [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><presence>&f;</presence>")
                                 << u"XML: declares a document type"_s;
    QTest::newRow("deep nesting") << QByteArray("<presence>") + QByteArray("<a>").repeated(5000)
                                  << u"PIDF: nested too deeply"_s;
    QTest::newRow("crowded tag") << attributes + "/>" << u"XML: too many attributes"_s;
    QTest::newRow("undeclared entity")
        << QByteArray("<presence>&x;</presence>") << u"PIDF: broken at byte 13"_s;
    QTest::newRow("markup in a note") << QByteArray("<presence><note>&lt;img src=x&gt;</note></presence>")
                                      << u"PIDF: no tuple, “<img src=x>”"_s;
    QTest::newRow("long note") << "<presence><note>" + QByteArray("x").repeated(60000) + "</note></presence>"
                               << u"PIDF: no tuple, “"_s + QString(39, u'x') + u"…”"_s;
    QTest::newRow("only opening brackets") << QByteArray("<").repeated(70000) << QString();
    QTest::newRow("NUL in a document") << QByteArray("<presence>\0</presence>", 22) << QString();
}

void GistTest::hostile()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, gist);
    QElapsedTimer timer;
    timer.start();
    const QString found = documentGist(document);
    QVERIFY2(timer.elapsed() < patienceMs, "a gist must be quick whatever the document");
    QVERIFY(found.size() < 400 && !found.isEmpty());
    if (!gist.isEmpty())
        QCOMPARE(found, gist);
}

void GistTest::everyPrefixIsHarmless()
{
    const QByteArray whole = pidf(tuple("open")
        + "<dm:person id=\"p\"><rpid:activities><rpid:away/></rpid:activities></dm:person><note>ü</note>");
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const QString gist = documentGist(whole.first(length));
        QVERIFY2(length == 0 || gist.contains("broken at byte"_L1), qPrintable(gist));
    }
}

void GistTest::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(812) << u"812 B"_s;
    QTest::newRow("last bytes") << qint64(999) << u"999 B"_s;
    QTest::newRow("kilobytes") << qint64(1234) << u"1.2 kB"_s;
    QTest::newRow("never 1000 kB") << qint64(999'999) << u"1.0 MB"_s;
    QTest::newRow("megabytes") << qint64(3'400'000) << u"3.4 MB"_s;
    QTest::newRow("gigabytes") << qint64(5'000'000'000) << u"5.0 GB"_s;
}

void GistTest::sizes()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(sizeText(bytes), text);
}

QTEST_APPLESS_MAIN(GistTest)
#include "tst_gist.moc"
