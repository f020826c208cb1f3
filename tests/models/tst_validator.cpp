// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemaset.h"
#include "document/validator.h"

#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

const QByteArray head = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
                        "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
                        "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:a@b\">\n";
const QByteArray tail = "\n</presence>";
const QByteArray rules = "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\" "
                         "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\n";

/// "code line:column [text at the place]" of each finding.
QStringList findings(const Verdict &verdict, const QByteArray &utf8)
{
    QStringList lines;
    for (const Diagnostic &each : verdict.diagnostics)
        lines.append(u"%1 %2:%3 [%4]"_s.arg(each.code, QString::number(each.place.line),
            QString::number(each.place.column),
            QString::fromUtf8(utf8.mid(each.place.byte, each.place.length))));
    return lines;
}

Verdict check(const QByteArray &stored, const char *type)
{
    return validateDocument(stored, *documentTypeOf(QLatin1StringView(type)));
}

QByteArray wide(const QByteArray &text)
{
    QByteArray bytes("\xff\xfe");
    for (const char c : text)
        bytes.append(c).append('\0');
    return bytes;
}

} // namespace

/// Verdicts on whole documents, with the place and the words of what is wrong.
class TestValidator : public QObject {
    Q_OBJECT

private slots:
    void everySchemaCompiles();
    void findsEachFault_data();
    void findsEachFault();
    void oneFaultDoesNotHideTheNext();
    void sentences_data();
    void sentences();
    void fixes_data();
    void fixes();
    void encodings_data();
    void encodings();
    void limitsAreNoVerdict();
    void withoutSchema();
    void atMostTwoHundred();
    void nothingIsOpened();
    void multipart_data();
    void multipart();
    void headerLines_data();
    void headerLines();
    void manyThreadsAgree();
};

void TestValidator::everySchemaCompiles()
{
    for (const DocumentType &type : documentTypes()) {
        if (type.schema.isEmpty())
            continue;
        const CompiledSchema *schema = compiledSchema(type.schema);
        QVERIFY2(schema && schema->whole && schema->singles,
            qPrintable(type.id + u": "_s + (schema ? schema->fault : QString())));
        QVERIFY2(schema->model.globalElement({type.ns, type.root}).isValid(), type.id.data());
        QVERIFY(compiledSchema(type.schema) == schema);
    }
    QVERIFY(!compiledSchema("unknown.xsd"_L1));
}

