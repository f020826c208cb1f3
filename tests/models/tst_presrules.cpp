// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/presrules.h"
#include "authorisation/servertime.h"
#include "demo/rulesbody.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Moment = RuleContext::Moment;
using Kind = RuleAnswer::Kind;

// The way of a server through a pres-rules document, one row for each thing that it does otherwise than the
// standard, as observed on Kamailio.
class PresRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void walks_data();
    void walks();
    void families_data();
    void families();
    void previousStatusDecidesWithoutRule_data();
    void previousStatusDecidesWithoutRule();
    void refreshKnowsNoDomain();
    void validityIsKeptFromRuleToRule();
    void timesNearAreUncertain();
    void serverTimes_data();
    void serverTimes();
    void storedBytes_data();
    void storedBytes();
    void demoRiddles_data();
    void demoRiddles();
    void stepsHaveSentences();
    void deepAndWideDocumentsAreHarmless();
};

namespace {

constexpr qint64 now = 1'800'000'000; // 2027-01-15T08:00:00Z

QByteArray ruleset(const QByteArray &content)
{
    return "<?xml version=\"1.0\"?>\n<cr:ruleset xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\" "
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
    return identity("<cr:one id=\"" + id + "\"/>");
}

QByteArray validity(const QByteArray &content)
{
    return "<cr:validity>" + content + "</cr:validity>";
}

QByteArray period(const QByteArray &from, const QByteArray &until)
{
    return "<cr:from>" + from + "</cr:from><cr:until>" + until + "</cr:until>";
}

const QByteArray everybody = identity("<cr:many/>");
const QByteArray allowBob = rule(one("sip:bob@example.com"));
const QByteArray thisYear = period("2027-01-01T00:00:00", "2027-12-31T23:59:59");
const QByteArray lastYear = period("2026-01-01T00:00:00", "2026-12-31T23:59:59");
const SipUri bob {u"bob"_s, u"example.com"_s};

RuleContext context(Family family = Family::Kamailio)
{
    RuleContext context;
    context.family = family;
    context.now = now;
    return context;
}

RuleWalk walkOf(const QByteArray &document, const RuleContext &how = context(), const SipUri &watcher = bob)
{
    return PresRules::fromStored(document).walk(watcher, how);
}

/// "block 3 rejected", or the last word of a walk that found none.
QString outcome(const RuleWalk &walk)
{
    const QString end = wordOf(walk.end().step);
    if (walk.answer.kind == Kind::Fails)
        return end + " 500"_L1;
    return (end + u' ' + QString::number(walk.answer.status) + u' ' + walk.answer.reason).trimmed();
}

} // namespace

