// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/brokenbody.h"
#include "demo/rulesbody.h"
#include "document/documentcheck.h"
#include "document/documenttext.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Where a server will stumble over a document that may well be valid, and that the repairs repair.
class StumblesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rules_data();
    void rules();
    void families_data();
    void families();
    void bodies_data();
    void bodies();
    void omaRulesAreReadOtherwise();
    void severalDocumentsOfOneUser();
    void tupleIdsOverDocuments();
    void placesAreExact();
    void sizeAtTheLimit();
    void demoRiddles_data();
    void demoRiddles();
    void demoBodies_data();
    void demoBodies();
    void manyFindingsAreCut();
    void everyPrefixAndDamageIsHarmless();

private:
    static void verifyRepairs(
        const QByteArray &stored, const DocumentType &type, const DocumentContext &context);
};

namespace {

constexpr qint64 now = 1'800'000'000; // 2027-01-15T08:00:00Z

QByteArray ruleset(const QByteArray &content)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cr:ruleset "
           "xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\" "
           "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\" xmlns:x=\"urn:x\">\n"
        + content + "</cr:ruleset>\n";
}

QByteArray actions(const QByteArray &action)
{
    return "<cr:actions><pr:sub-handling>" + action + "</pr:sub-handling></cr:actions>";
}

QByteArray rule(const QByteArray &conditions, const QByteArray &action = "allow")
{
    return "<cr:rule id=\"r\"><cr:conditions>" + conditions + "</cr:conditions>" + actions(action)
        + "</cr:rule>\n";
}

QByteArray identity(const QByteArray &content)
{
    return "<cr:identity>" + content + "</cr:identity>";
}

QByteArray one(const QByteArray &id)
{
    return rule(identity("<cr:one id=\"" + id + "\"/>"));
}

QByteArray many(const QByteArray &content)
{
    return rule(identity("<cr:many>" + content + "</cr:many>"));
}

QByteArray timed(const QByteArray &content)
{
    return rule("<cr:validity>" + content + "</cr:validity>" + identity("<cr:many/>"));
}

QByteArray period(const QByteArray &from, const QByteArray &until)
{
    return "<cr:from>" + from + "</cr:from><cr:until>" + until + "</cr:until>";
}

QByteArray pidf(const QByteArray &content, const QByteArray &entity = "sip:alice@example.com")
{
    return "<?xml version=\"1.0\"?>\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
           "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" xmlns:q=\"urn:ietf:params:xml:ns:pidf:rpid\" "
           "entity=\""
        + entity + "\">" + content + "</presence>";
}

DocumentContext contextOf(TableRole role, Family family = Family::Kamailio)
{
    DocumentContext context;
    context.role = role;
    context.family = family;
    context.username = u"alice"_s;
    context.domain = u"example.com"_s;
    context.event = u"presence"_s;
    context.now = now;
    return context;
}

const DocumentType &typeNamed(const char *id)
{
    return *documentTypeOf(QLatin1StringView(id));
}

QStringList codesOf(const QList<Diagnostic> &diagnostics)
{
    QStringList codes;
    for (const Diagnostic &diagnostic : diagnostics)
        codes.append(diagnostic.code);
    codes.sort();
    return codes;
}

QStringList words(const char *text)
{
    QStringList list = QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    list.sort();
    return list;
}

const QByteArray allowBob = one("sip:bob@example.com");
const QByteArray thisYear = period("2027-01-01T00:00:00", "2027-12-31T23:59:59");
const QByteArray lastYear = period("2026-01-01T00:00:00", "2026-12-31T23:59:59");

} // namespace

/// Each repair removes what it is for and brings nothing new: a sphere excepted, which cannot please both.
void StumblesTest::verifyRepairs(
    const QByteArray &stored, const DocumentType &type, const DocumentContext &context)
{
    const QList<Diagnostic> before = findStumbles(stored, type, context);
    const DocumentText text = decodeDocument(stored);
    for (const Diagnostic &diagnostic : before) {
        if (diagnostic.fix.isEmpty())
            continue;
        QVERIFY(!diagnostic.fix.label.isEmpty());
        const QByteArray repaired = applied(diagnostic.fix.edits, text.utf8);
        QVERIFY(repaired != text.utf8);
        QStringList expected = codesOf(before);
        QVERIFY(expected.removeOne(diagnostic.code));
        if (diagnostic.code == "sphere-attribute"_L1)
            expected.append(u"sphere-text"_s);
        expected.sort();
        const auto bytes = text.encode(repaired);
        QVERIFY(bytes);
        QCOMPARE(codesOf(findStumbles(*bytes, type, context)), expected);
    }
}

