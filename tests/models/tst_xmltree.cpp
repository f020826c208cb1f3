// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentmeasure.h"
#include "document/documenttype.h"
#include "document/xmlparser.h"
#include "document/xmlscanner.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray pidf = "<?xml version='1.0' encoding=\"UTF-8\"?>\n"
                        "<!-- a & b < c -->\r\n"
                        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity='sip:a@b'\n"
                        "  xmlns:r = \"urn:ietf:params:xml:ns:pidf:rpid\">\r"
                        "<tuple id=\"a&amp;&#x41;\tb\" ><status><basic>open</basic ></status></tuple>"
                        "<r:sphere r:x=\"&lt;\"/><?target some <data>?>\xc3\xa9<![CDATA[<x>&]]>&gt;\r\n"
                        "</presence >\n<!--end-->";

QByteArray cut(const XmlTree &tree, ByteSpan span)
{
    return tree.utf8.mid(span.from, span.length);
}

QByteArray qualified(const XmlNode &node)
{
    return (node.prefix.isEmpty() ? node.name : node.prefix + u':' + node.name).toUtf8();
}

/// How a node of each kind begins and ends.
struct Form {
    QByteArray begin;
    QByteArray end;
};

Form formOf(const XmlNode &node)
{
    switch (node.kind) {
    case XmlNode::Kind::Element:
        return {"<" + qualified(node), ">"};
    case XmlNode::Kind::CData:
        return {"<![CDATA[", "]]>"};
    case XmlNode::Kind::Comment:
        return {"<!--", "-->"};
    case XmlNode::Kind::Instruction:
        return {"<?" + node.name.toUtf8(), "?>"};
    case XmlNode::Kind::Text:
        break;
    }
    return {};
}

bool attributesFit(const XmlTree &tree, const XmlNode &node)
{
    qint64 end = node.nameSpan.end();
    for (const XmlAttribute &attribute : node.attributes) {
        const QByteArray whole = cut(tree, attribute.whole);
        const char quote = whole.back();
        const bool fits = attribute.whole.from > end && (quote == '"' || quote == '\'')
            && tree.utf8.at(attribute.valueSpan.from - 1) == quote
            && attribute.valueSpan.end() + 1 == attribute.whole.end()
            && !cut(tree, attribute.valueSpan).contains(quote)
            && whole.startsWith(
                (attribute.prefix.isEmpty() ? attribute.name : attribute.prefix + u':' + attribute.name)
                    .toUtf8());
        if (!fits)
            return false;
        end = attribute.whole.end();
    }
    return end < node.startTag.end();
}

bool elementFits(const XmlTree &tree, const XmlNode &node)
{
    const QByteArray end = cut(tree, node.endTag);
    const bool isEmpty = cut(tree, node.startTag).endsWith("/>");
    return cut(tree, node.nameSpan) == qualified(node) && node.startTag.from == node.whole.from
        && cut(tree, node.startTag).endsWith('>') && attributesFit(tree, node)
        && (isEmpty ? end.isEmpty() && node.whole == node.startTag
                    : end.startsWith("</" + qualified(node)) && end.endsWith('>')
                    && node.endTag.end() == node.whole.end());
}

/// Children lie within their parent without a gap or an overlap.
bool childrenFit(const XmlTree &tree, const XmlNode &node)
{
    if (!node.isElement() || node.endTag.length == 0)
        return node.children.isEmpty();
    qint64 at = node.startTag.end();
    for (const int child : node.children) {
        if (tree.nodes.at(child).whole.from != at || &tree.nodes.at(tree.nodes.at(child).parent) != &node)
            return false;
        at = tree.nodes.at(child).whole.end();
    }
    return at == node.endTag.from;
}

} // namespace

