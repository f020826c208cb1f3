// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demorow.h"

#include <QStringDecoder>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// How one kind of document is filed: its application in the path, its number then and now.
struct Filing {
    DemoDocumentKind kind;
    QLatin1StringView application;
    int modern;
    int seed;
};

constexpr std::array filings {
    Filing {DemoDocumentKind::PresRules, "pres-rules"_L1, 2, 1},
    Filing {DemoDocumentKind::OmaPresRules, "org.openmobilealliance.pres-rules"_L1, 2, 0},
    Filing {DemoDocumentKind::ResourceLists, "resource-lists"_L1, 4, 2},
    Filing {DemoDocumentKind::RlsServices, "rls-services"_L1, 8, 3},
    Filing {DemoDocumentKind::PidfManipulation, "pidf-manipulation"_L1, 16, 0},
    Filing {DemoDocumentKind::XcapCaps, "xcap-caps"_L1, 32, 0},
    Filing {DemoDocumentKind::OmaUserProfile, "org.openmobilealliance.user-profile"_L1, 64, 0},
};

const Filing &filingOf(DemoDocumentKind kind)
{
    return *std::find_if(
        filings.begin(), filings.end(), [kind](const Filing &filing) { return filing.kind == kind; });
}

QVariant orNull(const QString &text)
{
    return text.isNull() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

/// NOT NULL columns: a null QString would be bound as NULL.
QVariant orEmpty(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QString uriOf(const QString &user, const QString &domain)
{
    return u"sip:"_s + user + u'@' + domain;
}

/// The seed's text columns hold text wherever the bytes are text; other bytes stay bytes.
QVariant seedText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    return decoder.hasError() || bytes.contains('\0') ? QVariant(bytes)
                                                      : QVariant(text.isNull() ? u""_s : text);
}

QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace

QVariant demoStatus(DemoKind kind, int status)
{
    if (kind == DemoKind::Modern)
        return status;
    constexpr std::array words {"", "active", "pending", "terminated", "waiting", "polite-block"};
    const auto index = static_cast<std::size_t>(status);
    return index < words.size() ? QString::fromLatin1(words[index]) : QString::number(status);
}

int demoDocType(DemoKind kind, DemoDocumentKind document)
{
    const Filing &filing = filingOf(document);
    return kind == DemoKind::Modern ? filing.modern : filing.seed;
}

DemoRow demoRow(DemoKind kind, const DemoPublication &p)
{
    DemoRow row {"presentity"_L1,
        {{"username"_L1, p.user}, {"domain"_L1, p.domain}, {"event"_L1, p.event}, {"etag"_L1, p.etag},
            {"expires"_L1, p.expires}, {"received_time"_L1, p.receivedTime}}};
    if (kind == DemoKind::Seed) {
        row.values += {"body"_L1, seedText(p.body)};
        return row;
    }
    row.values += {{"body"_L1, blob(p.body)}, {"sender"_L1, orEmpty(p.sender)}, {"priority"_L1, p.priority},
        {"ruid"_L1, orNull(p.ruid)}};
    return row;
}

namespace {

/// What active_watchers and rls_watchers have in common.
DemoRow dialogRow(QLatin1StringView table, const DemoSubscription &s)
{
    return {table,
        {{"presentity_uri"_L1, uriOf(s.presentityUser, s.presentityDomain)}, {"to_user"_L1, s.presentityUser},
            {"to_domain"_L1, s.presentityDomain}, {"watcher_username"_L1, s.watcherUser},
            {"watcher_domain"_L1, s.watcherDomain}, {"event"_L1, s.event}, {"event_id"_L1, orNull(s.eventId)},
            {"to_tag"_L1, s.toTag}, {"from_tag"_L1, s.fromTag}, {"callid"_L1, s.callId},
            {"local_cseq"_L1, s.localCseq}, {"remote_cseq"_L1, s.remoteCseq}, {"contact"_L1, s.contact},
            {"record_route"_L1, orNull(s.recordRoute)}, {"expires"_L1, s.expires},
            {"status"_L1, static_cast<int>(s.status)}, {"version"_L1, s.version},
            {"socket_info"_L1, s.socketInfo}, {"local_contact"_L1, s.localContact},
            {"from_user"_L1, s.watcherUser}, {"from_domain"_L1, s.watcherDomain}, {"updated"_L1, s.updated}}};
}

DemoRow seedDialogRow(const DemoSubscription &s)
{
    return {"active_watchers"_L1,
        {{"to_user"_L1, s.presentityUser}, {"to_domain"_L1, s.presentityDomain},
            {"from_user"_L1, s.watcherUser}, {"from_domain"_L1, s.watcherDomain}, {"event"_L1, s.event},
            {"event_id"_L1, orNull(s.eventId)}, {"to_tag"_L1, s.toTag}, {"from_tag"_L1, s.fromTag},
            {"callid"_L1, s.callId}, {"cseq"_L1, s.localCseq}, {"contact"_L1, s.contact},
            {"record_route"_L1, orNull(s.recordRoute)}, {"expires"_L1, s.expires},
            {"status"_L1, demoStatus(DemoKind::Seed, static_cast<int>(s.status))},
            {"version"_L1, s.version}}};
}

} // namespace

DemoRow demoRow(DemoKind kind, const DemoSubscription &s)
{
    if (kind == DemoKind::Seed)
        return seedDialogRow(s);
    DemoRow row = dialogRow("active_watchers"_L1, s);
    row.values += {{"reason"_L1, orNull(s.reason)}, {"updated_winfo"_L1, s.updatedWinfo},
        {"flags"_L1, s.flags}, {"user_agent"_L1, orNull(s.userAgent)}};
    return row;
}

DemoRow demoListRow(const DemoSubscription &s)
{
    DemoRow row = dialogRow("rls_watchers"_L1, s);
    row.values += {"reason"_L1, orEmpty(s.reason)};
    return row;
}

DemoRow demoRow(DemoKind kind, const DemoAuthorisation &a)
{
    if (kind == DemoKind::Seed) {
        return {"watchers"_L1,
            {{"p_user"_L1, a.presentityUser}, {"p_domain"_L1, a.presentityDomain},
                {"w_user"_L1, a.watcherUser}, {"w_domain"_L1, a.watcherDomain},
                {"subs_status"_L1, demoStatus(kind, a.status)}, {"reason"_L1, orNull(a.reason)},
                {"inserted_time"_L1, a.insertedTime}}};
    }
    return {"watchers"_L1,
        {{"presentity_uri"_L1, uriOf(a.presentityUser, a.presentityDomain)},
            {"watcher_username"_L1, a.watcherUser}, {"watcher_domain"_L1, a.watcherDomain},
            {"event"_L1, a.event}, {"status"_L1, a.status}, {"reason"_L1, orNull(a.reason)},
            {"inserted_time"_L1, a.insertedTime}}};
}

DemoRow demoRow(DemoKind kind, const DemoStoredDocument &d)
{
    const Filing &filing = filingOf(d.kind);
    if (kind == DemoKind::Seed) {
        return {"xcap_xml"_L1,
            {{"username"_L1, d.user}, {"domain"_L1, d.domain}, {"xcap"_L1, seedText(d.document)},
                {"doc_type"_L1, filing.seed}}};
    }
    const QString path =
        "/xcap-root/%1/users/%2/%3"_L1.arg(filing.application, uriOf(d.user, d.domain), d.fileName);
    return {"xcap"_L1,
        {{"username"_L1, d.user}, {"domain"_L1, d.domain}, {"doc"_L1, blob(d.document)},
            {"doc_type"_L1, filing.modern}, {"etag"_L1, d.etag}, {"source"_L1, d.source},
            {"doc_uri"_L1, path}, {"port"_L1, d.port}}};
}

DemoRow demoRow(const DemoRequest &r)
{
    return {"pua"_L1,
        {{"pres_uri"_L1, r.presentityUri}, {"pres_id"_L1, r.presenceId}, {"event"_L1, r.event},
            {"expires"_L1, r.expires}, {"desired_expires"_L1, r.desiredExpires}, {"flag"_L1, r.flag},
            {"etag"_L1, orEmpty(r.etag)}, {"tuple_id"_L1, orNull(r.tupleId)},
            {"watcher_uri"_L1, orEmpty(r.watcherUri)}, {"call_id"_L1, orEmpty(r.callId)},
            {"to_tag"_L1, orEmpty(r.toTag)}, {"from_tag"_L1, orEmpty(r.fromTag)}, {"cseq"_L1, r.cseq},
            {"record_route"_L1, orNull(r.recordRoute)}, {"contact"_L1, orEmpty(r.contact)},
            {"remote_contact"_L1, orEmpty(r.remoteContact)}, {"version"_L1, r.version},
            {"extra_headers"_L1, orEmpty(r.extraHeaders)}}};
}

DemoRow demoRow(const DemoListMember &m)
{
    return {"rls_presentity"_L1,
        {{"rlsubs_did"_L1, m.dialogId}, {"resource_uri"_L1, m.resourceUri},
            {"content_type"_L1, m.contentType}, {"presence_state"_L1, blob(m.state)},
            {"expires"_L1, m.expires}, {"updated"_L1, m.updated}, {"auth_state"_L1, m.authState},
            {"reason"_L1, orEmpty(m.reason)}}};
}