void StumblesTest::rules_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QStringList>("codes");
    const auto add = [](const char *name, const QByteArray &content, const char *codes) {
        QTest::newRow(name) << ruleset(content) << words(codes);
    };
    add("nothing wrong", allowBob + many(""), "");
    add("comment between", "<!-- a -->" + allowBob, "rules-comment-between");
    add("two comments between", "<!-- a -->" + allowBob + "<!-- b -->" + allowBob + "<!-- end -->",
        "rules-comment-between rules-comment-between");
    add("comment behind the last rule", allowBob + "<!-- a -->", "");
    add("comment within a rule", QByteArray(allowBob).replace("<cr:actions>", "<!-- a --><cr:actions>"), "");
    add("instruction between", "<?a b?>" + allowBob, "rules-instruction-between");
    add("CDATA between", "<![CDATA[ ]]>" + allowBob, "rules-cdata-between");
    add("element between", "<x:note>a</x:note>" + allowBob, "rules-element-between");
    add("rule without conditions", "<cr:rule id=\"a\">" + actions("allow") + "</cr:rule>" + allowBob,
        "rules-no-conditions");
    QTest::newRow("below another root")
        << "<a>" + ruleset(allowBob).mid(39) + "</a>" << words("rules-below-root");
    QTest::newRow("no ruleset") << QByteArray("<list xmlns=\"urn:x\"/>") << words("rules-no-ruleset");

    add("identity missing", rule({}), "identity-missing");
    add("identity empty", rule(identity({})), "identity-empty");
    add("one without id", rule(identity("<cr:one/>")), "one-without-id");
    add("sips", one("sips:bob@example.com"), "one-scheme");
    add("pres", one("pres:bob@example.com"), "one-scheme");
    add("SIP in capitals", one("SIP:bob@example.com"), "one-scheme");
    add("no scheme", one("bob@example.com"), "one-scheme");
    add("telephone number", one("tel:+15551234"), "one-no-address");
    add("no address", one("bob"), "one-no-address");
    add("empty id", one(""), "one-no-address");
    add("capitals in the domain", one("sip:bob@Example.COM"), "one-case");
    add("capitals in the user are right", one("sip:Bob@example.com"), "");
    add("port", one("sip:bob@example.com:5060"), "one-parameters");
    add("parameters", one("sip:bob@example.com;transport=tcp"), "one-parameters");
    add("everything at once", one(" SIPS:bob@EXAMPLE.com:5061;a=b&amp;c "), "one-scheme");
    add("blank behind", one("sip:bob@example.com "), "one-blank");
    add("quote in the user", one("sip:o'brien&amp;co@Example.com"), "one-case");
    add("many of a domain", rule(identity("<cr:many domain=\"example.com\"/>")), "many-domain");
    add("many of a domain with capitals", rule(identity("<cr:many domain=\"Example.com\"/>")),
        "many-domain many-domain-case");
    add("many of an empty domain", rule(identity("<cr:many domain=\"\"/>")), "many-domain-empty");
    add("exception by id", many("<cr:except id=\"sip:eve@example.com\"/>"), "except-id");
    add("exception by domain", many("<cr:except domain=\"example.net\"/>"), "except-domain");
    add("exception by domain with capitals", many("<cr:except domain=\"Example.net\"/>"),
        "except-domain except-domain-case");
    add("exception of nobody", many("<cr:except/>"), "except-empty");

    add("blank before the action", rule(identity("<cr:many/>"), " allow"), "action-padded");
    add("line break before the action", rule(identity("<cr:many/>"), "\n      allow\n    "), "action-padded");
    add("blank behind the action", rule(identity("<cr:many/>"), "allow \n"), "");
    add("capital", rule(identity("<cr:many/>"), "Allow"), "action-case");
    add("longer than the action", rule(identity("<cr:many/>"), "allowed"), "action-prefix");
    add("unknown action", rule(identity("<cr:many/>"), "permit"), "action-unknown");
    add("empty action", rule(identity("<cr:many/>"), ""), "action-unknown");
    add("comment before a padded action", rule(identity("<cr:many/>"), "<!-- a --> allow"), "action-padded");
    add("no action",
        "<cr:rule id=\"a\"><cr:conditions>" + identity("<cr:many/>") + "</cr:conditions></cr:rule>",
        "action-missing");

    add("period in local time", timed(thisYear), "");
    add("period in UTC", timed(period("2027-01-01T00:00:00Z", "2027-12-31T23:59:59Z")), "validity-zone");
    add("period with offsets", timed(period("2027-01-01T00:00:00+01:00", "2027-12-31T23:59:59+01:00")),
        "validity-zone");
    add("no until", timed("<cr:from>2027-01-01T00:00:00</cr:from>"), "validity-no-until");
    add("until missing in the middle", timed("<cr:from>2027-01-01T00:00:00</cr:from>" + thisYear),
        "validity-no-until");
    add("no from", timed("<cr:until>2027-01-01T00:00:00</cr:until>"), "validity-no-from");
    add("no period", timed({}), "validity-empty");
    add("unreadable time", timed(period("January", "2027-12-31T23:59:59")), "validity-unreadable");
    add("long ago", timed(period("1969-07-20T00:00:00", "2027-12-31T23:59:59")), "validity-before-1970");
    add("ends within the hour", timed(period("2027-01-01T00:00:00", "2027-01-15T08:30:00")), "validity-near");
    add("leaking", timed(thisYear) + timed(lastYear), "validity-leak");
    add("leaking backwards", timed(lastYear) + timed(thisYear), "");
    add("sphere as attribute", rule("<cr:sphere value=\"work\"/>" + identity("<cr:many/>")),
        "sphere-attribute");
    add("sphere as attribute of an open element",
        rule("<cr:sphere value=\"a&amp;b\"></cr:sphere>" + identity("<cr:many/>")), "sphere-attribute");
    add("sphere as text", rule("<cr:sphere>work</cr:sphere>" + identity("<cr:many/>")), "sphere-text");
    add("sphere empty", rule("<cr:sphere/>" + identity("<cr:many/>")), "sphere-empty");
    QTest::newRow("not parsable") << ruleset(allowBob).chopped(20) << words("unparsable");
    QTest::newRow("undeclared prefix is no matter for the server")
        << QByteArray("<a><y:b/></a>") << words("");
}

