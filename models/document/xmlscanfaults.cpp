// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlscanfaults.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

QByteArray cut(const QByteArray &utf8, ByteSpan span)
{
    return utf8.sliced(span.from, span.length);
}

/// A prefix that documents use without a second thought.
struct KnownPrefix {
    QByteArrayView prefix;
    QByteArrayView ns;
};

constexpr std::array knownPrefixes {
    KnownPrefix {"pidf", "urn:ietf:params:xml:ns:pidf"},
    KnownPrefix {"dm", "urn:ietf:params:xml:ns:pidf:data-model"},
    KnownPrefix {"rpid", "urn:ietf:params:xml:ns:pidf:rpid"},
    KnownPrefix {"cipid", "urn:ietf:params:xml:ns:pidf:cipid"},
    KnownPrefix {"caps", "urn:ietf:params:xml:ns:pidf:caps"},
    KnownPrefix {"ts", "urn:ietf:params:xml:ns:pidf:timed-status"},
    KnownPrefix {"gp", "urn:ietf:params:xml:ns:pidf:geopriv10"},
    KnownPrefix {"op", "urn:oma:xml:prs:pidf:oma-pres"},
    KnownPrefix {"cp", "urn:ietf:params:xml:ns:common-policy"},
    KnownPrefix {"pr", "urn:ietf:params:xml:ns:pres-rules"},
    KnownPrefix {"ocp", "urn:oma:xml:xdm:common-policy"},
    KnownPrefix {"opr", "urn:oma:xml:prs:pres-rules"},
    KnownPrefix {"rl", "urn:ietf:params:xml:ns:resource-lists"},
};

} // namespace

XmlFault tagMismatch(
    const QByteArray &utf8, const XmlNode &openElement, ByteSpan endTag, ByteSpan name, bool isOpen)
{
    const QByteArray right = cut(utf8, openElement.nameSpan);
    const QString shown = quotedName(right);
    const TextPlace place = placeAt(utf8, openElement.startTag.from);
    return {"xml-tag-mismatch"_L1, endTag,
        tr("The end tag </%1> does not fit: <%2> from line %3, column %4 is still open.")
            .arg(quotedName(cut(utf8, name)), shown, QString::number(place.line),
                QString::number(place.column)),
        u"</%1>"_s.arg(shown),
        {(isOpen ? tr("Insert </%1>") : tr("Write </%1>")).arg(shown),
            {{endTag.from, isOpen ? 0 : endTag.length, "</" + right + '>'}}}};
}

XmlFault stillOpen(const QByteArray &utf8, const XmlNode &openElement)
{
    const TextPlace place = placeAt(utf8, openElement.startTag.from);
    const QString name = quotedName(cut(utf8, openElement.nameSpan));
    return {"xml-truncated"_L1, {utf8.size(), 0},
        tr("The document ends while <%1> from line %2, column %3 is still open.")
            .arg(name, QString::number(place.line), QString::number(place.column)),
        u"</%1>"_s.arg(name)};
}

XmlFault withDeclaration(XmlFault fault, const QByteArray &utf8, const XmlNode &root)
{
    if (fault.code != "xml-undefined-prefix"_L1)
        return fault;
    const QByteArray prefix = cut(utf8, fault.span);
    const auto *const known = std::ranges::find(knownPrefixes, QByteArrayView(prefix), &KnownPrefix::prefix);
    if (known != knownPrefixes.end())
        fault.fix = {tr("Declare the prefix %1").arg(QString::fromUtf8(prefix)),
            {{root.nameSpan.end(), 0, " xmlns:" + prefix + "=\"" + known->ns.toByteArray() + '"'}}};
    return fault;
}
