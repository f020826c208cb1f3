// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demodocuments.h"

#include "demo/demorow.h"
#include "demo/listbody.h"
#include "demo/presencebody.h"
#include "demo/rulesbody.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

DemoStoredDocument stored(
    DemoRandom &random, const DemoPerson &person, DemoDocumentKind kind, const QByteArray &document)
{
    DemoStoredDocument result {person.user, person.domain, kind, document, random.hex(32), 0, 0, u"index"_s};
    if (random.chance(6)) { // a copy fetched from another XCAP server
        result.source = 1;
        result.port = 8080;
    }
    return result;
}

QList<DemoStoredDocument> rulesDocuments(DemoRandom &random, const QList<DemoPerson> &people)
{
    QList<DemoStoredDocument> documents;
    for (qsizetype i = 0; i < people.size() * 3 / 5; ++i)
        documents += stored(random, people.at(i), DemoDocumentKind::PresRules, rulesBody(random, people));
    for (qsizetype i = 0; i < 5; ++i)
        documents += stored(
            random, people.at(10 + i), DemoDocumentKind::OmaPresRules, omaRulesBody(people.at(10 + i)));
    return documents;
}

/// Each riddle has an owner of its own, named after it.
QList<DemoStoredDocument> puzzles(DemoRandom &random)
{
    QList<DemoStoredDocument> documents;
    for (const PuzzlingRules &puzzle : puzzlingRules()) {
        const QString owner = u"puzzle."_s + QString(puzzle.name).toLower().replace(u' ', u'-');
        documents += stored(random, {owner, u"lab.example"_s, puzzle.name, 0, false},
            DemoDocumentKind::PresRules, puzzle.document);
    }
    return documents;
}

/// Rules filed as a list: the number in doc_type and the root element disagree.
DemoStoredDocument misfiled(DemoRandom &random, const QList<DemoPerson> &people)
{
    const DemoPerson owner {u"puzzle.misfiled"_s, u"lab.example"_s, u"Misfiled"_s, 0, false};
    return stored(random, owner, DemoDocumentKind::ResourceLists, rulesBody(random, people));
}

QList<DemoStoredDocument> listDocuments(DemoRandom &random, const QList<DemoPerson> &people)
{
    QList<DemoStoredDocument> documents;
    for (qsizetype i = 0; i < 44; ++i) {
        const DemoPerson &owner = people.at(i * 3);
        documents +=
            stored(random, owner, DemoDocumentKind::ResourceLists, resourceListsBody(random, people));
        if (i % 2 == 0) {
            const QString service = u"sip:%1-list@%2"_s.arg(owner.user, owner.domain);
            documents += stored(random, owner, DemoDocumentKind::RlsServices,
                rlsServicesBody(service, people.mid(i, random.between(2, 9))));
        }
    }
    return documents;
}

QList<DemoStoredDocument> rareDocuments(DemoRandom &random, const QList<DemoPerson> &people)
{
    QList<DemoStoredDocument> documents;
    for (qsizetype i = 0; i < 10; ++i) {
        const DemoPerson &owner = people.at(i * 5);
        documents += stored(random, owner, DemoDocumentKind::PidfManipulation, hardStateBody(owner));
    }
    documents += stored(random, people.at(0), DemoDocumentKind::XcapCaps, xcapCapsBody());
    documents +=
        stored(random, people.at(1), DemoDocumentKind::OmaUserProfile, userProfileBody(people.at(1)));
    return documents;
}

} // namespace

QList<DemoStoredDocument> demoDocuments(DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people)
{
    QList<DemoStoredDocument> all = rulesDocuments(random, people) + puzzles(random)
        + listDocuments(random, people) + rareDocuments(random, people);
    all += misfiled(random, people);
    if (kind == DemoKind::Modern)
        return all;
    all.removeIf([](const DemoStoredDocument &d) { return demoDocType(DemoKind::Seed, d.kind) == 0; });
    return all;
}
