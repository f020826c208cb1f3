// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/completion.h"
#include "document/documenttext.h"
#include "document/grammar.h"
#include "document/validator.h"
#include "document/xmltyping.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;

// What may be typed next: from our schemas, at any place of a text that may be broken.
class CompletionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySchemaBecomesAGrammar();
    void offers_data();
    void offers();
    void offersNot_data();
    void offersNot();
    void edits_data();
    void edits();
    void theOrderIsTheSchemas();
    void requiredOnesAreMarked();
    void descriptionsAreOurOwn_data();
    void descriptionsAreOurOwn();
    void knownAddresses_data();
    void knownAddresses();
    void aPathOfProposalsGivesAValidDocument();
    void whatStandsInTheCorpusIsOffered();
    void brokenTextsDoNoHarm();
    void limitsHold();
};

namespace {

// The cursor is where the text says '|'.
struct Marked {
    QByteArray text;
    qint64 cursor;

    explicit Marked(const QByteArray &marked) : text(marked), cursor(marked.indexOf('|'))
    {
        text.remove(cursor, 1);
    }
};

QByteArray presence(const QByteArray &content)
{
    return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:r=\"urn:ietf:params:xml:ns:pidf:rpid\" "
           "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" entity=\"sip:alice@example.com\">"
        + content;
}

QByteArray rules(const QByteArray &content)
{
    return "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\" "
           "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">"
        + content;
}

QList<Proposal> proposals(const QByteArray &marked, const QString &type, const QStringList &uris = {})
{
    const Marked at(marked);
    return completionsAt(at.text, at.cursor, *documentTypeOf(type), uris);
}

QStringList labels(const QList<Proposal> &proposals)
{
    QStringList list;
    for (const Proposal &proposal : proposals)
        list.append(proposal.label);
    return list;
}

QStringList localLabels(const QByteArray &text, qint64 byte, const DocumentType &type)
{
    QStringList list;
    for (const Proposal &one : completionsAt(text, byte, type))
        list.append(one.label.section(u':', -1));
    return list;
}

const Proposal *proposal(const QList<Proposal> &list, const QString &label)
{
    for (const Proposal &one : list) {
        if (one.label == label)
            return &one;
    }
    return nullptr;
}

// The text after choosing a proposal, with the cursor marked.
QByteArray chosen(const QByteArray &marked, const QString &type, const QString &label)
{
    const Marked at(marked);
    const QList<Proposal> list = completionsAt(at.text, at.cursor, *documentTypeOf(type));
    const Proposal *const one = proposal(list, label);
    if (!one)
        return "not offered: " + label.toUtf8() + " among " + labels(list).join(u' ').toUtf8();
    QByteArray text = at.text;
    text.replace(one->edit.byte, one->edit.length, one->edit.replacement);
    return text.insert(one->cursor, '|');
}

} // namespace

void CompletionTest::everySchemaBecomesAGrammar()
{
    for (const DocumentType &type : documentTypes()) {
        if (type.schema.isEmpty())
            continue;
        const auto grammar = grammarOf(type);
        QVERIFY2(grammar, type.id.data());
        const int root = grammar->globals.value({QString(type.ns), QString(type.root)}, -1);
        QVERIFY2(root >= 0, type.id.data());
        QVERIFY2(!grammar->elements.at(root).description.isEmpty(), type.id.data());
        QCOMPARE(grammarOf(type), grammar);
    }
}

