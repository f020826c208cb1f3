// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/presrules.h"
#include "demo/rulesbody.h"
#include "kamailiofixture.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = RuleAnswer::Kind;
using Moment = RuleContext::Moment;

/// PresRules says of each document what a real Kamailio then does: to new watchers, and when they are
/// refreshed.
class TestRuleConformance : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void newWatchers_data();
    void newWatchers();
    void refreshedWatchers_data();
    void refreshedWatchers();

private:
    RuleContext context(Moment moment) const;
    QString stored(int document, const SipUri &watcher);

    KamailioFixture m_live;
};

namespace {

constexpr int longEnough = 15'000; // milliseconds: a server under load

struct Case {
    QByteArray name;
    QByteArray document;
};

const QList<SipUri> watchers {{u"bob"_s, u"example.com"_s}, {u"eve"_s, u"elsewhere.example.net"_s}};

QByteArray ruleset(const QByteArray &content)
{
    return "<?xml version=\"1.0\"?>\n<cr:ruleset xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\" "
           "xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\" xmlns:x=\"urn:x\">\n"
        + content + "</cr:ruleset>\n";
}

QByteArray rule(const QByteArray &conditions, const QByteArray &action = "allow")
{
    return "<cr:rule id=\"r\"><cr:conditions>" + conditions + "</cr:conditions><cr:actions><pr:sub-handling>"
        + action + "</pr:sub-handling></cr:actions></cr:rule>\n";
}

QByteArray identity(const QByteArray &content)
{
    return "<cr:identity>" + content + "</cr:identity>";
}

QByteArray timed(const QByteArray &validity)
{
    return rule("<cr:validity>" + validity + "</cr:validity>" + identity("<cr:many/>"));
}

QByteArray period(const QByteArray &from, const QByteArray &until)
{
    return "<cr:from>" + from + "</cr:from><cr:until>" + until + "</cr:until>";
}

const QList<Case> &cases()
{
    static const QByteArray bob = rule(identity("<cr:one id=\"sip:bob@example.com\"/>"));
    static const QByteArray all = identity("<cr:many/>");
    static const QList<Case> own {
        {"no rule at all", ruleset({})},
        {"no ruleset", "<html/>"},
        {"ruleset below another root", "<a><b>" + ruleset(bob).mid(22) + "</b></a>"},
        {"undeclared prefix", ruleset("<y:note/>" + bob)},
        {"blank CDATA between rules", ruleset("<![CDATA[ ]]>" + bob)},
        {"foreign element between rules", ruleset("<x:y/>" + bob)},
        {"text between rules", ruleset("really" + bob)},
        {"element called text between rules", ruleset("<x:text/>" + bob)},
        {"comments inside",
            QByteArray(ruleset(bob))
                .replace("<cr:one", "<!-- a --><cr:one")
                .replace("allow", "<!-- b -->allow")},
        {"name of the rule is not asked",
            QByteArray(ruleset(bob)).replace("cr:rule ", "x:other ").replace("/cr:rule>", "/x:other>")},
        {"names in capitals",
            QByteArray(ruleset(bob)).replace("identity", "IDENTITY").replace("cr:one", "cr:ONE")},
        {"one without id", ruleset(rule(identity("<cr:one/>")) + bob)},
        {"empty id", ruleset(rule(identity("<cr:one id=\"\"/>")) + bob)},
        {"empty identity", ruleset(rule(identity({})) + bob)},
        {"missing identity", ruleset(rule({}) + bob)},
        {"domain that the watcher's begins with", ruleset(rule(identity("<cr:many domain=\"example\"/>")))},
        {"domain that begins with the watcher's",
            ruleset(rule(identity("<cr:many domain=\"example.com.net\"/>")))},
        {"own domain", ruleset(rule(identity("<cr:many domain=\"example.com\"/>")))},
        {"empty domain", ruleset(rule(identity("<cr:many domain=\"\"/>")))},
        {"exception with one letter more",
            ruleset(rule(identity("<cr:many><cr:except id=\"sip:bob@example.com!\"/></cr:many>")))},
        {"exception by own domain",
            ruleset(rule(identity("<cr:many><cr:except domain=\"example.com\"/></cr:many>")))},
        {"exception overrides one",
            ruleset(rule(identity("<cr:one id=\"sip:bob@example.com\"/><cr:many><cr:except "
                                  "domain=\"example.com\"/></cr:many>")))},
        {"second many includes again",
            ruleset(rule(identity("<cr:many><cr:except domain=\"example.com\"/></cr:many><cr:many/>")))},
        {"block", ruleset(rule(all, "block"))},
        {"confirm", ruleset(rule(all, "confirm"))},
        {"polite-block", ruleset(rule(all, "polite-block"))},
        {"blanks behind", ruleset(rule(all, "allow \n"))},
        {"only the beginning counts", ruleset(rule(all, "allowed"))},
        {"capital", ruleset(rule(all, "Allow"))},
        {"empty action", ruleset(rule(all, ""))},
        {"action in a CDATA section", ruleset(rule(all, "<![CDATA[allow]]>"))},
        {"valid now", ruleset(timed(period("2020-01-01T00:00:00Z", "2037-01-01T00:00:00Z")))},
        {"valid no more", ruleset(timed(period("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")))},
        {"second period",
            ruleset(timed(period("2020-01-01T00:00:00", "2021-01-01T00:00:00")
                + period("2020-01-01T00:00:00.5+01:00", "2037-01-01T00:00:00-05:00")))},
        {"from without until", ruleset(timed("<cr:from>2020-01-01T00:00:00Z</cr:from>") + bob)},
        {"future from without until", ruleset(timed("<cr:from>2037-01-01T00:00:00Z</cr:from>") + bob)},
        {"unreadable from", ruleset(timed(period("soon", "2037-01-01T00:00:00Z")))},
        {"unreadable until", ruleset(timed(period("2020-01-01T00:00:00Z", "never")) + bob)},
        {"before 1970", ruleset(timed(period("1969-01-01T00:00:00Z", "2037-01-01T00:00:00Z")) + bob)},
        {"no period", ruleset(timed({}) + bob)},
        {"byte order mark", "\xef\xbb\xbf" + ruleset(bob)},
    };
    static const QList<Case> every = [] {
        QList<Case> list = own;
        for (const PuzzlingRules &riddle : puzzlingRules())
            list.append({QByteArray(riddle.name.data(), riddle.name.size()), riddle.document});
        return list;
    }();
    return every;
}

QByteArray presentity(int document)
{
    return "sip:owner" + QByteArray::number(document) + "@example.com";
}

QString textOf(const RuleAnswer &answer)
{
    return answer.kind == Kind::Fails ? u"500"_s
                                      : (QString::number(answer.status) + u' ' + answer.reason).trimmed();
}

} // namespace