void PresRulesTest::walks_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, const QByteArray &content, const char *expected) {
        QTest::newRow(name) << ruleset(content) << QString::fromLatin1(expected);
    };
    // Where the search ends.
    add("one identity", allowBob, "allow 1");
    add("no rule at all", {}, "no-rule-left 2");
    add("comment between rules", "<!-- friends -->" + allowBob, "not-a-rule 2");
    add("instruction between rules", "<?editor saved?>" + allowBob, "not-a-rule 2");
    add("blank CDATA between rules", "<![CDATA[ ]]>" + allowBob, "not-a-rule 2");
    add("foreign element between rules", "<x:y/>" + allowBob, "not-a-rule 2");
    add("text between rules", "really" + allowBob, "allow 1");
    add("element called text between rules", "<x:text/>" + allowBob, "allow 1");
    add("comments inside are harmless",
        "<cr:rule id=\"a\"><!-- a --><cr:conditions><!-- b --><cr:identity><!-- c --><cr:one "
        "id=\"sip:bob@example.com\"/></cr:identity></cr:conditions><cr:actions><!-- d "
        "--><pr:sub-handling><!-- e -->allow</pr:sub-handling></cr:actions></cr:rule>",
        "allow 1");
    add("comment behind the matching rule", allowBob + "<!-- x -->", "allow 1");
    add("rule without conditions", "<cr:rule id=\"a\">" + actions("allow") + "</cr:rule>" + allowBob,
        "no-conditions 2");
    add("name of the rule is not asked",
        "<x:anything><cr:conditions>" + one("sip:bob@example.com") + "</cr:conditions>" + actions("block")
            + "</x:anything>",
        "block 3 rejected");
    add("names without case and namespace",
        "<RULE><Conditions><IDENTITY><Many/></IDENTITY></Conditions><x:ACTIONS><x:Sub-Handling>allow</"
        "x:Sub-Handling></x:ACTIONS></RULE>",
        "allow 1");
    QTest::newRow("no ruleset") << QByteArray("<html/>") << u"no-ruleset 2"_s;
    QTest::newRow("ruleset below another root")
        << "<a><b>" + ruleset(allowBob).mid(22) + "</b></a>" << u"allow 1"_s;
    QTest::newRow("undeclared prefix") << QByteArray("<z:ruleset/>") << u"not-looked-at 2"_s;
    // Validity.
    add("valid now", rule(validity(thisYear) + everybody), "allow 1");
    add("valid no more", rule(validity(lastYear) + everybody), "no-rule-left 2");
    add("valid in the second period", rule(validity(lastYear + thisYear) + everybody), "allow 1");
    add("from without until ends",
        rule(validity("<cr:from>2026-01-01T00:00:00</cr:from>") + everybody) + allowBob,
        "validity-without-until 2");
    add("future from without until",
        rule(validity("<cr:from>2028-01-01T00:00:00</cr:from>") + everybody) + allowBob, "allow 1");
    add("unreadable from counts as 1970", rule(validity(period("soon", "2027-12-31T23:59:59")) + everybody),
        "allow 1");
    add("unreadable until counts as 1970", rule(validity(period("2026-01-01T00:00:00", "never")) + everybody),
        "no-rule-left 2");
    add("before 1970 ends",
        rule(validity(period("1969-01-01T00:00:00", "2027-12-31T23:59:59")) + everybody) + allowBob,
        "validity-before-epoch 2");
    add("empty validity", rule(validity({}) + everybody), "no-rule-left 2");
    // Identity.
    add("empty conditions match nobody", rule({}), "no-rule-left 2");
    add("missing identity is skipped", rule({}) + allowBob, "allow 1");
    add("empty identity", rule(identity({})), "no-rule-left 2");
    add("one without id ends", rule(identity("<cr:one/>")) + allowBob, "one-without-id 2");
    add("empty id", rule(one("")) + allowBob, "allow 1");
    add("pres: is another", rule(one("pres:bob@example.com")), "no-rule-left 2");
    add("sips: is another", rule(one("sips:bob@example.com")), "no-rule-left 2");
    add("other case is another", rule(one("sip:Bob@example.com")), "no-rule-left 2");
    add("with port is another", rule(one("sip:bob@example.com:5060")), "no-rule-left 2");
    add("with blank is another", rule(one("sip:bob@example.com ")), "no-rule-left 2");
    add("many without domain", rule(everybody), "allow 1");
    add("own domain", rule(identity("<cr:many domain=\"example.com\"/>")), "allow 1");
    add("domain of equal length", rule(identity("<cr:many domain=\"samplez.com\"/>")), "allow 1");
    add("domain that begins with the watcher's", rule(identity("<cr:many domain=\"example.com.net\"/>")),
        "allow 1");
    add("domain that the watcher's begins with", rule(identity("<cr:many domain=\"example\"/>")),
        "no-rule-left 2");
    add("empty domain means nobody", rule(identity("<cr:many domain=\"\"/>")), "no-rule-left 2");
    add("exception by exact id", rule(identity("<cr:many><cr:except id=\"sip:bob@example.com\"/></cr:many>")),
        "allow 1");
    add("exception by id and one more letter",
        rule(identity("<cr:many><cr:except id=\"sip:bob@example.com!\"/></cr:many>")), "no-rule-left 2");
    add("exception by domain", rule(identity("<cr:many><cr:except domain=\"example.com\"/></cr:many>")),
        "no-rule-left 2");
    add("exception with both counts by id",
        rule(identity("<cr:many><cr:except id=\"sip:x@y\" domain=\"example.com\"/></cr:many>")), "allow 1");
    add("exception overrides one",
        rule(identity("<cr:one id=\"sip:bob@example.com\"/><cr:many><cr:except "
                      "domain=\"example.com\"/></cr:many>")),
        "no-rule-left 2");
    add("second many includes again",
        rule(identity("<cr:many><cr:except domain=\"example.com\"/></cr:many><cr:many/>")), "allow 1");
    add("first matching rule wins", rule(everybody, "block") + allowBob, "block 3 rejected");
    // Actions.
    add("block", rule(everybody, "block"), "block 3 rejected");
    add("confirm", rule(everybody, "confirm"), "confirm 2");
    add("polite-block", rule(everybody, "polite-block"), "polite-block 1 polite-block");
    add("allow with blanks behind", rule(everybody, "allow \n"), "allow 1");
    add("only the beginning counts", rule(everybody, "allowed by nobody"), "allow 1");
    add("blank in front", rule(everybody, " allow"), "action-unknown 500");
    add("line break in front", rule(everybody, "\n    allow\n  "), "action-unknown 500");
    add("capital", rule(everybody, "Allow"), "action-unknown 500");
    add("unknown action", rule(everybody, "permit"), "action-unknown 500");
    add("in a CDATA section", rule(everybody, "<![CDATA[allow]]>"), "allow 1");
    add("no actions", "<cr:rule id=\"a\"><cr:conditions>" + everybody + "</cr:conditions></cr:rule>",
        "action-missing 2");
}

