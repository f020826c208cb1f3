// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttype.h"

#include "document/documentmeasure.h"
#include "document/xmlscanner.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array types {
    DocumentType {"presence"_L1, QT_TRANSLATE_NOOP("Document", "Presence (PIDF)"), Syntax::Xml, "presence"_L1,
        "urn:ietf:params:xml:ns:pidf"_L1, "presence.xsd"_L1, "application/pidf+xml"_L1, true},
    DocumentType {"pidf-manipulation"_L1,
        QT_TRANSLATE_NOOP("Document", "Presence set by XCAP (PIDF manipulation)"), Syntax::Xml, "presence"_L1,
        "urn:ietf:params:xml:ns:pidf"_L1, "presence.xsd"_L1, "application/pidf+xml"_L1, true},
    DocumentType {"dialog-info"_L1, QT_TRANSLATE_NOOP("Document", "Dialogs (dialog-info)"), Syntax::Xml,
        "dialog-info"_L1, "urn:ietf:params:xml:ns:dialog-info"_L1, "dialog-info.xsd"_L1,
        "application/dialog-info+xml"_L1, true},
    DocumentType {"watcherinfo"_L1, QT_TRANSLATE_NOOP("Document", "Watcher information"), Syntax::Xml,
        "watcherinfo"_L1, "urn:ietf:params:xml:ns:watcherinfo"_L1, "watcherinfo.xsd"_L1,
        "application/watcherinfo+xml"_L1, true},
    DocumentType {"reginfo"_L1, QT_TRANSLATE_NOOP("Document", "Registrations (reginfo)"), Syntax::Xml,
        "reginfo"_L1, "urn:ietf:params:xml:ns:reginfo"_L1, "reginfo.xsd"_L1, "application/reginfo+xml"_L1,
        true},
    DocumentType {"conference-info"_L1, QT_TRANSLATE_NOOP("Document", "Conference information"), Syntax::Xml,
        "conference-info"_L1, "urn:ietf:params:xml:ns:conference-info"_L1, "conference-info.xsd"_L1,
        "application/conference-info+xml"_L1, true},
    DocumentType {"pres-rules"_L1, QT_TRANSLATE_NOOP("Document", "Presence rules"), Syntax::Xml, "ruleset"_L1,
        "urn:ietf:params:xml:ns:common-policy"_L1, "pres-rules.xsd"_L1, "application/auth-policy+xml"_L1,
        true},
    DocumentType {"resource-lists"_L1, QT_TRANSLATE_NOOP("Document", "Resource lists"), Syntax::Xml,
        "resource-lists"_L1, "urn:ietf:params:xml:ns:resource-lists"_L1, "resource-lists.xsd"_L1,
        "application/resource-lists+xml"_L1, true},
    DocumentType {"rls-services"_L1, QT_TRANSLATE_NOOP("Document", "List services (rls-services)"),
        Syntax::Xml, "rls-services"_L1, "urn:ietf:params:xml:ns:rls-services"_L1, "rls-services.xsd"_L1,
        "application/rls-services+xml"_L1, true},
    DocumentType {"xcap-caps"_L1, QT_TRANSLATE_NOOP("Document", "XCAP capabilities"), Syntax::Xml,
        "xcap-caps"_L1, "urn:ietf:params:xml:ns:xcap-caps"_L1, "xcap-caps.xsd"_L1,
        "application/xcap-caps+xml"_L1, true},
    DocumentType {"xcap-error"_L1, QT_TRANSLATE_NOOP("Document", "XCAP error"), Syntax::Xml, "xcap-error"_L1,
        "urn:ietf:params:xml:ns:xcap-error"_L1, "xcap-error.xsd"_L1, "application/xcap-error+xml"_L1, true},
    DocumentType {"xcap-diff"_L1, QT_TRANSLATE_NOOP("Document", "XCAP changes (xcap-diff)"), Syntax::Xml,
        "xcap-diff"_L1, "urn:ietf:params:xml:ns:xcap-diff"_L1, "xcap-diff.xsd"_L1,
        "application/xcap-diff+xml"_L1, true},
    DocumentType {"rlmi"_L1, QT_TRANSLATE_NOOP("Document", "List state (rlmi)"), Syntax::Xml, "list"_L1,
        "urn:ietf:params:xml:ns:rlmi"_L1, "rlmi.xsd"_L1, "application/rlmi+xml"_L1, true},
    DocumentType {"message-summary"_L1, QT_TRANSLATE_NOOP("Document", "Message summary"),
        Syntax::MessageSummary, {}, {}, {}, "application/simple-message-summary"_L1, true},
    DocumentType {"multipart"_L1, QT_TRANSLATE_NOOP("Document", "List state in parts (multipart)"),
        Syntax::Multipart, {}, {}, {}, "multipart/related"_L1, false},
    DocumentType {"header-lines"_L1, QT_TRANSLATE_NOOP("Document", "SIP header lines"), Syntax::HeaderLines,
        {}, {}, {}, {}, false},
    DocumentType {"ua-profile"_L1, QT_TRANSLATE_NOOP("Document", "User agent profile"), Syntax::Xml, {}, {},
        {}, {}, false},
    DocumentType {"as-feature-event"_L1, QT_TRANSLATE_NOOP("Document", "Feature event"), Syntax::Xml, {}, {},
        {}, "application/x-as-feature-event+xml"_L1, false},
    DocumentType {
        "xml"_L1, QT_TRANSLATE_NOOP("Document", "XML"), Syntax::Xml, {}, {}, {}, "application/xml"_L1, false},
};

