// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentcheck.h"
#include "document/documentform.h"
#include "document/documentoutline.h"
#include "document/documenttemplates.h"
#include "document/documenttext.h"
#include "document/validator.h"

#include <QDirIterator>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

using Change = std::function<QList<TextEdit>(const DocumentForm &)>;
Q_DECLARE_METATYPE(Change)

// Text and form are one document: what the form shows, and what its changes do to the text.
class DocumentFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsPresence();
    void showsRules();
    void showsLists();
    void hasNothingForTheRest();
    void longDocumentsAreCut();
    void changes_data();
    void changes();
    void everyChangeOfEveryTemplateStaysValid();
    void everyChangeOfTheCorpusStaysValid();
    void aRuleKeepsSomebody();
    void wrongDocumentsAreChangedToo();
    void outlines();
    void outlineFindsTheCursor();
    void everyTemplateFileIsOffered();
    void templatesAreRight_data();
    void templatesAreRight();
    void hostileNamesAreEscaped_data();
    void hostileNamesAreEscaped();
    void numbersOfTheGeneration_data();
    void numbersOfTheGeneration();
};

namespace {

const QByteArray pidf = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:alice@example.com\">\n"
                        "  <tuple id=\"a\">\n"
                        "    <status><basic>open</basic></status>\n"
                        "    <contact>sip:alice@192.0.2.1</contact>\n"
                        "  </tuple>\n"
                        "</presence>\n";

const QByteArray rules = "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\" "
                         "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\r\n"
                         "\t<cp:rule id=\"r1\">\r\n"
                         "\t\t<cp:conditions>\r\n"
                         "\t\t\t<cp:identity>\r\n"
                         "\t\t\t\t<cp:one id='sip:bob@example.com'/> <!-- a friend -->\r\n"
                         "\t\t\t</cp:identity>\r\n"
                         "\t\t</cp:conditions>\r\n"
                         "\t\t<cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions>\r\n"
                         "\t</cp:rule>\r\n"
                         "</cp:ruleset>";

const QByteArray lists =
    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">"
    "<list name=\"buddies\"><entry uri=\"sip:bob@example.com\"/></list></resource-lists>";

DocumentForm formOf(const QByteArray &text, const QString &type)
{
    return {readXmlTree(text), *documentTypeOf(type)};
}

TemplateSubject alice()
{
    return {u"alice"_s, u"example.com"_s, u"sip:bob@example.com"_s, QDateTime(), u"1a"_s};
}

// All that a person can do with a form.
QList<Change> allChanges()
{
    QList<Change> changes {
        [](const DocumentForm &form) { return form.setNote(u"Out <now> & then"_s); },
        [](const DocumentForm &form) { return form.setNote({}); },
        [](const DocumentForm &form) { return form.setPersonNote(u"At lunch"_s); },
        [](const DocumentForm &form) { return form.setPersonNote({}); },
        [](const DocumentForm &form) {
            return form.setActivities({u"away"_s, u"meal"_s});
        },
        [](const DocumentForm &form) { return form.setActivities({u"meal"_s}); },
        [](const DocumentForm &form) { return form.setActivities({}); },
        [](const DocumentForm &form) { return form.addTuple(u"closed"_s); },
        [](const DocumentForm &form) { return form.setBasic(form.tuples.constLast(), u"closed"_s); },
        [](const DocumentForm &form) { return form.setTupleNote(form.tuples.constFirst(), u"here"_s); },
        [](const DocumentForm &form) { return form.setTupleNote(form.tuples.constFirst(), {}); },
        [](const DocumentForm &form) { return form.removeTuple(form.tuples.constFirst()); },
    };
    return changes;
}

QList<Change> ruleChanges()
{
    return {
        [](const DocumentForm &form) { return form.addRule(u"sip:eve@example.com"_s, u"polite-block"_s); },
        [](const DocumentForm &form) { return form.addIdentity(form.rules.constFirst(), u"sip:a&b@c"_s); },
        [](const DocumentForm &form) { return form.setAction(form.rules.constFirst(), u"confirm"_s); },
        [](const DocumentForm &form) { return form.setRuleId(form.rules.constFirst(), u"friends"_s); },
        [](const DocumentForm &form) {
            return form.removeIdentity(
                form.rules.constFirst(), form.rules.constFirst().identities.constFirst());
        },
        [](const DocumentForm &form) { return form.removeRule(form.rules.constLast()); },
    };
}

QList<Change> listChanges()
{
    return {
        [](const DocumentForm &form) {
            return form.addMember(form.lists.constFirst(), u"sip:carol@example.com"_s, u"Carol & Co"_s);
        },
        [](const DocumentForm &form) {
            return form.setMemberName(form.lists.constFirst().members.constFirst(), u"Bob"_s);
        },
        [](const DocumentForm &form) {
            return form.setMemberUri(form.lists.constFirst().members.constLast(), u"sip:dave@example.com"_s);
        },
        [](const DocumentForm &form) {
            return form.setMemberName(form.lists.constFirst().members.constFirst(), {});
        },
        [](const DocumentForm &form) {
            return form.removeMember(form.lists.constFirst().members.constFirst());
        },
        [](const DocumentForm &form) { return form.addList(u"others"_s); },
    };
}

QList<Change> changesOf(const DocumentForm &form)
{
    switch (form.kind) {
    case DocumentForm::Kind::Presence:
        return allChanges();
    case DocumentForm::Kind::Rules:
        return ruleChanges();
    case DocumentForm::Kind::Lists:
        return listChanges();
    case DocumentForm::Kind::None:
        break;
    }
    return {};
}

// The changes speak of the first entries.
bool hasRoomFor(const DocumentForm &form)
{
    switch (form.kind) {
    case DocumentForm::Kind::Presence:
        return !form.tuples.isEmpty();
    case DocumentForm::Kind::Rules:
        return !form.rules.isEmpty() && !form.rules.constFirst().identities.isEmpty();
    case DocumentForm::Kind::Lists:
        return !form.lists.isEmpty() && !form.lists.constFirst().members.isEmpty();
    case DocumentForm::Kind::None:
        break;
    }
    return false;
}

} // namespace