void StumblesTest::rules()
{
    QFETCH(QByteArray, document);
    QFETCH(QStringList, codes);
    const DocumentContext context = contextOf(TableRole::Xcap);
    const QList<Diagnostic> found = findStumbles(document, typeNamed("pres-rules"), context);
    QCOMPARE(codesOf(found), codes);
    for (const Diagnostic &diagnostic : found) {
        QVERIFY(diagnostic.severity == Severity::Stumble || diagnostic.code == "sphere-text"_L1);
        QVERIFY2(diagnostic.sentence.endsWith(u'.'), qPrintable(diagnostic.sentence));
        QVERIFY2(!diagnostic.sentence.contains("%1"_L1), qPrintable(diagnostic.sentence));
        QVERIFY(diagnostic.place.line > 0);
    }
    verifyRepairs(document, typeNamed("pres-rules"), context);
}

void StumblesTest::families_data()
{
    QTest::addColumn<Family>("family");
    QTest::addColumn<bool>("kamailio");
    QTest::addColumn<bool>("openSips");
    QTest::newRow("Kamailio") << Family::Kamailio << true << false;
    QTest::newRow("OpenSIPS") << Family::OpenSips << false << true;
    QTest::newRow("unknown") << Family::Unknown << true << true;
}

// What only one server does is told of that server.
void StumblesTest::families()
{
    QFETCH(Family, family);
    QFETCH(bool, kamailio);
    QFETCH(bool, openSips);
    const DocumentContext context = contextOf(TableRole::Xcap, family);
    const QByteArray exception = ruleset(many("<cr:except domain=\"example.net\"/>"));
    QCOMPARE(!findStumbles(exception, typeNamed("pres-rules"), context).isEmpty(), kamailio);
    const auto missing = findStumbles(ruleset(rule({})), typeNamed("pres-rules"), context);
    QCOMPARE(missing.size(), 1);
    QCOMPARE(missing.at(0).sentence.contains("skips"_L1), kamailio);
    QCOMPARE(missing.at(0).sentence.contains("ends"_L1), openSips);
}