void CompletionTest::offers_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QStringList>("expected");

    const QString pidf = u"presence"_s;
    const QString presRules = u"pres-rules"_s;
    QTest::newRow("an empty document begins with its root")
        << pidf << QByteArray("|") << QStringList {u"presence"_s};
    QTest::newRow("root behind a declaration")
        << presRules << QByteArray("<?xml version=\"1.0\"?>\n<|") << QStringList {u"ruleset"_s};
    QTest::newRow("children of the root")
        << pidf << presence("|") << QStringList {u"tuple"_s, u"note"_s, u"dm:person"_s, u"/presence"_s};
    QTest::newRow("status first") << pidf << presence("<tuple id=\"a\"><|") << QStringList {u"status"_s};
    QTest::newRow("half a name") << pidf << presence("<tuple id=\"a\"><sta|") << QStringList {u"status"_s};
    QTest::newRow("after the status")
        << pidf << presence("<tuple id=\"a\"><status/><|")
        << QStringList {u"contact"_s, u"note"_s, u"timestamp"_s, u"dm:deviceID"_s, u"/tuple"_s};
    QTest::newRow("values of an element")
        << pidf << presence("<tuple id=\"a\"><status><basic>|") << QStringList {u"open"_s, u"closed"_s};
    QTest::newRow("values of an element with blanks before")
        << pidf << presence("<tuple id=\"a\"><status><basic>\n  op|") << QStringList {u"open"_s, u"closed"_s};
    QTest::newRow("required attribute") << pidf << presence("<tuple |") << QStringList {u"id"_s};
    QTest::newRow("attribute of another namespace")
        << pidf << presence("<note |>x</note>") << QStringList {u"xml:lang"_s};
    QTest::newRow("values of an attribute")
        << u"dialog-info"_s
        << QByteArray("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"|")
        << QStringList {u"full"_s, u"partial"_s};
    QTest::newRow("values in single quotes")
        << u"dialog-info"_s
        << QByteArray("<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' state='f|' version='0'>")
        << QStringList {u"full"_s, u"partial"_s};
    QTest::newRow("parts of a rule") << presRules << rules("<cp:rule id=\"a\"><|")
                                     << QStringList {
                                            u"cp:conditions"_s, u"cp:actions"_s, u"cp:transformations"_s};
    QTest::newRow("actions in rules")
        << presRules << rules("<cp:rule id=\"a\"><cp:actions><|") << QStringList {u"pr:sub-handling"_s};
    QTest::newRow("words of an action")
        << presRules << rules("<cp:rule id=\"a\"><cp:actions><pr:sub-handling>|")
        << QStringList {u"block"_s, u"confirm"_s, u"polite-block"_s, u"allow"_s};
    QTest::newRow("yes and no") << presRules
                                << rules("<cp:rule id=\"a\"><cp:transformations><pr:provide-note>|")
                                << QStringList {u"true"_s, u"false"_s};
    QTest::newRow("activities by their prefix")
        << pidf << presence("<dm:person id=\"p\"><r:activities><r:on|") << QStringList {u"r:on-the-phone"_s};
    QTest::newRow("activities by the name alone")
        << pidf << presence("<dm:person id=\"p\"><r:activities><on|") << QStringList {u"r:on-the-phone"_s};
    QTest::newRow("a list in a list")
        << u"resource-lists"_s
        << QByteArray("<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list><list><|")
        << QStringList {u"display-name"_s, u"list"_s, u"external"_s, u"entry"_s, u"entry-ref"_s};
    QTest::newRow("a tag that was never closed")
        << pidf << presence("<tuple id=\"a\"\n<status><|") << QStringList {u"basic"_s};
    QTest::newRow("an end tag that is none")
        << pidf << presence("</x><tuple id=\"a\"></y><|") << QStringList {u"status"_s};
    QTest::newRow("behind a comment with tags in it")
        << pidf << presence("<!-- <tuple id=\"x\"><status> --><|") << QStringList {u"tuple"_s};
}

void CompletionTest::offers()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, marked);
    QFETCH(QStringList, expected);
    const QStringList offered = labels(proposals(marked, type));
    for (const QString &label : expected)
        QVERIFY2(offered.contains(label), qPrintable(label + u" is not among "_s + offered.join(u' ')));
}

void CompletionTest::offersNot_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QStringList>("unexpected");

    const QString pidf = u"presence"_s;
    QTest::newRow("no tuple behind a note")
        << pidf << presence("<note>x</note><|") << QStringList {u"tuple"_s};
    QTest::newRow("one status") << pidf << presence("<tuple id=\"a\"><status/><|")
                                << QStringList {u"status"_s};
    QTest::newRow("no timestamp before the contact")
        << pidf << presence("<tuple id=\"a\"><status/><|\n<contact>sip:a@b</contact></tuple></presence>")
        << QStringList {u"timestamp"_s, u"note"_s};
    QTest::newRow("no attribute twice") << pidf << presence("<tuple id=\"a\" |") << QStringList {u"id"_s};
    QTest::newRow("no attribute that stands behind")
        << pidf << presence("<tuple | id=\"a\">") << QStringList {u"id"_s};
    QTest::newRow("no second end tag")
        << pidf << presence("<tuple id=\"a\"><status/>|</tuple></presence>") << QStringList {u"/tuple"_s};
    QTest::newRow("nothing in a comment") << pidf << presence("<!-- <|") << QStringList {u"tuple"_s};
    QTest::newRow("no second root") << pidf << presence("</presence><|")
                                    << QStringList {u"presence"_s, u"tuple"_s};
    QTest::newRow("no elements in a text")
        << pidf << presence("<note>|") << QStringList {u"tuple"_s, u"note"_s};
}