void DocumentFormTest::showsPresence()
{
    const DocumentForm form = formOf(
        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
        "xmlns:r=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:a@b\"><tuple id=\"x\"><status><basic> "
        "open "
        "</basic></status><note>hi</note></tuple><tuple id=\"y\"><status/></tuple><note>all</note>"
        "<dm:person id=\"p\"><r:activities><r:away/><r:other>fishing</r:other><r:meal/></r:activities>"
        "<dm:note>me</dm:note></dm:person></presence>",
        u"presence"_s);
    QCOMPARE(form.kind, DocumentForm::Kind::Presence);
    QVERIFY(form.isWellFormed);
    QCOMPARE(form.tuples.size(), 2);
    QCOMPARE(form.tuples.at(0).basic, u"open"_s);
    QCOMPARE(form.tuples.at(0).note, u"hi"_s);
    QCOMPARE(form.tuples.at(1).basic, QString());
    QCOMPARE(form.note, u"all"_s);
    QCOMPARE(form.person.note, u"me"_s);
    QCOMPARE(form.person.activities, (QStringList {u"away"_s, u"meal"_s}));
    QCOMPARE(form.person.otherActivities, (QStringList {u"fishing"_s}));
    QVERIFY(DocumentForm::knownActivities(*documentTypeOf(u"presence"_s)).size() >= 20);
}

void DocumentFormTest::showsRules()
{
    QByteArray text = rules;
    text.replace("</cp:identity>",
        "<cp:many domain=\"example.org\"><cp:except id=\"sip:x@example.org\"/></cp:many>"
        "</cp:identity><cp:sphere value=\"work\"/>");
    const DocumentForm form = formOf(text, u"pres-rules"_s);
    QCOMPARE(form.rules.size(), 1);
    const RuleEntry rule = form.rules.constFirst();
    QCOMPARE(rule.id, u"r1"_s);
    QCOMPARE(rule.action, u"allow"_s);
    QCOMPARE(rule.identities.size(), 2);
    QCOMPARE(rule.identities.at(0).uri, u"sip:bob@example.com"_s);
    QVERIFY(rule.identities.at(1).isMany);
    QCOMPARE(rule.identities.at(1).domain, u"example.org"_s);
    QCOMPARE(rule.identities.at(1).exceptions, 1);
    QCOMPARE(rule.otherConditions, (QStringList {u"sphere"_s}));
}

