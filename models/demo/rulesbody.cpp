// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/rulesbody.h"

#include <QStringEncoder>

using namespace Qt::StringLiterals;

namespace {

QString rule(const QString &id, const QString &conditions, const QString &handling)
{
    return u"  <cr:rule id=\"%1\">\n"
           "    %2\n"
           "    <cr:actions><pr:sub-handling>%3</pr:sub-handling></cr:actions>\n"
           "    <cr:transformations>\n"
           "      <pr:provide-services><pr:all-services/></pr:provide-services>\n"
           "      <pr:provide-persons><pr:all-persons/></pr:provide-persons>\n"
           "    </cr:transformations>\n"
           "  </cr:rule>\n"_s.arg(id, conditions, handling);
}

QString conditions(const QString &content)
{
    return u"<cr:conditions>%1</cr:conditions>"_s.arg(content);
}

QString identity(const QString &content)
{
    return conditions(u"<cr:identity>%1</cr:identity>"_s.arg(content));
}

QString one(const QString &uri)
{
    return u"<cr:one id=\"%1\"/>"_s.arg(uri);
}

QByteArray ruleset(const QString &rules)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<cr:ruleset xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\"\n"
           "            xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\n"
           "%1</cr:ruleset>\n"_s.arg(rules)
               .toUtf8();
}

QString allowBob()
{
    return rule(u"friends"_s, identity(one(u"sip:bob@example.com"_s)), u"allow"_s);
}

QString validity(const QString &from, const QString &until)
{
    return u"<cr:validity><cr:from>%1</cr:from><cr:until>%2</cr:until></cr:validity>"_s.arg(from, until);
}

QByteArray utf16Rules()
{
    QStringEncoder encode(QStringEncoder::Utf16, QStringEncoder::Flag::WriteBom);
    return encode(QString::fromUtf8(ruleset(allowBob())).replace(u"UTF-8"_s, u"UTF-16"_s));
}

} // namespace

QByteArray rulesBody(DemoRandom &random, const QList<DemoPerson> &people)
{
    QString allowed;
    const int friends = random.between(1, 12);
    for (int i = 0; i < friends; ++i)
        allowed += one(random.pick(people).uri());
    QString rules = rule(u"friends"_s, identity(allowed), u"allow"_s);
    if (random.chance(30))
        rules += rule(u"blocked"_s, identity(one(random.pick(people).uri())), u"block"_s);
    if (random.chance(20))
        rules += rule(u"quietly"_s, identity(one(random.pick(people).uri())), u"polite-block"_s);
    if (random.chance(40))
        rules += rule(u"colleagues"_s, identity(u"<cr:many domain=\"example.com\"/>"_s), u"allow"_s);
    if (random.chance(50))
        rules += rule(u"others"_s, identity(u"<cr:many/>"_s), u"confirm"_s);
    return ruleset(rules);
}

QByteArray omaRulesBody(const DemoPerson &person)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<cr:ruleset xmlns:cr=\"urn:ietf:params:xml:ns:common-policy\"\n"
           "            xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\"\n"
           "            xmlns:ocp=\"urn:oma:xml:xdm:common-policy\">\n"
           "  <cr:rule id=\"wp_prs_grantedcontacts\">\n"
           "    <cr:conditions><ocp:external-list>\n"
           "      <ocp:entry anc=\"/xcap-root/resource-lists/users/%1/index/~~/resource-lists/list\"/>\n"
           "    </ocp:external-list></cr:conditions>\n"
           "    <cr:actions><pr:sub-handling>allow</pr:sub-handling></cr:actions>\n"
           "  </cr:rule>\n"
           "  <cr:rule id=\"wp_prs_block_anonymous\">\n"
           "    <cr:conditions><ocp:anonymous-request/></cr:conditions>\n"
           "    <cr:actions><pr:sub-handling>block</pr:sub-handling></cr:actions>\n"
           "  </cr:rule>\n"
           "</cr:ruleset>\n"_s.arg(person.uri())
               .toUtf8();
}