void CompletionTest::offersNot()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, marked);
    QFETCH(QStringList, unexpected);
    const QStringList offered = labels(proposals(marked, type));
    for (const QString &label : unexpected)
        QVERIFY2(!offered.contains(label), qPrintable(label + u" is among "_s + offered.join(u' ')));
}

void CompletionTest::edits_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QByteArray>("after");

    const QString pidf = u"presence"_s;
    QTest::newRow("an element with its required attribute")
        << pidf << presence("<|") << u"tuple"_s << presence("<tuple id=\"|\"></tuple>");
    QTest::newRow("from a word in the text")
        << pidf << presence("\n  tup|") << u"tuple"_s << presence("\n  <tuple id=\"|\"></tuple>");
    QTest::newRow("an element without content")
        << pidf << presence("<dm:person id=\"p\"><r:activities><r:aw|") << u"r:away"_s
        << presence("<dm:person id=\"p\"><r:activities><r:away/>|");
    QTest::newRow("an element of a namespace that is not declared")
        << pidf << presence("<tuple id=\"a\"><status/><serv|") << u"caps:servcaps"_s
        << presence(
               "<tuple id=\"a\"><status/><caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\">|"
               "</caps:servcaps>");
    QTest::newRow("the name of a tag that is there")
        << pidf << presence("<tuple id=\"a\"><st|atsu><basic>open</basic></statsu></tuple></presence>")
        << u"status"_s
        << presence("<tuple id=\"a\"><status|><basic>open</basic></statsu></tuple></presence>");
    QTest::newRow("a value takes the place of the old one")
        << pidf << presence("<tuple id=\"a\"><status><basic>op|en</basic>") << u"closed"_s
        << presence("<tuple id=\"a\"><status><basic>closed|</basic>");
    QTest::newRow("an attribute") << pidf << presence("<tuple i|>") << u"id"_s
                                  << presence("<tuple id=\"|\">");
    QTest::newRow("an attribute right behind another")
        << u"dialog-info"_s
        << QByteArray("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\"|>")
        << u"state"_s
        << QByteArray("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"|\">");
    QTest::newRow("the name of an attribute that has a value")
        << pidf << presence("<tuple i|=\"a\">") << u"id"_s << presence("<tuple id|=\"a\">");
    QTest::newRow("a value whose quote is not closed")
        << u"dialog-info"_s
        << QByteArray("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" state=\"| version=\"0\">")
        << u"full"_s
        << QByteArray(
               "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" state=\"full|\" version=\"0\">");
    QTest::newRow("the end tag") << pidf << presence("<tuple id=\"a\"><status/></|") << u"/tuple"_s
                                 << presence("<tuple id=\"a\"><status/></tuple>|");
    QTest::newRow("the end tag in a text")
        << pidf << presence("<note>hello|") << u"/note"_s << presence("<note>hello</note>|");
    QTest::newRow("the root of a new document")
        << pidf << QByteArray("|") << u"presence"_s
        << QByteArray("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"|\"></presence>");
}

void CompletionTest::edits()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, marked);
    QFETCH(QString, label);
    QFETCH(QByteArray, after);
    QCOMPARE(chosen(marked, type, label), after);
}

void CompletionTest::theOrderIsTheSchemas()
{
    const QStringList offered = labels(proposals(presence("<tuple id=\"a\"><status/><|"), u"presence"_s));
    QVERIFY(offered.indexOf(u"contact"_s) < offered.indexOf(u"note"_s));
    QVERIFY(offered.indexOf(u"note"_s) < offered.indexOf(u"timestamp"_s));
    // What the standards put into a tuple comes before what a wildcard merely lets in.
    QVERIFY(offered.indexOf(u"dm:deviceID"_s) < offered.indexOf(u"dm:person"_s));
    QCOMPARE(offered.constLast(), u"/tuple"_s);
}