/// Trees of documents, with places that cut out exactly what they claim, and what is said of broken ones.
class TestXmlTree : public QObject {
    Q_OBJECT

private slots:
    void spansCutOutWhatTheyClaim();
    void valuesAreResolved();
    void nodeAtFindsTheInnermost();
    void faults_data();
    void faults();
    void agreesWithTheParser_data();
    void agreesWithTheParser();
    void fixesRepair_data();
    void fixesRepair();
    void placesCountCharacters();
    void limits_data();
    void limits();
    void measures();
    void kinds_data();
    void kinds();
    void tableIsConsistent();
};

void TestXmlTree::spansCutOutWhatTheyClaim()
{
    const XmlTree tree = readXmlTree(pidf);
    QVERIFY2(tree.isWellFormed(), tree.fault ? qPrintable(tree.fault->sentence) : "");
    QCOMPARE(tree.nodes.size(), 13);
    for (const XmlNode &node : tree.nodes) {
        const Form form = formOf(node);
        QVERIFY(cut(tree, node.whole).startsWith(form.begin));
        QVERIFY(cut(tree, node.whole).endsWith(form.end));
        QVERIFY(!node.isElement() || elementFits(tree, node));
        QVERIFY(childrenFit(tree, node));
    }
    QCOMPARE(cut(tree, tree.rootNode()->attributes.at(2).whole),
        QByteArray("xmlns:r = \"urn:ietf:params:xml:ns:pidf:rpid\""));
}

void TestXmlTree::valuesAreResolved()
{
    const XmlTree tree = readXmlTree(pidf);
    const int tuple = tree.firstElement(tree.root, "tuple"_L1);
    QCOMPARE(tree.nodes.at(tuple).ns, u"urn:ietf:params:xml:ns:pidf"_s);
    QCOMPARE(tree.nodes.at(tuple).attribute("id"_L1)->value, u"a&A b"_s);
    QCOMPARE(tree.textOf(tree.root), u"\né<x>&>\n"_s);
    const int sphere = tree.firstElement(tree.root, "sphere"_L1);
    QCOMPARE(tree.nodes.at(sphere).ns, u"urn:ietf:params:xml:ns:pidf:rpid"_s);
    QCOMPARE(tree.nodes.at(sphere).attributes.first().ns, u"urn:ietf:params:xml:ns:pidf:rpid"_s);
    QCOMPARE(tree.elementsOf(tree.root), (QList<int> {tuple, sphere}));
    QCOMPARE(tree.firstElement(tree.root, "person"_L1), -1);
    QVERIFY(tree.nodes.at(tree.rootNode()->children.first()).isBlank());
}

void TestXmlTree::nodeAtFindsTheInnermost()
{
    const XmlTree tree = readXmlTree(pidf);
    const auto nameAt = [&](const char *text, qsizetype offset) {
        const int node = tree.nodeAt(pidf.indexOf(text) + offset);
        return node < 0 ? u"none"_s : tree.nodes.at(node).name;
    };
    QCOMPARE(nameAt("<basic>", 1), u"basic"_s);
    QCOMPARE(nameAt("</status>", 0), u"status"_s);
    QCOMPARE(nameAt("</tuple>", 2), u"tuple"_s);
    QCOMPARE(nameAt("r:sphere", 0), u"sphere"_s);
    QCOMPARE(nameAt("</presence", 0), u"presence"_s);
    QCOMPARE(nameAt("<?xml", 0), u"none"_s);
}