void StumblesTest::bodies_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QStringList>("codes");
    const auto add = [](const char *name, const char *type, const QByteArray &document, const char *codes) {
        QTest::newRow(name) << document << QByteArray(type) << words(codes);
    };
    const QByteArray dialog = "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" "
                              "state=\"full\" entity=\"%\"/>";
    const QByteArray tuple = "<tuple id=\"a\"><status><basic>open</basic></status></tuple>";
    add("presence", "presence", pidf(tuple), "");
    add("presence of pres:", "presence", pidf(tuple, "pres:alice@Example.com"), "");
    add("presence of another", "presence", pidf(tuple, "sip:bob@example.com"), "entity-mismatch");
    add("presence of another host", "presence", pidf(tuple, "pres:alice@192.0.2.1"), "entity-mismatch");
    add("presence of nobody", "presence", pidf(tuple, "alice"), "entity-mismatch");
    add("two tuples of one id", "presence", pidf(tuple + tuple), "tuple-id-twice");
    add("sphere as element", "presence", pidf("<rpid:sphere><rpid:work/></rpid:sphere>"), "sphere-published");
    add("sphere under another prefix", "presence", pidf("<q:sphere><q:work/></q:sphere>"),
        "sphere-published");
    add("dialogs of another", "dialog-info", QByteArray(dialog).replace("%", "sip:bob@example.com"),
        "entity-mismatch");
    add("dialogs", "dialog-info", QByteArray(dialog).replace("%", "sip:alice@example.com"), "");
    add("registrations of another", "reginfo",
        "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"0\" state=\"full\"><registration "
        "aor=\"sip:bob@example.com\" id=\"a\" state=\"init\"/></reginfo>",
        "entity-mismatch");
    add("summary", "message-summary", "Messages-Waiting: yes\r\n", "");
    add("summary in another order", "message-summary", "Voice-Message: 1/0\r\nMessages-Waiting: yes\r\n",
        "summary-beginning");
    add("summary of nothing", "message-summary", "", "bytes-empty");
    add("NUL", "presence", pidf(tuple) + '\0', "bytes-nul");
    add("UTF-16 declared, UTF-8 written", "presence",
        pidf(tuple).replace("version=\"1.0\"", "version=\"1.0\" encoding='UTF-16'"), "bytes-encoding-lies");
    add("Latin-1 declared, UTF-8 written", "presence",
        pidf("<note>Gr\xc3\xbc\xc3\x9f"
             "e</note>")
            .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\""),
        "bytes-encoding-lies");
    add("Latin-1 declared and written", "presence",
        pidf("<note>Gr\xfc\xdf"
             "e</note>")
            .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\""),
        "");
    add("byte order mark against the declaration", "presence",
        "\xef\xbb\xbf"
            + pidf("<note>Gr\xc3\xbc\xc3\x9f"
                   "e</note>")
                  .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\""),
        "bytes-encoding-lies");
    add("UTF-8 that is none", "presence", pidf("<note>Gr\xfc\xdf</note>"), "bytes-encoding-lies");
    add("bytes behind the root", "presence", pidf(tuple) + "<presence/>", "bytes-after-root");
    add("comment behind the root", "presence", pidf(tuple) + "\n<!-- a -->\n", "");
}

void StumblesTest::bodies()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, type);
    const DocumentContext context = contextOf(TableRole::Presentity);
    QTEST(codesOf(findStumbles(document, typeNamed(type.constData()), context)), "codes");
    verifyRepairs(document, typeNamed(type.constData()), context);
}