void TestValidator::findsEachFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("expected");

    const auto pidf = [](const char *name, const QByteArray &inner, const QStringList &expected) {
        QTest::newRow(name) << QByteArray(head + inner + tail) << u"presence"_s << expected;
    };
    const auto row = [](const char *name, const QByteArray &text, const char *type,
                         const QStringList &expected) {
        QTest::newRow(name) << text << QString::fromLatin1(type) << expected;
    };
    pidf(
        "fine", "<tuple id='t'><status><basic>open</basic></status><note xml:lang='de'>x</note></tuple>", {});
    pidf("unknown extension is fine", "<tuple id='t'><status><x xmlns='u'>1</x></status></tuple>", {});
    pidf("order", "<tuple id='t'><contact>sip:a</contact><status/></tuple>",
        {u"schema-order 2:16 [contact]"_s});
    pidf(
        "unknown element", "<tuple id='t'><status/><foo/></tuple>", {u"schema-unknown-element 2:25 [foo]"_s});
    pidf("missing element", "<tuple id='t'/>", {u"schema-missing-element 2:2 [tuple]"_s});
    pidf("missing attribute", "<tuple><status/></tuple>", {u"schema-missing-attribute 2:2 [tuple]"_s});
    pidf("unknown attribute", "<tuple id='t' foo='\xc3\xa9'><status/></tuple>",
        {u"schema-unknown-attribute 2:15 [foo='é']"_s});
    pidf("value of an element", "<tuple id='t'><status><basic>\n opne </basic></status></tuple>",
        {u"schema-value 3:2 [opne]"_s});
    pidf("value of an attribute", "<tuple id='t'><status/><contact priority='7'>sip:a</contact></tuple>",
        {u"schema-value 2:43 [7]"_s});
    pidf("value of a type", "<tuple id='t'><status/><timestamp>now</timestamp></tuple>",
        {u"schema-value 2:35 [now]"_s});
    pidf("empty value", "<tuple id='t'><status><basic/></status></tuple>", {u"schema-value 2:24 [basic]"_s});
    pidf("id twice", "<tuple id='t'><status/></tuple>\n<tuple id='t'><status/></tuple>",
        {u"schema-id-twice 3:12 [t]"_s});
    pidf("id of a person twice", "<tuple id='t'><status/></tuple>\n<dm:person id='t'/>",
        {u"schema-id-twice 3:16 [t]"_s});
    pidf("id that is none", "<tuple id='1'><status/></tuple>", {u"schema-value 2:12 [1]"_s});
    pidf("text between", "<tuple id='t'>yes<status/></tuple>", {u"schema-value 2:15 [yes]"_s});
    pidf("element in a value", "<tuple id='t'><status/><note>a<b/></note></tuple>",
        {u"schema-unknown-element 2:32 [b]"_s});
    pidf("in an extension",
        "<dm:person id='p'><rpid:activities><rpid:meal>x</rpid:meal></rpid:activities></dm:person>",
        {u"schema-value 2:47 [x]"_s});
    pidf("deep in an unknown extension", "<x xmlns='u'><rpid:user-input>aktive</rpid:user-input></x>",
        {u"schema-value 2:31 [aktive]"_s});
    row("no entity", "<presence xmlns='urn:ietf:params:xml:ns:pidf'/>", "presence",
        {u"schema-missing-attribute 1:2 [presence]"_s});
    row("no namespace", "<presence entity='sip:a@b'/>", "presence", {u"schema-root 1:2 [presence]"_s});
    row("another kind", head + tail, "dialog-info", {u"schema-root 1:2 [presence]"_s});
    row("root of an extension", "<geopriv xmlns='urn:ietf:params:xml:ns:pidf:geopriv10'/>", "presence",
        {u"schema-root 1:2 [geopriv]"_s});
    row("pidf-manipulation", head + "<tuple/>" + tail, "pidf-manipulation",
        {u"schema-missing-attribute 2:2 [tuple]"_s, u"schema-missing-element 2:2 [tuple]"_s});
    row("rules",
        rules + "<rule id='a'><actions><pr:sub-handling> allow</pr:sub-handling></actions></rule></ruleset>",
        "pres-rules", {});
    row("rules with an unknown action",
        rules + "<rule id='a'><actions><pr:sub-handling>alow</pr:sub-handling></actions></rule></ruleset>",
        "pres-rules", {u"schema-value 2:40 [alow]"_s});
    row("one line",
        "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='0' state='full' entity='sip:a'>"
        "<dialog id='1'><state>on</state></dialog><dialog><state code='99'>x</state></dialog></dialog-info>",
        "dialog-info", {u"schema-missing-attribute 1:139 [dialog]"_s, u"schema-value 1:159 [99]"_s});
}

void TestValidator::findsEachFault()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, type);
    QFETCH(const QStringList, expected);
    const Verdict verdict = validateDocument(text, *documentTypeOf(type));
    QCOMPARE(findings(verdict, text), expected);
    QCOMPARE(verdict.isWellFormed, true);
    QCOMPARE(verdict.isValid, expected.isEmpty());
    QCOMPARE(verdict.isFine(), expected.isEmpty());
    for (const Diagnostic &each : verdict.diagnostics) {
        QVERIFY(each.sentence.endsWith(u'.'));
        QCOMPARE(each.severity, Severity::Invalid);
    }
}

void TestValidator::oneFaultDoesNotHideTheNext()
{
    const QByteArray text = head
        + "<note>x</note>\n"
          "<tuple id='a'><contact priority='8'>sip:a</contact><status><basic>opne</basic></status></tuple>\n"
          "<tuple id='a'><status><basic>clsed</basic></status><timestamp>now</timestamp></tuple>\n"
          "<foo><rpid:user-input>x</rpid:user-input></foo>\n"
          "<dm:person "
          "id='p'><rpid:activities><rpid:bad/><rpid:meal>x</rpid:meal></rpid:activities></dm:person>"
        + tail;
    QCOMPARE(findings(check(text, "presence"), text),
        (QStringList {u"schema-order 3:2 [tuple]"_s, u"schema-order 3:16 [contact]"_s,
            u"schema-value 3:34 [8]"_s, u"schema-value 3:67 [opne]"_s, u"schema-order 4:2 [tuple]"_s,
            u"schema-id-twice 4:12 [a]"_s, u"schema-value 4:30 [clsed]"_s, u"schema-value 4:63 [now]"_s,
            u"schema-unknown-element 5:2 [foo]"_s, u"schema-value 5:23 [x]"_s,
            u"schema-unknown-element 6:37 [rpid:bad]"_s, u"schema-value 6:58 [x]"_s}));
}