/// "list" is the root of other vocabularies too; the other names are nobody else's.
bool needsNamespace(const DocumentType &type)
{
    return type.root == "list"_L1;
}

const DocumentType *typeOfRoot(const XmlNode &root)
{
    const auto matching = [&root](bool withNamespace) {
        return std::ranges::find_if(types, [&](const DocumentType &type) {
            const bool fits = withNamespace ? root.ns == type.ns : !needsNamespace(type);
            return !type.root.isEmpty() && root.name == type.root && fits;
        });
    };
    const auto exact = matching(true);
    const auto found = exact != types.end() ? exact : matching(false);
    return found == types.end() ? nullptr : &*found;
}

QByteArrayView firstLine(const QByteArray &text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return {text.begin(), end};
}

bool isHeaderLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    return colon > 0 && std::all_of(line.begin(), line.begin() + colon, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

const DocumentType *typeOfLines(const QByteArray &text)
{
    const QByteArrayView line = firstLine(text);
    if (QLatin1StringView(line).startsWith("Messages-Waiting:"_L1, Qt::CaseInsensitive))
        return documentTypeOf("message-summary"_L1);
    if (line.startsWith("--") && line.size() > 2)
        return documentTypeOf("multipart"_L1);
    return isHeaderLine(line) ? documentTypeOf("header-lines"_L1) : nullptr;
}

} // namespace

const DocumentType *const plainXmlType = &types.back();

QString DocumentType::titleText() const
{
    return QCoreApplication::translate("Document", title);
}

std::span<const DocumentType> documentTypes()
{
    return types;
}

const DocumentType *documentTypeOf(QLatin1StringView id)
{
    const auto found = std::ranges::find(types, id, &DocumentType::id);
    return found == types.end() ? nullptr : &*found;
}

const DocumentType *documentTypeOf(const QString &id)
{
    const auto found = std::ranges::find_if(types, [&](const DocumentType &type) { return id == type.id; });
    return found == types.end() ? nullptr : &*found;
}

const DocumentType *guessDocumentType(const QByteArray &utf8)
{
    constexpr qsizetype longestProlog = 64 * 1024; // whoever asks may have no time for all of a document
    const QByteArray head = utf8.first(std::min(utf8.size(), longestProlog));
    const DocumentMeasure measure = measureDocument(head);
    if (!measure.looksLikeXml)
        return typeOfLines(head);
    const XmlTree tree = measure.attributes > DocumentLimits().attributes ? XmlTree() : scanRootTag(head);
    const XmlNode *root = tree.rootNode();
    return root ? typeOfRoot(*root) : nullptr;
}