void StumblesTest::omaRulesAreReadOtherwise()
{
    DocumentContext context = contextOf(TableRole::Xcap, Family::OpenSips);
    const QByteArray document = ruleset("<!-- a -->" + timed(thisYear) + "<cr:rule id=\"a\"/>");
    context.docType = 2;
    QCOMPARE(codesOf(findStumbles(document, typeNamed("pres-rules"), context)),
        words("rules-comment-between rules-no-conditions"));
    context.docType = 32;
    QCOMPARE(
        codesOf(findStumbles(document, typeNamed("pres-rules"), context)), words("oma-condition-ignored"));
}

void StumblesTest::severalDocumentsOfOneUser()
{
    DocumentNeighbours neighbours;
    neighbours.presRulesDocuments = 3;
    const auto found =
        findStumbles(ruleset(allowBob), typeNamed("pres-rules"), contextOf(TableRole::Xcap), neighbours);
    QCOMPARE(codesOf(found), words("rules-several-documents"));
    QCOMPARE(found.at(0).place.line, 0);
    QVERIFY(found.at(0).sentence.contains(u'3'));
    QVERIFY(findStumbles("<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>",
        typeNamed("resource-lists"), contextOf(TableRole::Xcap), neighbours)
                .isEmpty());
}

// The first tuple decides whether a document is shown at all.
void StumblesTest::tupleIdsOverDocuments()
{
    DocumentNeighbours neighbours;
    neighbours.otherTupleIds = QStringList {u"a"_s, u"b"_s};
    const auto found = findStumbles(pidf("<tuple id=\"a\"/><tuple id=\"c\"/><tuple id=\"b\"/>"),
        typeNamed("presence"), contextOf(TableRole::Presentity), neighbours);
    QCOMPARE(codesOf(found), words("tuple-id-elsewhere tuple-id-elsewhere"));
    QVERIFY(found.at(0).sentence.contains("vanishes"_L1));
    QVERIFY(!found.at(1).sentence.contains("vanishes"_L1));
}

void StumblesTest::placesAreExact()
{
    const QByteArray document = ruleset("<!-- gr\xc3\xbc\xc3\x9f --> " + one("sips:bob@example.com"));
    const auto found =
        findStumbles(document, typeNamed("pres-rules"), contextOf(TableRole::Xcap, Family::OpenSips));
    QCOMPARE(found.size(), 2);
    const auto textAt = [&document](
                            const TextPlace &place) { return document.mid(place.byte, place.length); };
    QCOMPARE(textAt(found.at(0).place), QByteArray("<!-- gr\xc3\xbc\xc3\x9f -->"));
    QCOMPARE(found.at(0).place.line, 3);
    QCOMPARE(found.at(0).place.column, 1);
    QCOMPARE(textAt(found.at(1).place), QByteArray("sips:bob@example.com"));
    QCOMPARE(found.at(1).expected, u"sip:bob@example.com"_s);
    QCOMPARE(found.at(1).place.column, QString::fromUtf8(document.split('\n').at(2)).indexOf("sips:"_L1) + 1);
    const QByteArray repaired = applied(found.at(0).fix.edits, document);
    QVERIFY(repaired.contains("<cr:rule id=\"r\"><!-- gr\xc3\xbc\xc3\x9f -->"));
}

void StumblesTest::sizeAtTheLimit()
{
    const QByteArray start = pidf("<note>");
    const QByteArray document = pidf("<note>" + QByteArray(65535 - start.size() - 7, 'x') + "</note>");
    QCOMPARE(document.size(), 65535);
    DocumentContext context = contextOf(TableRole::Presentity);
    QCOMPARE(codesOf(findStumbles(document, typeNamed("presence"), context)), words("bytes-at-limit"));
    context.capacity = 255;
    const QByteArray small = pidf("<note/>");
    QVERIFY(findStumbles(small, typeNamed("presence"), context).isEmpty());
    context.capacity = small.size();
    QCOMPARE(codesOf(findStumbles(small, typeNamed("presence"), context)), words("bytes-at-limit"));
}

