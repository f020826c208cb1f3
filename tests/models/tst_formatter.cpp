// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/canonicalxml.h"
#include "document/documenttext.h"
#include "document/formatter.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;

// Lines and indentation for people, and nothing else changed.
class FormatterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void refuses_data();
    void refuses();
    void canonicalFormSeesWhatMatters_data();
    void canonicalFormSeesWhatMatters();
    void theCorpusSurvives();
    void damageIsRefusedOrKept();
};

void FormatterTest::formats_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pretty");

    QTest::newRow("one line") << QByteArray("<a><b><c/></b></a>")
                              << QByteArray("<a>\n  <b>\n    <c/>\n  </b>\n</a>");
    QTest::newRow("an element with text stays in its line")
        << QByteArray("<a><b>text</b></a>") << QByteArray("<a>\n  <b>text</b>\n</a>");
    QTest::newRow("declaration and comment get lines") << QByteArray(
        "<?xml version='1.0'?><!-- c --><a/>") << QByteArray("<?xml version='1.0'?>\n<!-- c -->\n<a/>");
    QTest::newRow("what stands behind the root stays")
        << QByteArray("<a><b/></a>\r\n") << QByteArray("<a>\r\n  <b/>\r\n</a>\r\n");
    QTest::newRow("line ends as the document has them")
        << QByteArray("<a>\r\n<b/></a>") << QByteArray("<a>\r\n  <b/>\r\n</a>");
    QTest::newRow("old line ends") << QByteArray("<a>\r<b/></a>") << QByteArray("<a>\r  <b/>\r</a>");
    QTest::newRow("attributes and quotes stay") << QByteArray("<a  z='1'\n   b=\"2\" ><b  /></a >")
                                                << QByteArray("<a  z='1'\n   b=\"2\" >\n  <b  />\n</a >");
    QTest::newRow("comments get lines of their own and stay as they are")
        << QByteArray("<a><b/><!-- one\n     two --><c/></a>")
        << QByteArray("<a>\n  <b/>\n  <!-- one\n     two -->\n  <c/>\n</a>");
    QTest::newRow("instructions too")
        << QByteArray("<a><?go on?><c/></a>") << QByteArray("<a>\n  <?go on?>\n  <c/>\n</a>");
    QTest::newRow("mixed content stays, with all within") << QByteArray(
        "<a><n>see <b><c/> <d/></b>.</n></a>") << QByteArray("<a>\n  <n>see <b><c/> <d/></b>.</n>\n</a>");
    QTest::newRow("CDATA stays") << QByteArray("<a><b><![CDATA[ <x> ]]></b><c/></a>")
                                 << QByteArray("<a>\n  <b><![CDATA[ <x> ]]></b>\n  <c/>\n</a>");
    QTest::newRow("CDATA between elements is text")
        << QByteArray("<a><b/><![CDATA[]]></a>") << QByteArray("<a><b/><![CDATA[]]></a>");
    QTest::newRow("an element of blanks alone says so")
        << QByteArray("<a><b>  </b></a>") << QByteArray("<a>\n  <b>  </b>\n</a>");
    QTest::newRow("a blank that is written as a reference is text")
        << QByteArray("<a>&#32;<b/></a>") << QByteArray("<a>&#32;<b/></a>");
    QTest::newRow("preserved space") << QByteArray("<a><b xml:space=\"preserve\"><c/> <d><e/></d></b></a>")
                                     << QByteArray(
                                            "<a>\n  <b xml:space=\"preserve\"><c/> <d><e/></d></b>\n</a>");
    QTest::newRow("references stay as they are written")
        << QByteArray("<a><b>&amp;&#x41;&lt;</b></a>") << QByteArray("<a>\n  <b>&amp;&#x41;&lt;</b>\n</a>");
    QTest::newRow("an element without children") << QByteArray("<a></a>") << QByteArray("<a></a>");
    QTest::newRow("blanks and tabs of others go")
        << QByteArray("<a>\n\n\t\t<b/>\n \n<c>\n</c>\n</a>") << QByteArray("<a>\n  <b/>\n  <c>\n</c>\n</a>");
    QTest::newRow("not ASCII") << QByteArray("<\xC3\xA4><b>\xE2\x82\xAC</b></\xC3\xA4>")
                               << QByteArray("<\xC3\xA4>\n  <b>\xE2\x82\xAC</b>\n</\xC3\xA4>");
}