void TestValidator::sentences_data()
{
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("expected");

    QTest::newRow("order")
        << QByteArray("<tuple id='t'><contact>sip:a</contact><status/></tuple>")
        << u"<contact> stands in the wrong place of <tuple>, or once too often: expected here is <status>."_s
        << u"status"_s;
    QTest::newRow("unknown") << QByteArray("<tuple id='t'><stattus/></tuple>")
                             << u"<stattus> may not stand in <tuple>: expected here is <status>."_s
                             << u"status"_s;
    QTest::newRow("namespace")
        << QByteArray("<tuple id='t'><status xmlns='u'/></tuple>")
        << u"<status> has the wrong namespace: in <tuple> it must be of the namespace urn:ietf:params:xml:ns:pidf."_s
        << u"status"_s;
    QTest::newRow("missing") << QByteArray("<tuple id='t'/>")
                             << u"<tuple> is not complete: it lacks <status>."_s << u"status"_s;
    QTest::newRow("attribute") << QByteArray("<tuple><status/></tuple>")
                               << u"<tuple> lacks the attribute id."_s << u"id=\"...\""_s;
    QTest::newRow("unknown attribute") << QByteArray("<tuple id='t' x='1'><status/></tuple>")
                                       << u"<tuple> has no attribute x."_s << QString();
    QTest::newRow("enumeration") << QByteArray(
        "<tuple id='t'><status><basic>o'}'pne</basic></status></tuple>")
                                 << u"\"o'}'pne\" is no value for <basic>; it must be open or closed."_s
                                 << u"open, closed"_s;
    QTest::newRow("date")
        << QByteArray("<tuple id='t'><status/><timestamp>now</timestamp></tuple>")
        << u"\"now\" is no value for <timestamp>; it must be a date and time such as 2026-01-31T12:00:00Z."_s
        << u"a date and time such as 2026-01-31T12:00:00Z"_s;
    QTest::newRow("id twice")
        << QByteArray("<tuple id='t'><status/></tuple><tuple id='t'><status/></tuple>")
        << u"The id \"t\" is used twice, first in line 2, column 12; ids must differ within a document."_s
        << u"another id"_s;
    QTest::newRow("hostile value")
        << QByteArray("<tuple id='t'><status><basic>\xe2\x80\xae%1&#10;%2</basic></status></tuple>")
        << u"\"‹U+202E›%1 %2\" is no value for <basic>; it must be open or closed."_s << u"open, closed"_s;
}

void TestValidator::sentences()
{
    QFETCH(const QByteArray, inner);
    const Verdict verdict = check(head + inner + tail, "presence");
    QCOMPARE(verdict.diagnostics.size(), 1);
    QTEST(verdict.diagnostics.first().sentence, "sentence");
    QTEST(verdict.diagnostics.first().expected, "expected");
    QCOMPARE(verdict.firstError(), verdict.diagnostics.constData());
}

void TestValidator::fixes_data()
{
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<QByteArray>("repaired");

    QTest::newRow("value") << QByteArray("<tuple id='t'><status><basic> Open\n</basic></status></tuple>")
                           << QByteArray("<tuple id='t'><status><basic>open</basic></status></tuple>");
    QTest::newRow("element") << QByteArray("<tuple id='t'><stats ></stats ></tuple>")
                             << QByteArray("<tuple id='t'><status ></status ></tuple>");
}

void TestValidator::fixes()
{
    QFETCH(const QByteArray, inner);
    QFETCH(const QByteArray, repaired);
    const Verdict verdict = check(head + inner + tail, "presence");
    QCOMPARE(verdict.diagnostics.size(), 1);
    const QByteArray text = applied(verdict.diagnostics.first().fix.edits, head + inner + tail);
    QCOMPARE(text, head + repaired + tail);
    QVERIFY(check(text, "presence").isFine());
}