void DocumentFormTest::showsLists()
{
    const DocumentForm form = formOf(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"a\"><display-name>All"
        "</display-name><entry uri=\"sip:1@b\"><display-name>One</display-name></entry><list name=\"inner\"/>"
        "</list><list name=\"b\"/></resource-lists>",
        u"resource-lists"_s);
    QCOMPARE(form.lists.size(), 3);
    QCOMPARE(form.lists.at(0).displayName, u"All"_s);
    QCOMPARE(form.lists.at(0).members.constFirst().displayName, u"One"_s);
    QCOMPARE(form.lists.at(1).name, u"inner"_s);
    QCOMPARE(form.lists.at(1).depth, 1);
    QCOMPARE(form.lists.at(2).depth, 0);
}

void DocumentFormTest::hasNothingForTheRest()
{
    QCOMPARE(DocumentForm::kindOf(*documentTypeOf(u"dialog-info"_s)), DocumentForm::Kind::None);
    QVERIFY(!formOf("<presence>", u"presence"_s).isWellFormed);
    QCOMPARE(formOf("<ruleset/>", u"presence"_s).kind, DocumentForm::Kind::None);
}

// The form shows a beginning, and still knows the person that comes behind it.
void DocumentFormTest::longDocumentsAreCut()
{
    QByteArray text = pidf;
    text.replace("</presence>",
        QByteArray("<tuple id=\"b\"><status/></tuple>").repeated(5000)
            + "<dm:person xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" id=\"p\"/></presence>");
    const DocumentForm form = formOf(text, u"presence"_s);
    QVERIFY(form.isCut);
    QCOMPARE(form.tuples.size(), 100);
    QVERIFY(form.person.node >= 0);
    QVERIFY(!form.setActivities({u"away"_s}).isEmpty());
    QByteArray nested = lists;
    nested.replace("<entry", QByteArray("<list/>").repeated(5000) + "<entry");
    QVERIFY(formOf(nested, u"resource-lists"_s).isCut);
    QByteArray crowd = rules;
    crowd.replace("<cp:one", QByteArray("<cp:one id=\"sip:x@y\"/>").repeated(5000) + "<cp:one");
    QVERIFY(formOf(crowd, u"pres-rules"_s).isCut);
}