RuleContext TestRuleConformance::context(Moment moment) const
{
    RuleContext context;
    context.moment = moment;
    context.now = QDateTime::currentSecsSinceEpoch();
    context.checksSphere = false;
    return context;
}

/// What the server remembers of a watcher, "500" when it remembers nothing.
QString TestRuleConformance::stored(int document, const SipUri &watcher)
{
    const auto rows = m_live.rows->select(
        u"SELECT status, reason FROM watchers WHERE presentity_uri = ? AND watcher_username = ?"_s,
        {QString::fromLatin1(presentity(document)), watcher.user});
    if (!rows)
        return QString::fromUtf8(explain(rows.error()));
    return rows->isEmpty() ? u"500"_s
                           : (rows->first()[0].toString() + u' ' + rows->first()[1].toString()).trimmed();
}

void TestRuleConformance::initTestCase()
{
    KamailioOptions options;
    options.forceActive = false;
    for (int i = 0; i < cases().size(); ++i)
        options.seedSql +=
            u"INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES "
            "('owner%1', 'example.com', X'%2', 2, 'e', 0, '/%1', 0);\n"_s.arg(i)
                .arg(QString::fromLatin1(cases().at(i).document.toHex()));
    const auto started = m_live.start(options);
    QVERIFY2(started, started ? "" : explain(started.error()).constData());
    for (int i = 0; i < cases().size(); ++i)
        for (const SipUri &watcher : watchers) {
            m_live.agent.subscribe(watcher.toString().toLatin1(), presentity(i), "presence", 600);
            QTRY_COMPARE_WITH_TIMEOUT(m_live.agent.open(), 0, longEnough);
        }
}

void TestRuleConformance::cleanupTestCase()
{
    QVERIFY(m_live.server.stop());
}

void TestRuleConformance::newWatchers_data()
{
    QTest::addColumn<int>("document");
    for (int i = 0; i < cases().size(); ++i)
        QTest::newRow(cases().at(i).name.constData()) << i;
}

void TestRuleConformance::newWatchers()
{
    QFETCH(int, document);
    const PresRules rules = PresRules::fromStored(cases().at(document).document);
    for (qsizetype i = 0; i < watchers.size(); ++i) {
        const RuleWalk walk = rules.walk(watchers.at(i), context(Moment::FirstSubscribe));
        const SipTask &task = m_live.agent.task(static_cast<int>(document * watchers.size() + i));
        if (walk.answer.kind == Kind::Unknown)
            continue;
        QCOMPARE(task.lastAnswer() == 500, walk.answer.kind == Kind::Fails);
        QCOMPARE(stored(document, watchers.at(i)), textOf(walk.answer));
    }
}

void TestRuleConformance::refreshedWatchers_data()
{
    newWatchers_data();
}

void TestRuleConformance::refreshedWatchers()
{
    QFETCH(int, document);
    const PresRules rules = PresRules::fromStored(cases().at(document).document);
    QStringList expected;
    bool fails = false;
    for (const SipUri &watcher : watchers) {
        const QString before = stored(document, watcher);
        RuleContext how = context(Moment::Refresh);
        how.previousStatus = before.section(u' ', 0, 0).toInt();
        const RuleAnswer answer = rules.walk(watcher, how).answer;
        fails = fails || answer.kind == Kind::Fails || answer.kind == Kind::Unknown;
        expected.append(before == "500"_L1 ? before : textOf(answer));
    }
    const auto called = m_live.server.call(u"presence.refreshWatchers"_s,
        QJsonArray {QString::fromLatin1(presentity(document)), u"presence"_s, 0});
    if (fails)
        return;
    QVERIFY2(called, called ? "" : explain(called.error()).constData());
    for (qsizetype i = 0; i < watchers.size(); ++i)
        QTRY_COMPARE_WITH_TIMEOUT(stored(document, watchers.at(i)), expected.at(i), longEnough);
}

QTEST_GUILESS_MAIN(TestRuleConformance)
#include "tst_ruleconformance.moc"