void PresRulesTest::walks()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, expected);
    const RuleWalk walk = walkOf(document);
    QCOMPARE(outcome(walk), expected);
    QVERIFY(!walk.path.isEmpty());
    for (const WalkStep &step : walk.path)
        QVERIFY2(!sentenceOf(step).contains(u"%1"_s), qPrintable(sentenceOf(step)));
}

void PresRulesTest::families_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sphere");
    QTest::addColumn<QString>("kamailio");
    QTest::addColumn<QString>("openSips");
    const QByteArray attribute = rule("<cr:sphere value=\"work\"/>" + everybody);
    const QByteArray text = rule("<cr:sphere>Work</cr:sphere>" + everybody);
    QTest::newRow("missing identity")
        << rule({}) + allowBob << QString() << u"allow 1"_s << u"identity-missing-stops 2"_s;
    QTest::newRow("missing action") << "<cr:rule id=\"a\"><cr:conditions>" + everybody
            + "</cr:conditions></cr:rule>"
                                    << QString() << u"action-missing 2"_s << u"action-missing-no-rule 2"_s;
    QTest::newRow("sphere unknown") << text << QString() << u"allow 1"_s << u"no-rule-left 2"_s;
    QTest::newRow("sphere as text") << text << u"work"_s << u"allow 1"_s << u"allow 1"_s;
    QTest::newRow("sphere as attribute")
        << attribute << u"work"_s << u"no-rule-left 2"_s << u"no-rule-left 2"_s;
    QTest::newRow("another sphere") << text << u"home"_s << u"no-rule-left 2"_s << u"no-rule-left 2"_s;
}

void PresRulesTest::families()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, sphere);
    const auto outcomeIn = [&](Family family) {
        RuleContext how = context(family);
        if (!sphere.isEmpty())
            how.sphere = sphere;
        return outcome(walkOf(ruleset(content), how));
    };
    QTEST(outcomeIn(Family::Kamailio), "kamailio");
    QTEST(outcomeIn(Family::OpenSips), "openSips");
    RuleContext unchecked = context(Family::OpenSips);
    unchecked.checksSphere = false;
    if (content.contains("sphere"))
        QCOMPARE(outcome(walkOf(ruleset(content), unchecked)), u"allow 1"_s);
}

void PresRulesTest::previousStatusDecidesWithoutRule_data()
{
    QTest::addColumn<Family>("family");
    QTest::addColumn<Moment>("moment");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first time") << Family::Kamailio << Moment::FirstSubscribe << 1 << u"no-rule-left 2"_s;
    QTest::newRow("was pending") << Family::Kamailio << Moment::Refresh << 2 << u"no-rule-left 2"_s;
    QTest::newRow("was active") << Family::Kamailio << Moment::Refresh << 1 << u"no-rule-left 3 probation"_s;
    QTest::newRow("was terminated") << Family::Kamailio << Moment::Refresh << 3
                                    << u"no-rule-left 3 probation"_s;
    QTest::newRow("was active in OpenSIPS")
        << Family::OpenSips << Moment::Refresh << 1 << u"no-rule-left 3 deactivated"_s;
}