void DocumentFormTest::changes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("by");

    const auto row = [](const char *name, const QString &type, const QByteArray &text, const Change &change,
                         const QByteArray &replaced, const QByteArray &by) {
        QTest::newRow(name) << type << text << change << replaced << by;
    };
    const QString presence = u"presence"_s;
    row(
        "basic", presence, pidf,
        [](const DocumentForm &form) { return form.setBasic(form.tuples.at(0), u"closed"_s); },
        "<basic>open</basic>", "<basic>closed</basic>");
    row(
        "a note behind the contact", presence, pidf,
        [](const DocumentForm &form) { return form.setTupleNote(form.tuples.at(0), u"a < b"_s); },
        "</contact>", "</contact>\n    <note>a &lt; b</note>");
    row(
        "a note of the document", presence, pidf,
        [](const DocumentForm &form) { return form.setNote(u"hi"_s); }, "  </tuple>",
        "  </tuple>\n  <note>hi</note>");
    row(
        "an activity with its namespaces", presence, pidf,
        [](const DocumentForm &form) { return form.setActivities({u"away"_s}); }, "  </tuple>",
        "  </tuple>\n  <dm:person xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" id=\"p1\">\n"
        "    <rpid:activities xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\">\n      <rpid:away/>\n"
        "    </rpid:activities>\n  </dm:person>");
    const QString presRules = u"pres-rules"_s;
    row(
        "action", presRules, rules,
        [](const DocumentForm &form) { return form.setAction(form.rules.at(0), u"block"_s); }, ">allow<",
        ">block<");
    row(
        "a watcher behind the comment on the line, with tabs and CRLF", presRules, rules,
        [](const DocumentForm &form) { return form.addIdentity(form.rules.at(0), u"sip:\"x\"@y"_s); },
        "<!-- a friend -->", "<!-- a friend -->\r\n\t\t\t\t<cp:one id=\"sip:&quot;x&quot;@y\"/>");
    row(
        "a watcher in single quotes", presRules, rules,
        [](const DocumentForm &form) {
            return form.setIdentity(form.rules.at(0).identities.at(0), u"sip:o'neil@y"_s);
        },
        "'sip:bob@example.com'", "'sip:o&apos;neil@y'");
    row(
        "a rule", presRules, rules,
        [](const DocumentForm &form) { return form.addRule(u"sip:x@y"_s, u"allow"_s); }, "\t</cp:rule>",
        "\t</cp:rule>\r\n\t<cp:rule id=\"r2\">\r\n\t\t<cp:conditions>\r\n\t\t\t<cp:identity>\r\n"
        "\t\t\t\t<cp:one "
        "id=\"sip:x@y\"/>\r\n\t\t\t</cp:identity>\r\n\t\t</cp:conditions>\r\n\t\t<cp:actions>\r\n"
        "\t\t\t<pr:sub-handling>allow</pr:sub-handling>\r\n\t\t</cp:actions>\r\n\t\t<cp:transformations/>\r\n"
        "\t</cp:rule>");
    const QString resourceLists = u"resource-lists"_s;
    row(
        "a member in a document of one line", resourceLists, lists,
        [](const DocumentForm &form) { return form.addMember(form.lists.at(0), u"sip:x@y"_s, u"X"_s); },
        "<entry uri=\"sip:bob@example.com\"/>",
        "<entry uri=\"sip:bob@example.com\"/><entry uri=\"sip:x@y\"><display-name>X</display-name></entry>");
    row(
        "a name for an element that was closed", resourceLists, lists,
        [](const DocumentForm &form) { return form.setMemberName(form.lists.at(0).members.at(0), u"Bob"_s); },
        "<entry uri=\"sip:bob@example.com\"/>",
        "<entry uri=\"sip:bob@example.com\"><display-name>Bob</display-name></entry>");
    row(
        "a member goes", resourceLists, lists,
        [](const DocumentForm &form) { return form.removeMember(form.lists.at(0).members.at(0)); },
        "<entry uri=\"sip:bob@example.com\"/>", "");
    row(
        "a tuple goes with its line", presence, pidf,
        [](const DocumentForm &form) { return form.removeTuple(form.tuples.at(0)); },
        pidf.sliced(pidf.indexOf("\n  <tuple"), pidf.indexOf("\n</presence") - pidf.indexOf("\n  <tuple")),
        "");
}

void DocumentFormTest::changes()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, text);
    QFETCH(Change, change);
    QFETCH(QByteArray, replaced);
    QFETCH(QByteArray, by);
    QByteArray wanted = text;
    QVERIFY(wanted.contains(replaced));
    QCOMPARE(applied(change(formOf(text, type)), text), wanted.replace(replaced, by));
}

void DocumentFormTest::everyChangeOfEveryTemplateStaysValid()
{
    int changed = 0;
    for (const DocumentTemplate &one : documentTemplates()) {
        const DocumentType &type = *documentTypeOf(one.type);
        for (const bool isOneLine : {false, true}) {
            QByteArray text = filledTemplate(one, alice());
            if (isOneLine)
                text.replace('\n', "").replace("  ", "");
            const QList<Change> changes = changesOf({readXmlTree(text), type});
            for (const Change &change : changes) {
                const DocumentForm form(readXmlTree(text), type);
                text = applied(change(form), text);
                const Verdict verdict = validateDocument(text, type);
                QVERIFY2(verdict.isFine() && verdict.isValid.value_or(false), text.constData());
                ++changed;
            }
        }
    }
    QVERIFY(changed > 100);
}

// Documents as others write them: whatever the form does to a valid one, it stays valid.
void DocumentFormTest::everyChangeOfTheCorpusStaysValid()
{
    int changed = 0;
    for (const QString &kind :
        {u"presence"_s, u"pidf-manipulation"_s, u"pres-rules"_s, u"resource-lists"_s, u"rls-services"_s}) {
        const DocumentType &type = *documentTypeOf(kind);
        QDirIterator files(QStringLiteral(TEST_DATA) + u"/documents/"_s + kind + u"/valid"_s, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const DocumentText document = decodeDocument(file.readAll());
            const QByteArray text = document.utf8;
            for (const Change &change : changesOf({readXmlTree(text), type})) {
                const DocumentForm form(readXmlTree(text), type);
                if (!hasRoomFor(form))
                    continue;
                const QByteArray after = applied(change(form), text);
                const Verdict verdict = validateDocument(document.encode(after).value_or(QByteArray()), type);
                QVERIFY2(verdict.isValid.value_or(false),
                    qPrintable(file.fileName() + u'\n' + QString::fromUtf8(after)));
                ++changed;
            }
        }
    }
    QVERIFY2(changed > 200, qPrintable(QString::number(changed)));
}