void TestValidator::encodings_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QStringList>("expected");

    const QByteArray body = head + "<note>\xc3\xa9</note>" + tail;
    QByteArray latin = body;
    latin.replace("\xc3\xa9", "\xe9");
    QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbf" + body) << QStringList();
    QTest::newRow("latin1") << QByteArray("<?xml version='1.0' encoding='ISO-8859-1'?>" + latin)
                            << QStringList();
    QTest::newRow("UTF-16") << wide("<?xml version='1.0' encoding='UTF-16'?>" + head + tail) << QStringList();
    QTest::newRow("UTF-16 that says UTF-8")
        << wide("<?xml version='1.0' encoding='UTF-8'?>" + head + tail) << QStringList();
    QTest::newRow("UTF-16 that says latin1")
        << wide("<?xml version='1.0' encoding='ISO-8859-1'?>" + head + tail)
        << QStringList {u"xml-encoding-lie 1:31"_s};
    QTest::newRow("UTF-8 that says UTF-16") << QByteArray("<?xml version='1.0' encoding='UTF-16'?>" + body)
                                            << QStringList {u"xml-encoding-lie 1:31"_s};
    QTest::newRow("unknown") << QByteArray("<?xml version='1.0' encoding='klingon'?>" + body)
                             << QStringList {u"xml-encoding-unknown 1:31"_s};
    QTest::newRow("latin1 undeclared") << latin << QStringList {u"xml-encoding 2:7"_s};
    QTest::newRow("latin1 undeclared behind a mark")
        << QByteArray("\xef\xbb\xbf" + latin) << QStringList {u"xml-encoding 2:7"_s};
    QTest::newRow("NUL") << QByteArray(head + QByteArray("\0", 1) + tail) << QStringList {u"xml-nul 2:1"_s};
    QTest::newRow("NUL behind") << QByteArray(head + tail + QByteArray("\0", 1))
                                << QStringList {u"xml-nul 3:12"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList {u"xml-empty 1:1"_s};
    QTest::newRow("a mark alone") << QByteArray("\xef\xbb\xbf") << QStringList {u"xml-empty 1:1"_s};
    QTest::newRow("no XML") << QByteArray("Messages-Waiting: yes") << QStringList {u"xml-junk 1:1"_s};
    QTest::newRow("cut off") << QByteArray(head + "<tuple id=") << QStringList {u"xml-truncated 2:11"_s};
}

void TestValidator::encodings()
{
    QFETCH(const QByteArray, stored);
    QFETCH(const QStringList, expected);
    const Verdict verdict = check(stored, "presence");
    QStringList found;
    for (const Diagnostic &each : verdict.diagnostics) {
        found.append(u"%1 %2:%3"_s.arg(each.code).arg(each.place.line).arg(each.place.column));
        QCOMPARE(each.severity, Severity::Malformed);
    }
    QCOMPARE(found, expected);
    QCOMPARE(verdict.isWellFormed, expected.isEmpty());
    QCOMPARE(verdict.isValid.has_value(), expected.isEmpty());
}

void TestValidator::limitsAreNoVerdict()
{
    const QByteArray deep = head + QByteArray("<x>").repeated(300);
    const QByteArray large = head + QByteArray(5 * 1024 * 1024, ' ') + tail;
    for (const QByteArray &text : {deep, wide(deep), large}) {
        const Verdict verdict = check(text, "presence");
        QVERIFY(verdict.isBeyondLimit() && !verdict.isFine());
        QVERIFY(!verdict.isWellFormed && !verdict.isValid);
        QVERIFY(verdict.firstError()->sentence.startsWith("limit: "_L1));
    }
    QVERIFY(check(large, "message-summary").isBeyondLimit());
}

void TestValidator::withoutSchema()
{
    const Verdict fine = validateDocument("<any/>", *plainXmlType);
    QVERIFY(fine.isFine() && fine.isWellFormed == true && !fine.isValid);
    const Verdict broken = check("<any>", "ua-profile");
    QVERIFY(!broken.isFine() && broken.isWellFormed == false && !broken.isValid);
}

void TestValidator::atMostTwoHundred()
{
    const QByteArray wrong = head + QByteArray("<tuple/>\n<note/>").repeated(2000) + tail;
    QCOMPARE(check(wrong, "presence").diagnostics.size(), 200);
}

void TestValidator::nothingIsOpened()
{
    const QByteArray outside = "<!DOCTYPE presence SYSTEM \"file:///etc/passwd\">" + head + tail;
    QCOMPARE(check(outside, "presence").diagnostics.first().code, u"xml-doctype"_s);
    const QByteArray hint = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b' "
                            "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                            "xsi:schemaLocation='urn:ietf:params:xml:ns:pidf file:///nowhere.xsd'/>";
    QVERIFY(check(hint, "presence").isFine());
}