void TestXmlTree::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("part");

    const auto row = [](const char *name, const QByteArray &text, const char *code, int line, int column,
                         const char *part) {
        QTest::newRow(name) << text << QString::fromLatin1(code) << line << column
                            << QString::fromLatin1(part);
    };
    row("nothing", "", "xml-empty", 1, 1, "empty");
    row("blanks", " \n\n ", "xml-empty", 3, 2, "empty");
    row("a comment alone", "<!--x-->", "xml-no-root", 1, 9, "no root");
    row("mismatched tags", "<a>\n <b>\n</a>", "xml-tag-mismatch", 3, 1, "<b> from line 2, column 2");
    row("misspelled end", "<a><b></bb></a>", "xml-tag-mismatch", 1, 7, "</bb> does not fit");
    row("truncated", "<a>\n<b>x", "xml-truncated", 2, 5, "<b> from line 2, column 1");
    row("truncated in a tag", "<a><b c=\"1\"", "xml-truncated", 1, 12, "within the start tag of <b>");
    row("truncated in a value", "<a b='cd", "xml-truncated", 1, 6, "attribute b");
    row("truncated in an end tag", "<a></a", "xml-truncated", 1, 4, "end tag");
    row("undefined prefix", "<a><rpid:b/></a>", "xml-undefined-prefix", 1, 5, "prefix rpid");
    row("undefined prefix of an attribute", "<a x:y='1'/>", "xml-undefined-prefix", 1, 4, "prefix x");
    row("lone ampersand", "<a>R&D</a>", "xml-ampersand", 1, 5, "&amp;");
    row("ampersand in a value", "<a b='x?y=1&z=2'/>", "xml-ampersand", 1, 12, "&amp;");
    row("unknown entity", "<a>&nbsp;</a>", "xml-entity", 1, 4, "&nbsp;");
    row("forbidden reference", "<a>&#0;</a>", "xml-character-reference", 1, 4, "&#0;");
    row("surrogate reference", "<a>&#xD800;</a>", "xml-character-reference", 1, 4, "&#xD800;");
    row("attribute twice", "<a b='1'\n b='2'/>", "xml-attribute-twice", 2, 2, "line 1, column 4");
    row("attribute twice by namespace", "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "xml-attribute-twice",
        1, 36, "stands twice");
    row("second root", "<a/>\n<b/>", "xml-junk", 2, 1, "<b>");
    row("text behind", "<a/>\n x", "xml-junk", 2, 2, "Text follows");
    row("text before", "x<a/>", "xml-junk", 1, 1, "Text stands before");
    row("end tag behind", "<a/></a>", "xml-junk", 1, 5, "no start tag");
    row("less-than in a value", "<a b='<'/>", "xml-less-than", 1, 7, "&lt;");
    row("less-than in text", "<a>1 < 2</a>", "xml-name", 1, 6, "&lt;");
    row("no quotes", "<a b=c/>", "xml-attribute", 1, 6, "quotes");
    row("no value", "<a b/>", "xml-attribute", 1, 5, "no value");
    row("no blank", "<a b='1'c='2'/>", "xml-tag", 1, 9, "blank");
    row("not closed", "<a <b/></a>", "xml-tag", 1, 4, "not closed");
    row("open comment", "<a><!-- x</a>", "xml-comment", 1, 4, "not closed");
    row("hyphens in a comment", "<a><!-- x -- y --></a>", "xml-comment", 1, 4, "--");
    row("open CDATA", "<a><![CDATA[x</a>", "xml-cdata", 1, 4, "not closed");
    row("stray CDATA end", "<a>]]></a>", "xml-cdata-end", 1, 4, "]]&gt;");
    row("open instruction", "<a><?x </a>", "xml-instruction", 1, 4, "not closed");
    row("late declaration", " <?xml version='1.0'?><a/>", "xml-declaration", 1, 2, "very beginning");
    row("declaration without version", "<?xml encoding='UTF-8'?><a/>", "xml-declaration", 1, 7, "version");
    row("declaration in disorder", "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
        "xml-declaration", 1, 38, "in this order");
    row("document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "xml-doctype", 1, 1, "DOCTYPE");
    row("control character", "<a>\x01</a>", "xml-character", 1, 4, "U+0001");
    row("broken byte", "<a>\xe9</a>", "xml-encoding", 1, 4, "0xe9");
    row("overlong byte", "<a>\xc0\xaf</a>", "xml-encoding", 1, 4, "0xc0");
    row("broken byte in a tag", "<a \xff='1'/>", "xml-encoding", 1, 4, "0xff");
    row("empty prefix declaration", "<a xmlns:b=''/>", "xml-namespace", 1, 4, "empty namespace");
    row("xmlns declared", "<a xmlns:xmlns='u'/>", "xml-namespace", 1, 4, "xmlns");
    row("two colons", "<a:b:c/>", "xml-name", 1, 2, "one colon");
    row("places after letters", "<a>\xc3\xa4\xf0\x9f\x98\x80&</a>", "xml-ampersand", 1, 6, "&amp;");
}

