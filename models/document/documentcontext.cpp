// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentcontext.h"

#include "base/sipuri.h"
#include "document/documenttext.h"
#include "schema/codeword.h"
#include "schema/storedvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 omaRules = 32;

QString tr(const char *text)
{
    return QCoreApplication::translate("DocumentContext", text);
}

/// A word of the database and the kind of document that it stands for.
struct KindWord {
    QLatin1StringView word;
    QLatin1StringView type; ///< empty: well-formed XML is all that is asked
};

constexpr std::array events {
    KindWord {"presence"_L1, "presence"_L1},
    KindWord {"presence.winfo"_L1, "watcherinfo"_L1},
    KindWord {"dialog"_L1, "dialog-info"_L1},
    KindWord {"ma"_L1, "dialog-info"_L1},
    KindWord {"message-summary"_L1, "message-summary"_L1},
    KindWord {"conference"_L1, "conference-info"_L1},
    KindWord {"reg"_L1, "reginfo"_L1},
    KindWord {"xcap-diff"_L1, "xcap-diff"_L1},
    KindWord {"ua-profile"_L1, "ua-profile"_L1},
    KindWord {"as-feature-event"_L1, "as-feature-event"_L1},
    KindWord {"call-info"_L1, ""_L1},
    KindWord {"line-seize"_L1, ""_L1},
};

// The words of the numbers as schema/codeword.cpp has them for each generation.
constexpr std::array docTypes {
    KindWord {"pres-rules"_L1, "pres-rules"_L1},
    KindWord {"oma-pres-rules"_L1, "pres-rules"_L1},
    KindWord {"resource-lists"_L1, "resource-lists"_L1},
    KindWord {"rls-services"_L1, "rls-services"_L1},
    KindWord {"pidf-manipulation"_L1, "pidf-manipulation"_L1},
    KindWord {"xcap-caps"_L1, "xcap-caps"_L1},
    KindWord {"oma-user-profile"_L1, ""_L1},
    KindWord {"oma-pres-content"_L1, ""_L1},
    KindWord {"oma-search"_L1, ""_L1},
    KindWord {"oma-directory"_L1, ""_L1},
};

template <typename Table>
const DocumentType *typeOfWord(const Table &table, const QString &word)
{
    const auto found = std::ranges::find_if(
        table, [&word](const KindWord &entry) { return word.compare(entry.word, Qt::CaseInsensitive) == 0; });
    if (found == table.end())
        return nullptr;
    return found->type.isEmpty() ? plainXmlType : documentTypeOf(found->type);
}

/// Without parameters: "dialog;sla", "application/pidf+xml; charset=utf-8".
QString base(const QString &value)
{
    return value.section(u';', 0, 0).trimmed();
}

const DocumentType *typeOfSyntax(Syntax syntax)
{
    const auto types = documentTypes();
    const auto found = std::ranges::find(types, syntax, &DocumentType::syntax);
    return found == types.end() ? nullptr : &*found;
}

const DocumentType *typeOfContent(const QString &contentType)
{
    const QString wanted = base(contentType);
    if (wanted.startsWith("multipart/"_L1, Qt::CaseInsensitive))
        return typeOfSyntax(Syntax::Multipart);
    const auto types = documentTypes();
    const auto found = std::ranges::find_if(types, [&wanted](const DocumentType &type) {
        return !wanted.isEmpty() && wanted.compare(type.contentType, Qt::CaseInsensitive) == 0;
    });
    return found == types.end() ? nullptr : &*found;
}

const DocumentType *typeOfNumber(const DocumentContext &context)
{
    const DecodeContext numbering {context.family, context.generation, context.role, 0, TimeStyle::Utc};
    const QString word = codeText(Meaning::DocType, context.docType.value_or(-1), numbering);
    return typeOfWord(docTypes, word);
}

const DocumentType *typeByRow(const DocumentContext &context)
{
    if (context.holdsHeaders)
        return typeOfSyntax(Syntax::HeaderLines);
    switch (context.role) {
    case TableRole::Presentity:
        return typeOfWord(events, base(context.event));
    case TableRole::RlsPresentity:
        return typeOfContent(context.contentType);
    case TableRole::XcapXml:
    case TableRole::Xcap:
        return typeOfNumber(context);
    case TableRole::ActiveWatchers:
    case TableRole::Watchers:
    case TableRole::Pua:
    case TableRole::RlsWatchers:
        break;
    }
    return nullptr;
}

/// Header lines and multipart are seen in many a text: only XML and message summaries are told apart for
/// sure. A kind without a root, such as plain XML, permits any.
bool agree(const DocumentType &byRow, const DocumentType &byContent)
{
    if (byContent.syntax != Syntax::Xml)
        return byContent.syntax != Syntax::MessageSummary || byRow.syntax != Syntax::Xml;
    if (byRow.syntax != Syntax::Xml)
        return false;
    return byRow.root.isEmpty() || (byRow.root == byContent.root && byRow.ns == byContent.ns);
}

QString disagreementOf(const TypeDecision &decision)
{
    return tr("By its row this is “%1”, by its content it is “%2”.")
        .arg(decision.byRow->titleText(), decision.byContent->titleText());
}

} // namespace

bool DocumentContext::isOmaRules() const
{
    return family == Family::OpenSips && role == TableRole::Xcap && docType == omaRules;
}

DocumentContext documentContext(
    const TableInfo &table, const QVariantList &cells, const QString &column, qint64 capacity)
{
    const auto cell = [&](const QString &name) { return cells.value(table.indexOf(name)); };
    const auto text = [&](const QString &name) { return QString::fromUtf8(storedBytes(cell(name), 4096)); };
    const int at = table.indexOf(column);
    DocumentContext context {table.role, table.family, table.generation, column, text(u"event"_s),
        text(u"content_type"_s), storedNumber(cell(u"doc_type"_s)), text(u"username"_s), text(u"domain"_s),
        capacity};
    context.holdsHeaders = at >= 0 && table.columns.at(at).meaning == Meaning::HeaderLines;
    if (context.username.isEmpty())
        context.username = text(u"user"_s);
    if (const auto resource = SipUri::parse(text(u"resource_uri"_s))) {
        context.username = resource->user;
        context.domain = resource->host;
    }
    return context;
}

QStringList documentColumns(const TableInfo &table)
{
    QStringList names;
    for (const ColumnInfo &column : table.columns)
        if (column.meaning == Meaning::Document || column.meaning == Meaning::HeaderLines)
            names.append(column.name);
    return names;
}

TypeDecision decideDocumentType(const DocumentContext &context, const QByteArray &stored)
{
    TypeDecision decision {typeByRow(context), guessDocumentType(decodeDocument(stored).utf8), nullptr, {}};
    decision.chosen = decision.byRow ? decision.byRow : decision.byContent;
    if (!decision.chosen)
        decision.chosen = plainXmlType;
    if (decision.byRow && decision.byContent && !agree(*decision.byRow, *decision.byContent))
        decision.disagreement = disagreementOf(decision);
    return decision;
}