void FormatterTest::formats()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, pretty);
    const Result<QByteArray> once = prettyPrinted(text);
    QVERIFY2(once, once ? "" : qPrintable(once.error().message));
    QCOMPARE(*once, pretty);
    const Result<QByteArray> twice = prettyPrinted(*once);
    QVERIFY(twice);
    QCOMPARE(*twice, pretty);
}

void FormatterTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no XML") << QByteArray("Messages-Waiting: yes\r\n");
    QTest::newRow("not closed") << QByteArray("<a><b></a>");
    QTest::newRow("a document type") << QByteArray("<!DOCTYPE a><a><b/></a>");
    QTest::newRow("too deep") << QByteArray("<a>").repeated(300) + QByteArray("</a>").repeated(300);
    QTest::newRow("larger than we look at, once it is formatted") << QByteArray("<a>").repeated(190)
            + QByteArray("<b/>").repeated(100000) + QByteArray("</a>").repeated(190);
    QTest::newRow("a namespace without canonical form") << QByteArray("<a xmlns=\"here\"><b/></a>");
}

void FormatterTest::refuses()
{
    QFETCH(QByteArray, text);
    const Result<QByteArray> result = prettyPrinted(text);
    QVERIFY(!result);
    QCOMPARE(result.error().fault, Fault::Refused);
    QVERIFY(!result.error().message.isEmpty());
}

void FormatterTest::canonicalFormSeesWhatMatters_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("same");

    QTest::newRow("blanks between elements")
        << QByteArray("<a><b/></a>") << QByteArray("<a>\n <b/>\n</a>") << true;
    QTest::newRow("blanks in a text") << QByteArray("<a>x y</a>") << QByteArray("<a>x  y</a>") << false;
    QTest::newRow("blanks in an element of blanks")
        << QByteArray("<a> </a>") << QByteArray("<a>  </a>") << false;
    QTest::newRow("preserved blanks") << QByteArray("<a xml:space=\"preserve\"><b/></a>")
                                      << QByteArray("<a xml:space=\"preserve\"> <b/></a>") << false;
    QTest::newRow("comments") << QByteArray("<a><!--x--></a>") << QByteArray("<a><!--y--></a>") << false;
    QTest::newRow("values") << QByteArray("<a b=\"1\"/>") << QByteArray("<a b=\"2\"/>") << false;
    QTest::newRow("order of elements")
        << QByteArray("<a><b/><c/></a>") << QByteArray("<a><c/><b/></a>") << false;
}

void FormatterTest::canonicalFormSeesWhatMatters()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(bool, same);
    QVERIFY(canonicalXml(left).has_value());
    QCOMPARE(canonicalXml(left) == canonicalXml(right), same);
}

// Every document among the test data is formatted to the same document, once and for all.
void FormatterTest::theCorpusSurvives()
{
    int formatted = 0;
    QDirIterator files(
        QStringLiteral(TEST_DATA) + u"/documents"_s, {u"*.xml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = decodeDocument(file.readAll()).utf8;
        const Result<QByteArray> once = prettyPrinted(text);
        QVERIFY2(once || !files.filePath().contains("/valid/"_L1), qPrintable(files.filePath()));
        if (!once)
            continue;
        QCOMPARE(canonicalXml(*once), canonicalXml(text));
        const Result<QByteArray> twice = prettyPrinted(*once);
        QVERIFY2(twice && *twice == *once, qPrintable(files.filePath()));
        ++formatted;
    }
    QVERIFY2(formatted > 150, qPrintable(QString::number(formatted)));
}

// A document with any byte changed is formatted to the same document or refused, never harmed.
void FormatterTest::damageIsRefusedOrKept()
{
    const QByteArray whole =
        "<?xml version=\"1.0\"?><a b='1'><c>x&amp;y</c><!-- d --><e><![CDATA[z]]></e></a>";
    int kept = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char c : QByteArray("<>&\"' \0\xFFx/", 10)) {
            QByteArray text = whole;
            text[at] = c;
            const Result<QByteArray> result = prettyPrinted(text);
            if (!result)
                continue;
            QCOMPARE(canonicalXml(*result), canonicalXml(text));
            ++kept;
        }
    }
    QVERIFY(kept > 50);
}

QTEST_APPLESS_MAIN(FormatterTest)
#include "tst_formatter.moc"