void TestXmlTree::faults()
{
    QFETCH(const QByteArray, text);
    const XmlTree tree = readXmlTree(text);
    QVERIFY(tree.fault);
    QTEST(tree.fault->code, "code");
    QTEST(tree.fault->place.line, "line");
    QTEST(tree.fault->place.column, "column");
    QFETCH(const QString, part);
    QVERIFY2(tree.fault->sentence.contains(part), qPrintable(tree.fault->sentence));
    QCOMPARE(tree.fault->severity, Severity::Malformed);
}

void TestXmlTree::agreesWithTheParser_data()
{
    faults_data();
    const auto fine = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text << QString() << 0 << 0 << QString();
    };
    fine("fine: pidf", pidf);
    fine("fine: odd names", "<_a.b-c xmlns:\xc3\xa9='u' \xc3\xa9:x\xcc\x81='1'/>");
    fine("fine: namespace that is no URI", "<a xmlns='not a uri'><b xmlns=''/></a>");
    fine("fine: quotes in quotes", "<a b='\"' c=\"'>\"/>");
    fine("fine: declaration",
        "<?xml version = '1.0'  encoding='ISO-8859-1' standalone=\"no\" ?><a>\xc3\xa9</a>");
    fine("fine: half a version", "<?xml version='1.'?><a/>");
    fine("fine: version 1.1", "<?xml version='1.1'?><a/>");
    fine("fine: xml attributes",
        "<a xml:lang='de' xml:space='preserve' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>");
    fine("fine: instruction without data", "<?x?><a><?y ?></a>");
    fine("fine: long number", "<a>&#0000000000000000000000000000000065;</a>");
    fine("fine: greater-than", "<a b='>'>></a>");
}

// The parser of the server decides; ours, which knows the places, must never see it otherwise.
void TestXmlTree::agreesWithTheParser()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    if (code == "xml-doctype"_L1)
        return;
    const std::optional<Diagnostic> ours = scanXml(text).fault;
    const std::optional<Diagnostic> theirs = parserFault(text);
    QVERIFY2(ours.has_value() == theirs.has_value(),
        qPrintable((ours ? *ours
                : theirs ? *theirs
                         : Diagnostic())
                       .sentence));
    QCOMPARE(ours.has_value(), !code.isEmpty());
}

