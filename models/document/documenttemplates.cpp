// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttemplates.h"

#include "document/namespaceprefix.h"
#include "schema/codeword.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array table {
    DocumentTemplate {"presence"_L1, "presence-open.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "Online")},
    DocumentTemplate {
        "presence"_L1, "presence-closed.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "Offline")},
    DocumentTemplate {
        "presence"_L1, "presence-on-the-phone.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "On the phone")},
    DocumentTemplate {"presence"_L1, "presence-away.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "Away")},
    DocumentTemplate {"pidf-manipulation"_L1, "presence-open.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Online whatever the devices say")},
    DocumentTemplate {"pidf-manipulation"_L1, "presence-closed.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Offline whatever the devices say")},
    DocumentTemplate {
        "dialog-info"_L1, "dialog-info-idle.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "No call")},
    DocumentTemplate {"dialog-info"_L1, "dialog-info-confirmed.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "One call, answered")},
    DocumentTemplate {"message-summary"_L1, "message-summary-none.txt"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "No messages")},
    DocumentTemplate {"message-summary"_L1, "message-summary-waiting.txt"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "One new voice message")},
    DocumentTemplate {"pres-rules"_L1, "pres-rules-ask-all.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Ask for everybody")},
    DocumentTemplate {"pres-rules"_L1, "pres-rules-allow-one.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Allow one watcher")},
    DocumentTemplate {"pres-rules"_L1, "pres-rules-allow-domain.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Allow everybody of the own domain")},
    DocumentTemplate {"pres-rules"_L1, "pres-rules-block-one.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Block one watcher")},
    DocumentTemplate {"pres-rules"_L1, "pres-rules-polite-block-one.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Block one watcher politely")},
    DocumentTemplate {"resource-lists"_L1, "resource-lists-buddies.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "A list of buddies")},
    DocumentTemplate {"rls-services"_L1, "rls-services-list.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "A list that can be subscribed")},
    DocumentTemplate {"xcap-caps"_L1, "xcap-caps.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "Capabilities of an XCAP server")},
    DocumentTemplate {
        "xcap-diff"_L1, "xcap-diff.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "One document was stored")},
    DocumentTemplate {
        "xcap-error"_L1, "xcap-error.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "A change was refused")},
    DocumentTemplate {"conference-info"_L1, "conference-info.xml"_L1,
        QT_TRANSLATE_NOOP("DocumentTemplate", "A conference with one participant")},
    DocumentTemplate {
        "reginfo"_L1, "reginfo.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "One registered contact")},
    DocumentTemplate {
        "watcherinfo"_L1, "watcherinfo.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "One pending watcher")},
    DocumentTemplate {
        "rlmi"_L1, "rlmi.xml"_L1, QT_TRANSLATE_NOOP("DocumentTemplate", "A list with one member")},
};

/// The event of a kind that devices publish.
struct Event {
    QLatin1StringView type;
    QLatin1StringView event;
};

constexpr std::array events {
    Event {"presence"_L1, "presence"_L1},
    Event {"dialog-info"_L1, "dialog"_L1},
    Event {"message-summary"_L1, "message-summary"_L1},
    Event {"conference-info"_L1, "conference"_L1},
    Event {"reginfo"_L1, "reg"_L1},
    Event {"xcap-diff"_L1, "xcap-diff"_L1},
};

// Parts of an address as RFC 3261 lets them stand; what is escaped already stays.
QString percentEncoded(const QString &text, const QByteArray &allowed)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding(allowed + '%'));
}

bool isEscape(const QString &text, qsizetype at)
{
    const auto isHex = [&text](qsizetype place) {
        return place < text.size()
            && QByteArrayView("0123456789abcdefABCDEF").contains(text.at(place).toLatin1());
    };
    return isHex(at + 1) && isHex(at + 2);
}

// A percent sign that escapes nothing is escaped itself.
QString withoutLonePercents(QString text)
{
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at + 1)) {
        if (!isEscape(text, at))
            text.insert(at + 1, u"25"_s);
    }
    return text;
}

QString address(const QString &user, const QString &domain)
{
    const QString host = percentEncoded(domain, "[]:");
    return u"sip:%1@%2"_s.arg(
        percentEncoded(withoutLonePercents(user), "&=+$,;?/!*'()"), host.isEmpty() ? u"invalid"_s : host);
}

QString randomId()
{
    return QUuid::createUuid().toString(QUuid::Id128).first(8);
}

QByteArray fileText(QLatin1StringView name)
{
    QFile file(u":/templates/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString DocumentTemplate::titleText() const
{
    return QCoreApplication::translate("DocumentTemplate", title);
}

std::span<const DocumentTemplate> documentTemplates()
{
    return table;
}

QList<const DocumentTemplate *> templatesFor(const DocumentType &type)
{
    QList<const DocumentTemplate *> list;
    for (const DocumentTemplate &one : table) {
        if (one.type == type.id)
            list.append(&one);
    }
    return list;
}

QByteArray filledTemplate(const DocumentTemplate &chosen, const TemplateSubject &subject)
{
    const QString id = subject.id.isEmpty() ? randomId() : subject.id;
    const QDateTime now = subject.now.isValid() ? subject.now : QDateTime::currentDateTimeUtc();
    const QString other = subject.other.isEmpty() ? address(u"somebody"_s, subject.domain) : subject.other;
    const std::array<std::pair<const char *, QString>, 8> values {{
        {"{{entity}}", subjectAddress(subject)},
        {"{{path}}", percentEncoded(subjectAddress(subject), ":@")},
        {"{{list}}", address(subject.username + u"-list"_s, subject.domain)},
        {"{{other}}", other},
        {"{{user}}", subject.username},
        {"{{domain}}", percentEncoded(subject.domain, "[]:")},
        {"{{id}}", id},
        {"{{now}}", now.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s)},
    }};
    // Each part of the text is filled once, so that nothing a value says is taken for a placeholder.
    const QByteArray text = fileText(chosen.file);
    const bool isXml = chosen.file.endsWith(".xml"_L1);
    QByteArray filled;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", from)) {
        filled += text.sliced(from, at - from);
        const qsizetype end = text.indexOf("}}", at) + 2;
        const QByteArray name = text.sliced(at, end - at);
        const auto *const value = std::find_if(
            values.begin(), values.end(), [&name](const auto &one) { return name == one.first; });
        if (value != values.end())
            filled += isXml ? xmlEscaped(value->second) : value->second.toUtf8();
        from = end;
    }
    return filled + text.sliced(from);
}

QString subjectAddress(const TemplateSubject &subject)
{
    return address(subject.username, subject.domain);
}

std::optional<qint64> docTypeNumber(const DocumentType &type, const DecodeContext &context)
{
    return codeValue(Meaning::DocType, type.id, context);
}

QString eventWord(const DocumentType &type)
{
    const auto *const found =
        std::find_if(events.begin(), events.end(), [&type](const Event &one) { return one.type == type.id; });
    return found == events.end() ? QString() : QString(found->event);
}