void TestValidator::multipart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");

    const QByteArray list =
        "Content-Type: application/rlmi+xml;charset=\"UTF-8\"\r\nContent-ID: <x@y>\r\n\r\n"
        "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:l@b\" version=\"0\" fullState=\"true\"/>\r\n";
    const QByteArray part = "Content-Type: application/pidf+xml\r\n\r\n" + head + tail + "\r\n";
    QTest::newRow("fine") << QByteArray("--b1\r\n" + list + "--b1\r\n" + part + "--b1--\r\n")
                          << QStringList();
    QTest::newRow("no boundary") << QByteArray("<list/>") << QStringList {u"multipart-boundary 1:1"_s};
    QTest::newRow("not closed") << QByteArray("--b1\r\n" + list) << QStringList {u"multipart-end 6:1"_s};
    QTest::newRow("no empty line") << QByteArray("--b1\r\nContent-Type: text/plain\r\n--b1--")
                                   << QStringList {u"multipart-part 1:1"_s};
    QTest::newRow("bad header") << QByteArray("--b1\r\nContent Type\r\n\r\nx\r\n--b1--")
                                << QStringList {u"multipart-header 2:1"_s};
    QTest::newRow("malformed part") << QByteArray(
        "--b1\r\nContent-Type: application/pidf+xml\r\n\r\n<presence>\r\n--b1--")
                                    << QStringList {u"xml-truncated 4:11"_s};
    QTest::newRow("invalid part") << QByteArray("--b1\r\nContent-Type: application/pidf+xml\r\n\r\n" + head
        + "<tuple/>" + tail
        + "\r\n--b1--") << QStringList {u"schema-missing-attribute 5:2"_s, u"schema-missing-element 5:2"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList {u"multipart-boundary 1:1"_s};
}

void TestValidator::multipart()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, expected);
    const Verdict verdict = check(text, "multipart");
    QStringList found;
    for (const Diagnostic &each : verdict.diagnostics)
        found.append(u"%1 %2:%3"_s.arg(each.code).arg(each.place.line).arg(each.place.column));
    QCOMPARE(found, expected);
    QCOMPARE(verdict.isFine(), expected.isEmpty());
}

void TestValidator::headerLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("none") << QByteArray() << QStringList();
    QTest::newRow("fine") << QByteArray("Max-Forwards: 70\r\nSubject: a\r\n b\r\n\tc\r\nX : \r\n")
                          << QStringList();
    QTest::newRow("LF") << QByteArray("A: b\nC: d\r\n") << QStringList {u"header-line-end 1:5"_s};
    QTest::newRow("no end") << QByteArray("A: b") << QStringList {u"header-line-end 1:5"_s};
    QTest::newRow("no colon") << QByteArray("A: b\r\nwhat\r\n") << QStringList {u"header-line 2:1"_s};
    QTest::newRow("blank in the name") << QByteArray("A b: c\r\n") << QStringList {u"header-line 1:1"_s};
    QTest::newRow("folded at the start") << QByteArray(" A: b\r\n") << QStringList {u"header-line 1:1"_s};
    QTest::newRow("empty line") << QByteArray("A: b\r\n\r\nC: d\r\n")
                                << QStringList {u"header-empty-line 2:1"_s};
    QTest::newRow("NUL") << QByteArray("A: b\0\r\n", 7) << QStringList {u"header-nul 1:5"_s};
}

void TestValidator::headerLines()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, expected);
    const Verdict verdict = check(text, "header-lines");
    QStringList found;
    for (const Diagnostic &each : verdict.diagnostics)
        found.append(u"%1 %2:%3"_s.arg(each.code).arg(each.place.line).arg(each.place.column));
    QCOMPARE(found, expected);
    QVERIFY(!verdict.isWellFormed);
    QCOMPARE(verdict.isValid, expected.isEmpty());
}

void TestValidator::manyThreadsAgree()
{
    const QByteArray wrong = head + "<tuple id='a'><contact/></tuple>" + tail;
    const QByteArray wrongRules = rules + "<rule id='1'/></ruleset>";
    std::atomic<int> right = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(8);
    for (int i = 0; i < 200; ++i)
        pool.start([&] {
            const bool isRight = check(wrong, "presence").diagnostics.size() == 1
                && check(wrongRules, "pres-rules").diagnostics.size() == 1;
            right += isRight ? 1 : 0;
        });
    pool.waitForDone();
    QCOMPARE(right.load(), 200);
}

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