void TestXmlTree::fixesRepair_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("repaired");

    QTest::newRow("ampersand") << QByteArray("<a>R&D</a>") << QByteArray("<a>R&amp;D</a>");
    QTest::newRow("missing end tag") << QByteArray("<a><b></a>") << QByteArray("<a><b></b></a>");
    QTest::newRow("misspelled end tag") << QByteArray("<a><b></B></a>") << QByteArray("<a><b></b></a>");
    QTest::newRow("less-than") << QByteArray("<a>1 < 2</a>") << QByteArray("<a>1 &lt; 2</a>");
    QTest::newRow("known prefix")
        << QByteArray("<a b='1'><dm:b/></a>")
        << QByteArray("<a xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" b='1'><dm:b/></a>");
    QTest::newRow("known prefix on the root")
        << QByteArray("<dm:a/>") << QByteArray("<dm:a xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"/>");
    QTest::newRow("CDATA end") << QByteArray("<a>]]></a>") << QByteArray("<a>]]&gt;</a>");
}

void TestXmlTree::fixesRepair()
{
    QFETCH(const QByteArray, text);
    const XmlTree tree = readXmlTree(text);
    QVERIFY(!tree.fault->fix.label.isEmpty());
    const QByteArray repaired = applied(tree.fault->fix.edits, text);
    QTEST(repaired, "repaired");
    QVERIFY(readXmlTree(repaired).isWellFormed());
    QCOMPARE(applied({{5, 1, "x"}, {4, 1, "y"}}, text), text);
    QCOMPARE(applied({{0, 1000, "x"}}, text), text);
}

void TestXmlTree::placesCountCharacters()
{
    const QByteArray text = "ab\r\nc\xc3\xa9"
                            "d\re\n\nf";
    QCOMPARE(placeAt(text, 0), (TextPlace {0, 0, 1, 1}));
    QCOMPARE(placeAt(text, 3), (TextPlace {3, 0, 1, 4}));
    QCOMPARE(placeAt(text, 4, 2), (TextPlace {4, 2, 2, 1}));
    QCOMPARE(placeAt(text, 7), (TextPlace {7, 0, 2, 3}));
    QCOMPARE(placeAt(text, 9), (TextPlace {9, 0, 3, 1}));
    QCOMPARE(placeAt(text, 99, 5), (TextPlace {text.size(), 0, 5, 2}));
}

void TestXmlTree::limits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");

    const auto nested = [](int depth, const QByteArray &end) {
        return QByteArray("<a>").repeated(depth) + end.repeated(depth);
    };
    const auto attributes = [](int count, const QByteArray &name) {
        QByteArray tag = "<a";
        for (int i = 0; i < count; ++i)
            tag += ' ' + name + QByteArray::number(i) + "='1'";
        return tag + "/>";
    };
    QTest::newRow("200 deep") << nested(200, "</a>") << QString();
    QTest::newRow("201 deep") << nested(201, "</a>") << u"limit-depth"_s;
    QTest::newRow("201 deep and never closed") << nested(100000, "") << u"limit-depth"_s;
    QTest::newRow("wide, not deep") << QByteArray("<a>" + QByteArray("<b/><c></c>").repeated(1000) + "</a>")
                                    << QString();
    QTest::newRow("many in a comment")
        << QByteArray("<a><!--" + QByteArray("<b>").repeated(300) + "--></a>") << QString();
    QTest::newRow("many in CDATA") << QByteArray("<a><![CDATA[" + QByteArray("<b>").repeated(300) + "]]></a>")
                                   << QString();
    QTest::newRow("tags within values") << QByteArray("<a b='<a b='").repeated(300) << u"limit-depth"_s;
    QTest::newRow("256 attributes") << attributes(256, "x") << QString();
    QTest::newRow("257 attributes") << attributes(257, "x") << u"limit-attributes"_s;
    QTest::newRow("60,000 attributes") << attributes(60000, "x") << u"limit-attributes"_s;
    QTest::newRow("attributes without values")
        << QByteArray("<a" + QByteArray(" b").repeated(300) + ">") << u"limit-attributes"_s;
    QTest::newRow("257 declarations") << attributes(257, "xmlns:x") << u"limit-attributes"_s;
    QTest::newRow("declarations on many levels")
        << QByteArray(attributes(200, "xmlns:x").chopped(2) + ">").repeated(6) << u"limit-namespaces"_s;
    QTest::newRow("name of 1 kB") << QByteArray("<" + QByteArray(1024, 'n') + "/>") << QString();
    QTest::newRow("longer name") << QByteArray("<" + QByteArray(1025, 'n') + "/>") << u"limit-name"_s;
    QTest::newRow("longer entity") << QByteArray("<a>&" + QByteArray(1025, 'n') + ";</a>") << u"limit-name"_s;
    QTest::newRow("4 MB") << QByteArray("<a>" + QByteArray(4 * 1024 * 1024 - 7, 'x') + "</a>") << QString();
    QTest::newRow("a byte more") << QByteArray("<a>" + QByteArray(4 * 1024 * 1024 - 6, 'x') + "</a>")
                                 << u"limit-size"_s;
}