void DocumentFormTest::aRuleKeepsSomebody()
{
    const DocumentForm form = formOf(rules, u"pres-rules"_s);
    const RuleEntry &rule = form.rules.constFirst();
    QVERIFY(form.removeIdentity(rule, rule.identities.constFirst()).isEmpty());
}

// A document that is invalid already is no reason to do nothing, or to make it malformed.
void DocumentFormTest::wrongDocumentsAreChangedToo()
{
    const QByteArray wrong =
        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"><wrong/><tuple><note>n</note><status>"
        "text<!-- c --></status></tuple><x:y xmlns:x=\"z\">t</x:y></presence>";
    for (const Change &change : allChanges()) {
        const QByteArray text = applied(change(formOf(wrong, u"presence"_s)), wrong);
        QVERIFY2(readXmlTree(text).isWellFormed(), text.constData());
    }
}

void DocumentFormTest::outlines()
{
    const DocumentOutline outline = outlineOf(readXmlTree(rules));
    QStringList lines;
    for (const OutlineLine &line : outline.lines)
        lines.append(line.name + u' ' + line.words);
    QCOMPARE(lines,
        (QStringList {u"ruleset "_s, u"rule r1 · allow"_s, u"conditions "_s, u"identity "_s,
            u"one sip:bob@example.com"_s, u"actions "_s, u"sub-handling allow"_s}));
    QCOMPARE(outline.lines.at(1).children, (QList<int> {2, 5}));
    QCOMPARE(outline.lines.at(5).row, 1);
    const DocumentOutline tuple = outlineOf(readXmlTree(pidf));
    QCOMPARE(tuple.lines.at(1).words, u"a · open"_s);
    const QByteArray wide = "<a>" + QByteArray("<b/>").repeated(30000) + "</a>";
    QVERIFY(outlineOf(readXmlTree(wide)).isCut);
}

void DocumentFormTest::outlineFindsTheCursor()
{
    const DocumentOutline outline = outlineOf(readXmlTree(pidf));
    const auto nameAt = [&outline](qint64 byte) {
        const int line = outline.lineAt(byte);
        return line < 0 ? QString() : outline.lines.at(line).name;
    };
    QCOMPARE(nameAt(pidf.indexOf("open")), u"basic"_s);
    QCOMPARE(nameAt(pidf.indexOf("<contact") - 1), u"tuple"_s);
    QCOMPARE(nameAt(0), u"presence"_s);
    QCOMPARE(DocumentOutline().lineAt(5), -1);
}

void DocumentFormTest::everyTemplateFileIsOffered()
{
    QSet<QString> offered;
    for (const DocumentTemplate &one : documentTemplates())
        offered.insert(one.file);
    const QStringList files = QDir(u":/templates"_s).entryList();
    QCOMPARE(QSet<QString>(files.begin(), files.end()), offered);
    for (const DocumentType &type : documentTypes()) {
        if (type.isCommandLineKind)
            QVERIFY2(!templatesFor(type).isEmpty(), type.id.data());
    }
}

void DocumentFormTest::templatesAreRight_data()
{
    QTest::addColumn<int>("number");
    for (int at = 0; at < int(documentTemplates().size()); ++at) {
        const DocumentTemplate &one = documentTemplates()[size_t(at)];
        QTest::newRow(qPrintable(QString(one.type) + u": "_s + one.titleText())) << at;
    }
}