void CompletionTest::requiredOnesAreMarked()
{
    const QList<Proposal> children = proposals(presence("<tuple id=\"a\"><|"), u"presence"_s);
    QVERIFY(proposal(children, u"status"_s)->isRequired);
    const QList<Proposal> later = proposals(presence("<tuple id=\"a\"><status/><|"), u"presence"_s);
    QVERIFY(!proposal(later, u"note"_s)->isRequired);
    const QList<Proposal> attributes =
        proposals("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" |", u"dialog-info"_s);
    QCOMPARE(labels(attributes), (QStringList {u"version"_s, u"state"_s, u"entity"_s}));
    QVERIFY(attributes.constFirst().isRequired);
    const QList<Proposal> call =
        proposals("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\"><dialog |", u"dialog-info"_s);
    QCOMPARE(call.constFirst().label, u"id"_s);
    QVERIFY(!call.constLast().isRequired);
}

void CompletionTest::descriptionsAreOurOwn_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QString>("part");

    QTest::newRow("element") << presence("<tuple id=\"a\"><sta|tus>") << u"open"_s;
    QTest::newRow("element at its first letter") << presence("<tuple id=\"a\"><|status>") << u"open"_s;
    QTest::newRow("attribute") << presence("<tuple i|d=\"a\">") << u"unique"_s;
    QTest::newRow("value of an attribute") << presence("<tuple id=\"a|a\">") << u"unique"_s;
    QTest::newRow("text") << presence("<tuple id=\"a\"><status><basic>op|en</basic>") << u"closed"_s;
    QTest::newRow("one of the values of a text")
        << presence("<tuple id=\"a\"><status><basic>op|en</basic>") << u"\nopen: Ready"_s;
    QTest::newRow("end tag") << presence("<tuple id=\"a\"></tup|le>") << u"communicate"_s;
    QTest::newRow("unknown element") << presence("<x:unknown|>") << QString();
    QTest::newRow("comment") << presence("<!-- tup|le -->") << QString();
}

void CompletionTest::descriptionsAreOurOwn()
{
    QFETCH(QByteArray, marked);
    QFETCH(QString, part);
    const Marked at(marked);
    const QString text = descriptionAt(at.text, at.cursor, *documentTypeOf(u"presence"_s));
    if (part.isEmpty())
        QCOMPARE(text, QString());
    else
        QVERIFY2(text.contains(part), qPrintable(text));
}

void CompletionTest::knownAddresses_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QStringList>("expected");

    const QStringList all {u"sip:alice@example.com"_s, u"sip:bob@example.org"_s};
    const QString presRules = u"pres-rules"_s;
    const QByteArray lists = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>";
    QTest::newRow("identity") << presRules
                              << rules("<cp:rule id=\"a\"><cp:conditions><cp:identity><cp:one id=\"|\"/>")
                              << all;
    QTest::newRow("identity, some letters typed")
        << presRules << rules("<cp:rule id=\"a\"><cp:conditions><cp:identity><cp:one id=\"bo|\"/>")
        << QStringList {u"sip:bob@example.org"_s};
    QTest::newRow("domain") << presRules
                            << rules("<cp:rule id=\"a\"><cp:conditions><cp:identity><cp:many domain=\"|\"/>")
                            << QStringList {u"example.com"_s, u"example.org"_s};
    QTest::newRow("member of a list") << u"resource-lists"_s << QByteArray(lists + "<entry uri=\"|") << all;
    QTest::newRow("entity") << u"presence"_s << QByteArray("<presence entity=\"|\">") << all;
    QTest::newRow("contact") << u"presence"_s << presence("<tuple id=\"a\"><contact>|</contact>") << all;
    QTest::newRow("the id of a rule is no address")
        << presRules << rules("<cp:rule id=\"|\">") << QStringList();
}

void CompletionTest::knownAddresses()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, marked);
    QFETCH(QStringList, expected);
    QList<Proposal> list = proposals(marked, type, {u"sip:alice@example.com"_s, u"sip:bob@example.org"_s});
    list.removeIf([](const Proposal &one) { return one.kind != Proposal::Kind::Uri; });
    QCOMPARE(labels(list), expected);
}

// Somebody who only ever takes proposals gets a document that is valid.
void CompletionTest::aPathOfProposalsGivesAValidDocument()
{
    QByteArray marked = chosen("|", u"pres-rules"_s, u"ruleset"_s);
    marked = chosen(marked, u"pres-rules"_s, u"rule"_s).replace("id=\"|\">", "id=\"a\">|");
    marked = chosen(marked, u"pres-rules"_s, u"conditions"_s);
    marked = chosen(marked, u"pres-rules"_s, u"identity"_s);
    marked = chosen(marked, u"pres-rules"_s, u"one"_s).replace("id=\"|\"", "id=\"sip:b@c\"");
    marked.replace("</conditions>", "</conditions>|");
    marked = chosen(marked, u"pres-rules"_s, u"actions"_s);
    marked = chosen(marked, u"pres-rules"_s, u"pr:sub-handling"_s);
    marked = chosen(marked, u"pres-rules"_s, u"polite-block"_s);
    const Marked done(marked);
    const Verdict verdict = validateDocument(done.text, *documentTypeOf(u"pres-rules"_s));
    QVERIFY2(verdict.isFine(), done.text.constData());
    QVERIFY(verdict.isValid.has_value());
}