QList<PuzzlingRules> puzzlingRules()
{
    const QString everybody = u"<cr:many/>"_s;
    const QString nearDomain = u"<cr:many domain=\"samplez.com\"/>"_s;
    const QString exceptBob = u"<cr:many><cr:except id=\"sip:bob@example.com\"/></cr:many>"_s;
    const QString exceptNet = u"<cr:many><cr:except domain=\"example.net\"/></cr:many>"_s;
    const QString pastYear = validity(u"2007-01-01T00:00:00Z"_s, u"2007-12-31T23:59:59Z"_s);
    const QString decade = validity(u"2020-01-01T00:00:00+01:00"_s, u"2039-12-31T23:59:59+01:00"_s);
    const QString everyone = u"<cr:identity><cr:many/></cr:identity>"_s;
    return {
        {"comment between rules"_L1,
            ruleset(rule(u"boss"_s, identity(one(u"sip:carol@example.net"_s)), u"allow"_s)
                + u"  <!-- everybody below was added in spring -->\n"_s + allowBob())},
        {"processing instruction between rules"_L1, ruleset(u"  <?editor saved?>\n"_s + allowBob())},
        {"rule without conditions"_L1, ruleset(rule(u"all"_s, QString(), u"allow"_s) + allowBob())},
        {"empty conditions"_L1, ruleset(rule(u"all"_s, conditions(QString()), u"allow"_s))},
        {"identity in another case"_L1,
            ruleset(rule(u"a"_s, identity(one(u"sip:Bob@EXAMPLE.com"_s)), u"allow"_s))},
        {"pres scheme"_L1, ruleset(rule(u"a"_s, identity(one(u"pres:bob@example.com"_s)), u"allow"_s))},
        {"exception by id"_L1, ruleset(rule(u"a"_s, identity(exceptBob), u"allow"_s))},
        {"exception by domain"_L1, ruleset(rule(u"a"_s, identity(exceptNet), u"allow"_s))},
        {"domain of equal length"_L1, ruleset(rule(u"a"_s, identity(nearDomain), u"allow"_s))},
        {"unknown action"_L1, ruleset(rule(u"a"_s, identity(everybody), u"permit"_s))},
        {"line break before the action"_L1,
            ruleset(rule(u"a"_s, identity(everybody), u"\n      allow\n    "_s))},
        {"no actions"_L1,
            ruleset(u"  <cr:rule id=\"a\">%1</cr:rule>\n"_s.arg(identity(one(u"sip:bob@example.com"_s))))},
        {"validity leaks"_L1,
            ruleset(rule(u"now"_s,
                        conditions(
                            decade + u"<cr:identity><cr:one id=\"sip:nobody@example.com\"/></cr:identity>"_s),
                        u"block"_s)
                + rule(u"past"_s, conditions(pastYear + everyone), u"allow"_s))},
        {"sphere as an attribute"_L1,
            ruleset(rule(u"a"_s, conditions(u"<cr:sphere value=\"work\"/>"_s + everyone), u"allow"_s))},
        {"sphere as text"_L1,
            ruleset(rule(u"a"_s, conditions(u"<cr:sphere>work</cr:sphere>"_s + everyone), u"allow"_s))},
        {"block before allow"_L1, ruleset(rule(u"all"_s, identity(everybody), u"block"_s) + allowBob())},
        {"cut"_L1, ruleset(allowBob()).chopped(60)},
        {"empty"_L1, QByteArray("")},
        {"UTF-16"_L1, utf16Rules()},
        {"bytes after the root"_L1, ruleset(allowBob()) + "-- sent by XCAP client 0.9\n"},
        {"no namespace"_L1,
            QByteArray("<ruleset><rule id=\"a\"><conditions><identity><many/></identity></conditions>"
                       "<actions><sub-handling>allow</sub-handling></actions></rule></ruleset>")},
    };
}