void StumblesTest::demoRiddles_data()
{
    QTest::addColumn<QStringList>("codes");
    const auto add = [](const char *name, const char *codes) { QTest::newRow(name) << words(codes); };
    add("comment between rules", "rules-comment-between");
    add("processing instruction between rules", "rules-instruction-between");
    add("rule without conditions", "rules-no-conditions");
    add("empty conditions", "identity-missing");
    add("identity in another case", "one-case");
    add("pres scheme", "one-scheme");
    add("exception by id", "except-id");
    add("exception by domain", "except-domain");
    add("domain of equal length", "many-domain");
    add("unknown action", "action-unknown");
    add("line break before the action", "action-padded");
    add("no actions", "action-missing");
    add("validity leaks", "validity-leak validity-zone validity-zone");
    add("sphere as an attribute", "sphere-attribute");
    add("sphere as text", "sphere-text");
    add("block before allow", "");
    add("cut", "unparsable");
    add("empty", "bytes-empty");
    add("UTF-16", "bytes-utf16");
    add("bytes after the root", "bytes-after-root");
    add("no namespace", "");
}

void StumblesTest::demoRiddles()
{
    const QList<PuzzlingRules> riddles = puzzlingRules();
    const auto riddle = std::ranges::find_if(riddles,
        [](const PuzzlingRules &each) { return each.name == QLatin1StringView(QTest::currentDataTag()); });
    QVERIFY(riddle != riddles.end());
    const DocumentContext context = contextOf(TableRole::Xcap);
    QTEST(codesOf(findStumbles(riddle->document, typeNamed("pres-rules"), context)), "codes");
    verifyRepairs(riddle->document, typeNamed("pres-rules"), context);
}

void StumblesTest::demoBodies_data()
{
    QTest::addColumn<QStringList>("codes");
    const auto add = [](const char *name, const char *codes) { QTest::newRow(name) << words(codes); };
    add("cut", "unparsable");
    add("empty", "bytes-empty");
    add("only blanks", "bytes-empty");
    add("not XML", "unparsable");
    add("invalid UTF-8", "bytes-encoding-lies");
    add("NUL byte", "bytes-nul");
    add("UTF-16", "bytes-utf16");
    add("Latin-1 declared", "");
    add("byte order mark", "");
    add("bidi controls", "");
    add("zero width", "");
    add("control characters", "unparsable");
    add("markup in text", "");
    add("bytes after the root", "bytes-after-root");
    add("wrong root", "");
    add("entity in a DTD", "");
    add("external entity", "");
    add("unclosed prefix", "");
    add("at the BLOB limit", "bytes-at-limit unparsable");
    add("emoji and scripts", "");
}

void StumblesTest::demoBodies()
{
    const QList<BrokenBody> bodies = brokenBodies(demoPeople(1).constFirst());
    const auto body = std::ranges::find_if(bodies,
        [](const BrokenBody &each) { return each.name == QLatin1StringView(QTest::currentDataTag()); });
    QVERIFY(body != bodies.end());
    const DocumentContext context = contextOf(TableRole::Presentity);
    QTEST(codesOf(findStumbles(body->bytes, typeNamed("presence"), context)), "codes");
    verifyRepairs(body->bytes, typeNamed("presence"), context);
}

void StumblesTest::manyFindingsAreCut()
{
    const QByteArray wide = ruleset(one("sips:bob@example.com").repeated(5000));
    QCOMPARE(findStumbles(wide, typeNamed("pres-rules"), contextOf(TableRole::Xcap)).size(), 200);
}

void StumblesTest::everyPrefixAndDamageIsHarmless()
{
    const DocumentContext context = contextOf(TableRole::Xcap);
    const QByteArray whole =
        ruleset("<!-- a -->" + one("sips:bob@example.com") + timed(period("2027-01-01T00:00:00Z", "x"))
            + many("<cr:except id=\"a\"/>") + rule("<cr:sphere value=\"w\"/>", " allow"));
    for (qsizetype i = 0; i <= whole.size(); ++i) {
        QByteArray damaged = whole;
        if (i < whole.size())
            damaged[i] = static_cast<char>(damaged.at(i) ^ 0x15);
        for (const QByteArray &bytes : {whole.left(i), damaged})
            for (const Diagnostic &diagnostic : findStumbles(bytes, typeNamed("pres-rules"), context))
                QVERIFY(diagnostic.place.byte + diagnostic.place.length <= 3 * bytes.size() + 3);
    }
}

QTEST_GUILESS_MAIN(StumblesTest)
#include "tst_stumbles.moc"