void PresRulesTest::previousStatusDecidesWithoutRule()
{
    QFETCH(Family, family);
    QFETCH(Moment, moment);
    QFETCH(int, status);
    RuleContext how = context(family);
    how.moment = moment;
    how.previousStatus = status;
    QTEST(outcome(walkOf(ruleset({}), how)), "expected");
}

void PresRulesTest::refreshKnowsNoDomain()
{
    const SipUri stranger {u"eve"_s, u"elsewhere.example.net"_s};
    const QByteArray ours = ruleset(rule(identity("<cr:many domain=\"example.com\"/>")));
    const QByteArray except =
        ruleset(rule(identity("<cr:many><cr:except domain=\"elsewhere.example.net\"/></cr:many>")));
    RuleContext how = context();
    QCOMPARE(outcome(walkOf(ours, how, stranger)), u"no-rule-left 2"_s);
    QCOMPARE(outcome(walkOf(except, how, stranger)), u"no-rule-left 2"_s);
    how.moment = Moment::Refresh;
    QCOMPARE(outcome(walkOf(ours, how, stranger)), u"allow 1"_s);
    QCOMPARE(outcome(walkOf(except, how, stranger)), u"allow 1"_s);
    how.family = Family::OpenSips;
    QCOMPARE(outcome(walkOf(ours, how, stranger)), u"no-rule-left 2"_s);
    // Domains are those of the From header, identities those of the watcher.
    how = context();
    how.fromDomain = u"example.com"_s;
    QCOMPARE(outcome(walkOf(ours, how, stranger)), u"allow 1"_s);
}

void PresRulesTest::validityIsKeptFromRuleToRule()
{
    const QByteArray document = ruleset(rule(validity(thisYear) + one("sip:nobody@example.com"), "block")
        + rule(validity(lastYear) + everybody));
    const RuleWalk walk = walkOf(document);
    QCOMPARE(outcome(walk), u"allow 1"_s);
    QCOMPARE(walk.rule, 2);
    QCOMPARE(document.mid(walk.path.last().span.from, walk.path.last().span.length),
        QByteArray("<pr:sub-handling>allow</pr:sub-handling>"));
    QStringList words;
    for (const WalkStep &step : walk.path)
        words.append(QString::number(step.rule) + u' ' + wordOf(step.step));
    QCOMPARE(words,
        QStringList({u"1 validity-holds"_s, u"1 one-differs"_s, u"1 identity-fails"_s, u"2 validity-leaks"_s,
            u"2 many-all"_s, u"2 rule-chosen"_s, u"2 allow"_s}));
}

void PresRulesTest::timesNearAreUncertain()
{
    const auto isUncertain = [](const QByteArray &until) {
        return walkOf(ruleset(rule(validity(period("2026-01-01T00:00:00", until)) + everybody))).isUncertain;
    };
    QVERIFY(isUncertain("2027-01-15T08:59:00"));
    QVERIFY(isUncertain("2027-01-15T07:01:00"));
    QVERIFY(!isUncertain("2027-01-15T09:01:00"));
}

void PresRulesTest::serverTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<qint64>("read");
    QTest::addColumn<qint64>("meant");
    QTest::newRow("UTC on a server in UTC") << u"2027-01-15T08:00:00Z"_s << 0 << now << now;
    QTest::newRow("UTC on a server in Berlin") << u"2027-01-15T08:00:00Z"_s << 3600 << now - 3600 << now;
    QTest::newRow("offset in Berlin") << u"2027-01-15T09:00:00+01:00"_s << 3600 << now - 3600 << now;
    QTest::newRow("west") << u"2027-01-15T03:00:00-05:00"_s << 0 << now << now;
    QTest::newRow("fraction") << u"2027-01-15T08:00:00.999Z"_s << 0 << now << now;
    QTest::newRow("local") << u"2027-01-15T09:00:00"_s << 3600 << now << qint64(-1);
    QTest::newRow("30 February") << u"2027-02-30T00:00:00"_s << 0 << qint64(1'803'945'600) << qint64(-1);
    QTest::newRow("date alone") << u"2027-01-15"_s << 0 << qint64(0) << qint64(-1);
    QTest::newRow("words") << u"tomorrow"_s << 0 << qint64(0) << qint64(-1);
    QTest::newRow("hour 25") << u"2027-01-15T25:00:00Z"_s << 0 << qint64(0) << qint64(-1);
}

