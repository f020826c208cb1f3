// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/codeword.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Who numbers: the same number means different things to them.
enum Numbering : unsigned {
    Early = 1, ///< up to OpenSER 1.2
    Trunk = 2, ///< OpenSER between 1.2 and 1.3, while its documents were in xcap_xml
    OpenSer = 4, ///< OpenSER 1.3 and the trunk before it
    Kamailio = 8,
    OpenSips = 16,
    Undecided = 32, ///< the common 1.4, where only what both families share is certain
    Later = OpenSer | Kamailio | OpenSips | Undecided,
    All = Early | Trunk | Later,
};

constexpr CodeWord table[] {
    {Meaning::Status, 1, "active", All},
    {Meaning::Status, 2, "pending", All},
    {Meaning::Status, 3, "terminated", All},
    {Meaning::Status, 4, "waiting", All},
    {Meaning::Status, 5, "polite-block", All},

    {Meaning::DocType, 1, "pres-rules", Early | Trunk},
    {Meaning::DocType, 2, "resource-lists", Early | Trunk},
    {Meaning::DocType, 3, "rls-services", Early | Trunk},
    {Meaning::DocType, 4, "pidf-manipulation", Trunk},
    {Meaning::DocType, 2, "pres-rules", Later},
    {Meaning::DocType, 4, "resource-lists", Later},
    {Meaning::DocType, 8, "rls-services", Later},
    {Meaning::DocType, 16, "pidf-manipulation", Later},
    {Meaning::DocType, 32, "xcap-caps", OpenSer | Kamailio},
    {Meaning::DocType, 32, "oma-pres-rules", OpenSips},
    {Meaning::DocType, 64, "oma-user-profile", OpenSer | Kamailio},
    {Meaning::DocType, 128, "oma-pres-content", OpenSer | Kamailio},
    {Meaning::DocType, 256, "oma-search", OpenSer | Kamailio},
    {Meaning::DocType, 512, "oma-directory", OpenSer | Kamailio},

    {Meaning::PuaEvent, 1, "presence", All},
    {Meaning::PuaEvent, 2, "presence.winfo", All},
    {Meaning::PuaEvent, 4, "dialog;sla", All},
    {Meaning::PuaEvent, 8, "message-summary", All},
    {Meaning::PuaEvent, 16, "conference", All},
    {Meaning::PuaEvent, 32, "dialog", Kamailio},
    {Meaning::PuaEvent, 64, "reg", Kamailio},
    {Meaning::PuaEvent, 128, "xcap-diff", Kamailio},
    {Meaning::PuaEvent, 32, "xcap-diff", OpenSips},
    {Meaning::PuaEvent, 64, "dialog", OpenSips},
    {Meaning::PuaEvent, 128, "call-info", OpenSips},

    {Meaning::PuaFlag, 1, "usrloc publish", All},
    {Meaning::PuaFlag, 2, "BLA publish", All},
    {Meaning::PuaFlag, 4, "BLA subscribe", All},
    {Meaning::PuaFlag, 8, "XMPP publish", All},
    {Meaning::PuaFlag, 16, "XMPP subscribe", All},
    {Meaning::PuaFlag, 32, "XMPP initial subscribe", All},
    {Meaning::PuaFlag, 64, "RPC publish", Kamailio},
    {Meaning::PuaFlag, 64, "MI publish", unsigned(All) & ~unsigned(Kamailio)},
    {Meaning::PuaFlag, 128, "RPC async publish", Kamailio},
    {Meaning::PuaFlag, 128, "MI async publish", unsigned(All) & ~unsigned(Kamailio)},
    {Meaning::PuaFlag, 256, "RPC subscribe", Kamailio},
    {Meaning::PuaFlag, 256, "MI subscribe", unsigned(All) & ~unsigned(Kamailio)},
    {Meaning::PuaFlag, 512, "RLS subscribe", All},
    {Meaning::PuaFlag, 1024, "dialog publish", All},
    {Meaning::PuaFlag, 2048, "purple publish", Kamailio},
    {Meaning::PuaFlag, 2048, "call-info publish", OpenSips},
    {Meaning::PuaFlag, 4096, "reginfo publish", Kamailio},
    {Meaning::PuaFlag, 8192, "reginfo subscribe", Kamailio},
    {Meaning::PuaFlag, 16384, "xcap-diff publish", Kamailio},
    {Meaning::PuaFlag, 32768, "xcap-diff subscribe", Kamailio},

    {Meaning::AuthState, 0, "unknown", All},
    {Meaning::AuthState, 2, "active", All},
    {Meaning::AuthState, 4, "pending", All},
    {Meaning::AuthState, 8, "terminated", All},

    {Meaning::XcapSource, 0, "local", All},
    {Meaning::XcapSource, 1, "cached", All},

    {Meaning::UpdatedSlot, -1, "nothing to send", All},
    {Meaning::UpdatedWinfo, -1, "nothing to send", All},
    {Meaning::UpdatedWinfo, 0, "not in use", All},
    {Meaning::UpdatedWinfo, 1, "winfo due", All},
};