void TestXmlTree::limits()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    const std::optional<Diagnostic> beyond = measureDocument(text).exceeded();
    QCOMPARE(beyond ? beyond->code : QString(), code);
    const XmlTree tree = readXmlTree(text);
    if (!beyond) {
        QVERIFY2(tree.isWellFormed(), tree.fault ? qPrintable(tree.fault->sentence) : "");
        return;
    }
    QVERIFY(beyond->sentence.startsWith("limit: "_L1));
    QVERIFY(beyond->place.line > 0);
    QCOMPARE(tree.fault->severity, Severity::Limit);
    QVERIFY(tree.nodes.isEmpty());
    QByteArray wide("\xff\xfe");
    for (const char c : text.first(qMin<qsizetype>(text.size(), 200000)))
        wide.append(c).append('\0');
    if (code != "limit-size"_L1)
        QCOMPARE(measureDocument(wide).exceeded()->code, code);
}

void TestXmlTree::measures()
{
    const DocumentMeasure measure = measureDocument(pidf);
    QCOMPARE(measure.bytes, pidf.size());
    QCOMPARE(measure.depth, 4);
    QCOMPARE(measure.attributes, 3);
    QCOMPARE(measure.declarations, 2);
    QCOMPARE(measure.nameBytes, 8);
    QCOMPARE(measure.lines, 7);
    QVERIFY(measure.looksLikeXml && !measure.hasNul && !measure.hasDoctype);
    QVERIFY(!measure.exceeded());
    QVERIFY(measureDocument(QByteArray("a\0b", 3)).hasNul);
    QVERIFY(!measureDocument("Messages-Waiting: yes").looksLikeXml);
    QVERIFY(measureDocument(" \n<!DOCTYPE a><a/>").hasDoctype);
    QVERIFY(!measureDocument("<a><!-- <!DOCTYPE a> --></a>").hasDoctype);
}

void TestXmlTree::kinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");

    QTest::newRow("pidf") << pidf << u"presence"_s;
    QTest::newRow("other namespace") << QByteArray("<presence xmlns='u'/>") << u"presence"_s;
    QTest::newRow("with prefix") << QByteArray("<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy'>")
                                 << u"pres-rules"_s;
    QTest::newRow("rlmi") << QByteArray("<list xmlns='urn:ietf:params:xml:ns:rlmi'/>") << u"rlmi"_s;
    QTest::newRow("another list") << QByteArray("<list/>") << QString();
    QTest::newRow("unknown root") << QByteArray("<html/>") << QString();
    QTest::newRow("broken behind the root tag") << QByteArray("<dialog-info><a></b>") << u"dialog-info"_s;
    QTest::newRow("summary") << QByteArray("messages-waiting: yes\r\n") << u"message-summary"_s;
    QTest::newRow("multipart") << QByteArray("--a7x\r\nContent-Type: x/y\r\n") << u"multipart"_s;
    QTest::newRow("headers") << QByteArray("Record-Route: <sip:a>\r\n") << u"header-lines"_s;
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("prose") << QByteArray("Hello there") << QString();
}

void TestXmlTree::kinds()
{
    QFETCH(const QByteArray, text);
    const DocumentType *type = guessDocumentType(text);
    QTEST(type ? QString(type->id) : QString(), "kind");
}

void TestXmlTree::tableIsConsistent()
{
    QStringList kinds;
    for (const DocumentType &type : documentTypes()) {
        QCOMPARE(documentTypeOf(type.id), &type);
        QCOMPARE(documentTypeOf(QString(type.id)), &type);
        QVERIFY(!type.titleText().isEmpty());
        if (type.isCommandLineKind)
            kinds.append(type.id);
    }
    QCOMPARE(kinds.join(u' '),
        u"presence pidf-manipulation dialog-info watcherinfo reginfo conference-info pres-rules "
        "resource-lists rls-services xcap-caps xcap-error xcap-diff rlmi message-summary"_s);
    QVERIFY(plainXmlType->schema.isEmpty());
    QCOMPARE(documentTypeOf(u"unknown"_s), nullptr);
}

QTEST_GUILESS_MAIN(TestXmlTree)
#include "tst_xmltree.moc"