void PresRulesTest::serverTimes()
{
    QFETCH(QString, text);
    QFETCH(int, offset);
    const ServerTime time = readServerTime(text, offset);
    QTEST(time.seconds, "read");
    QTEST(time.meant.value_or(-1), "meant");
    QCOMPARE(time.isReadable, time.seconds != 0);
}

void PresRulesTest::storedBytes_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("expected");
    const QByteArray whole = ruleset(allowBob);
    QTest::newRow("zero bytes") << QByteArray() << u"unparsable 500"_s;
    QTest::newRow("cut by a NUL") << whole.left(200) + '\0' + whole.mid(200) << u"unparsable 500"_s;
    QTest::newRow("NUL behind the end") << whole + QByteArray("\0garbage", 8) << u"allow 1"_s;
    QTest::newRow("bytes behind the root") << whole + "sent by X" << u"unparsable 500"_s;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe<\0a\0/\0>\0", 10) << u"unparsable 500"_s;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + whole << u"allow 1"_s;
    QTest::newRow("ISO-8859-1") << QByteArray(whole)
                                       .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\"")
                                       .replace("<cr:rule ", "<cr:rule x:n=\"Gr\xfc\xdf\" ")
                                << u"allow 1"_s;
}

void PresRulesTest::storedBytes()
{
    QFETCH(QByteArray, stored);
    QTEST(outcome(walkOf(stored)), "expected");
}

void PresRulesTest::demoRiddles_data()
{
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(expected);
    };
    add("comment between rules", "not-a-rule 2");
    add("processing instruction between rules", "not-a-rule 2");
    add("rule without conditions", "no-conditions 2");
    add("empty conditions", "no-rule-left 2");
    add("identity in another case", "no-rule-left 2");
    add("pres scheme", "no-rule-left 2");
    add("exception by id", "allow 1");
    add("exception by domain", "allow 1");
    add("domain of equal length", "allow 1");
    add("unknown action", "action-unknown 500");
    add("line break before the action", "action-unknown 500");
    add("no actions", "action-missing 2");
    add("validity leaks", "allow 1");
    add("sphere as an attribute", "no-rule-left 2");
    add("sphere as text", "allow 1");
    add("block before allow", "block 3 rejected");
    add("cut", "unparsable 500");
    add("empty", "unparsable 500");
    add("UTF-16", "unparsable 500");
    add("bytes after the root", "unparsable 500");
    add("no namespace", "allow 1");
}

void PresRulesTest::demoRiddles()
{
    const QList<PuzzlingRules> riddles = puzzlingRules();
    const auto riddle = std::ranges::find_if(riddles,
        [](const PuzzlingRules &each) { return each.name == QLatin1StringView(QTest::currentDataTag()); });
    QVERIFY(riddle != riddles.end());
    RuleContext how = context();
    how.sphere = u"work"_s;
    QTEST(outcome(walkOf(riddle->document, how)), "expected");
}

void PresRulesTest::stepsHaveSentences()
{
    for (int i = 0; i <= int(RuleStep::NoRuleLeft); ++i) {
        const WalkStep step {RuleStep(i), 1, 0, {}, u"%2 \u202E<b>"_s, u"%1"_s};
        QVERIFY(!wordOf(step.step).isEmpty());
        QVERIFY2(sentenceOf(step).endsWith(u'.') || step.step == RuleStep::NotLookedAt,
            qPrintable(sentenceOf(step)));
        QVERIFY(!sentenceOf(step).contains(u'\u202E'));
    }
}

void PresRulesTest::deepAndWideDocumentsAreHarmless()
{
    const QByteArray deep = QByteArray("<a>").repeated(5000) + QByteArray("</a>").repeated(5000);
    QCOMPARE(walkOf(deep).answer.kind, Kind::Unknown);
    const QByteArray wide = ruleset(rule(one("sip:x@example.com")).repeated(5000) + allowBob);
    const RuleWalk walk = walkOf(wide);
    QCOMPARE(outcome(walk), u"allow 1"_s);
    QCOMPARE(walk.rule, 5001);
}

QTEST_GUILESS_MAIN(PresRulesTest)
#include "tst_presrules.moc"