void DocumentFormTest::templatesAreRight()
{
    QFETCH(int, number);
    const DocumentTemplate &one = documentTemplates()[size_t(number)];
    const DocumentType *const type = documentTypeOf(one.type);
    QVERIFY(type);
    QVERIFY(!one.titleText().isEmpty());
    QVERIFY(templatesFor(*type).contains(&one));
    const QByteArray text = filledTemplate(one, alice());
    QVERIFY2(!text.contains("{{") && !text.isEmpty(), text.constData());
    const Verdict verdict = validateDocument(text, *type);
    QVERIFY2(verdict.isFine() && verdict.isValid.value_or(false), text.constData());
    DocumentContext context;
    context.family = Family::Kamailio;
    context.username = u"alice"_s;
    context.domain = u"example.com"_s;
    context.event = eventWord(*type);
    // Servers cannot compare domains; whoever allows one is to see that.
    for (const Diagnostic &stumble : findStumbles(text, *type, context))
        QVERIFY2(stumble.severity == Severity::Note || stumble.code == "many-domain"_L1,
            qPrintable(stumble.code + u": "_s + stumble.sentence));
    // A second one in the same database gets ids of its own.
    TemplateSubject other = alice();
    other.id.clear();
    if (text.contains("1a"))
        QVERIFY(filledTemplate(one, other) != filledTemplate(one, other));
}

void DocumentFormTest::hostileNamesAreEscaped_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("domain");

    QTest::newRow("markup") << u"<x y=\"'&amp;]]>"_s << u"a<b>&\"c"_s;
    QTest::newRow("placeholders") << u"{{domain}}{{"_s << u"{{user}}"_s;
    QTest::newRow("control characters") << u"a\r\nInjected: yes\0b\x01\x7F"_s << u"x\ny"_s;
    QTest::newRow("percent signs") << u"100%"_s << u"50%zz%41"_s;
    QTest::newRow("not ASCII") << u"jürgen\u202E\uFFFE"_s << u"müller.example"_s;
    QTest::newRow("half a character") << QString(QChar(0xD800)) << QString(QChar(0xDC00));
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("an address with blanks") << u"a b@c:5060;x"_s << u"[2001:db8::1]:5060"_s;
}

void DocumentFormTest::hostileNamesAreEscaped()
{
    QFETCH(QString, user);
    QFETCH(QString, domain);
    const TemplateSubject subject {user, domain, {}, {}, u"1a"_s};
    for (const DocumentTemplate &one : documentTemplates()) {
        const QByteArray text = filledTemplate(one, subject);
        const QByteArray plain = filledTemplate(one, alice());
        const Verdict verdict = validateDocument(text, *documentTypeOf(one.type));
        QVERIFY2(verdict.isFine() && verdict.isValid.value_or(false), text.constData());
        // Nothing that a name says becomes an element or a line.
        QCOMPARE(text.count('<'), plain.count('<'));
        QCOMPARE(text.count('\n'), plain.count('\n'));
    }
}

void DocumentFormTest::numbersOfTheGeneration_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<Family>("family");
    QTest::addColumn<QString>("generation");
    QTest::addColumn<int>("number");

    QTest::newRow("rules of the seed") << u"pres-rules"_s << Family::Seed << u"S0"_s << 1;
    QTest::newRow("rules of Kamailio") << u"pres-rules"_s << Family::Kamailio << u"K53"_s << 2;
    QTest::newRow("lists of Kamailio") << u"resource-lists"_s << Family::Kamailio << u"K53"_s << 4;
    QTest::newRow("services of the seed") << u"rls-services"_s << Family::Seed << u"S0"_s << 3;
    QTest::newRow("capabilities of Kamailio") << u"xcap-caps"_s << Family::Kamailio << u"K53"_s << 32;
    QTest::newRow("OpenSIPS has no number for capabilities")
        << u"xcap-caps"_s << Family::OpenSips << u"I30"_s << -1;
    QTest::newRow("presence is no XCAP document") << u"presence"_s << Family::Kamailio << u"K53"_s << -1;
}

void DocumentFormTest::numbersOfTheGeneration()
{
    QFETCH(QString, type);
    QFETCH(Family, family);
    QFETCH(QString, generation);
    QFETCH(int, number);
    DecodeContext context;
    context.family = family;
    context.generation = generation;
    context.role = TableRole::Xcap;
    QCOMPARE(docTypeNumber(*documentTypeOf(type), context).value_or(-1), qint64(number));
    QCOMPARE(eventWord(*documentTypeOf(u"reginfo"_s)), u"reg"_s);
    QCOMPARE(eventWord(*documentTypeOf(u"pres-rules"_s)), QString());
}

QTEST_APPLESS_MAIN(DocumentFormTest)
#include "tst_documentform.moc"