const QString bitSeparator = u" + "_s;

unsigned numberingOf(const DecodeContext &context)
{
    const bool trunk = context.generation == "S13dev"_L1;
    if (context.role == TableRole::XcapXml)
        return trunk ? Trunk : Early;
    if (context.generation == "S0"_L1 || context.generation == "S12"_L1)
        return Early;
    switch (context.family) {
    case Family::Seed:
        return Early;
    case Family::OpenSer:
        return OpenSer;
    case Family::Kamailio:
        return Kamailio;
    case Family::OpenSips:
        return OpenSips;
    case Family::Unknown:
        break;
    }
    return Undecided;
}

QString unknown(qint64 value)
{
    return QCoreApplication::translate("CodeWord", "unknown (%1)").arg(value);
}

QString bitsText(Meaning meaning, qint64 value, const DecodeContext &context)
{
    if (value == 0)
        return QCoreApplication::translate("CodeWord", "none (0)");
    QStringList parts;
    qint64 rest = value;
    for (const CodeWord *entry : codeWords(meaning, context)) {
        if (value < 0 || !(value & entry->value))
            continue;
        parts.append(QString::fromLatin1(entry->word));
        rest &= ~entry->value;
    }
    if (rest != 0)
        parts.append(unknown(rest));
    return parts.join(bitSeparator);
}

} // namespace

QList<const CodeWord *> codeWords(Meaning meaning, const DecodeContext &context)
{
    const unsigned numbering = numberingOf(context);
    QList<const CodeWord *> words;
    for (const CodeWord &entry : table)
        if (entry.meaning == meaning && (entry.numberings & numbering) != 0)
            words.append(&entry);
    return words;
}

bool isBitField(Meaning meaning)
{
    return meaning == Meaning::PuaEvent || meaning == Meaning::PuaFlag;
}

QString codeText(Meaning meaning, qint64 value, const DecodeContext &context)
{
    if (isBitField(meaning))
        return bitsText(meaning, value, context);
    for (const CodeWord *entry : codeWords(meaning, context))
        if (entry->value == value)
            return QString::fromLatin1(entry->word);
    return unknown(value);
}

std::optional<qint64> codeValue(Meaning meaning, const QString &word, const DecodeContext &context)
{
    const QList<const CodeWord *> words = codeWords(meaning, context);
    qint64 value = 0;
    for (const QString &part : isBitField(meaning) ? word.split(u'+') : QStringList {word}) {
        const auto found = std::ranges::find_if(words, [&](const CodeWord *entry) {
            return part.trimmed().compare(QLatin1StringView(entry->word), Qt::CaseInsensitive) == 0;
        });
        if (found == words.end())
            return std::nullopt;
        value |= (*found)->value;
    }
    return value;
}