// In valid documents of others, each element and attribute that stands somewhere is offered there.
void CompletionTest::whatStandsInTheCorpusIsOffered()
{
    int offered = 0;
    for (const DocumentType &type : documentTypes()) {
        const auto grammar = grammarOf(type);
        QDirIterator files(QStringLiteral(TEST_DATA) + u"/documents/"_s + type.id + u"/valid"_s, QDir::Files);
        while (grammar && files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const XmlTree tree = readXmlTree(decodeDocument(file.readAll()).utf8);
            QList<int> declared(tree.nodes.size(), -1);
            for (int at = 0; at < tree.nodes.size(); ++at) {
                const XmlNode &node = tree.nodes.at(at);
                if (!node.isElement())
                    continue;
                const int parent = node.parent < 0 ? -1 : declared.at(node.parent);
                declared[at] = grammar->childOf(parent, {node.ns, node.name});
                if (parent < 0 || declared.at(at) < 0)
                    continue;
                // Cut where the element begins, and whole with the cursor in its name.
                const QByteArray cut = tree.utf8.first(node.whole.from + 1);
                for (const QByteArray &text : {cut, tree.utf8})
                    QVERIFY2(localLabels(text, cut.size(), type).contains(node.name),
                        qPrintable(file.fileName() + u' ' + node.name));
                const QByteArray tag = tree.utf8.first(node.startTag.end() - 1);
                for (const GrammarAttribute &attribute : grammar->typeOf(declared.at(at)).attributes) {
                    const bool isThere = node.attribute(QLatin1StringView(attribute.name.name.toLatin1()));
                    if (attribute.name.ns.isEmpty() && node.endTag.length > 0)
                        QVERIFY2(localLabels(tag + ' ', tag.size() + 1, type).contains(attribute.name.name)
                                != isThere,
                            qPrintable(file.fileName() + u' ' + attribute.name.name));
                }
                ++offered;
            }
        }
    }
    QVERIFY2(offered > 200, qPrintable(QString::number(offered)));
}

// Every beginning of a document, with every kind of damage, is looked at without harm.
void CompletionTest::brokenTextsDoNoHarm()
{
    const QByteArray whole = "<?xml version=\"1.0\"?><!-- c -->"
        + presence("<tuple id='a'><status><basic>open</basic></status><note xml:lang=\"en\">\xC3\xA4</note>"
                   "<![CDATA[x]]></tuple></presence>");
    const DocumentType &type = *documentTypeOf(u"presence"_s);
    for (qsizetype at = 0; at <= whole.size(); ++at) {
        for (const char c : QByteArray("<>\"'/=&\0\xFF ", 10)) {
            QByteArray text = whole;
            text.insert(at, c);
            for (const Proposal &one : completionsAt(text, at + 1, type, {u"sip:a@b"_s})) {
                QVERIFY(one.edit.byte >= 0 && one.edit.length >= 0);
                QVERIFY(one.edit.byte + one.edit.length <= text.size());
                QVERIFY(one.cursor >= one.edit.byte);
                QVERIFY(one.cursor <= one.edit.byte + one.edit.replacement.size());
            }
            descriptionAt(text, at, type);
        }
        completionsAt(whole.first(at), at, type);
    }
}

void CompletionTest::limitsHold()
{
    const DocumentType &type = *documentTypeOf(u"presence"_s);
    const QByteArray deep = QByteArray("<a>").repeated(5000);
    QVERIFY(completionsAt(deep, deep.size(), type).isEmpty());
    QVERIFY(completionsAt("<a>", 17, type).isEmpty());
    QVERIFY(completionsAt("<a>", -1, type).isEmpty());
    // Many siblings, each of which is stepped over.
    const QByteArray wide = presence(QByteArray("<tuple id=\"a\"><status/></tuple>\n").repeated(20000)) + '<';
    QVERIFY(labels(completionsAt(wide, wide.size(), type)).contains(u"tuple"_s));
}

QTEST_APPLESS_MAIN(CompletionTest)
#include "tst_completion.moc"
