// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/namespaceprefix.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// The prefix that people are used to see.
struct UsualPrefix {
    const char *ns;
    const char *prefix;
};

constexpr std::array usualPrefixes {
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:data-model", "dm"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:rpid", "rpid"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:cipid", "cipid"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:caps", "caps"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:timed-status", "ts"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:geopriv10", "gp"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy", "gbp"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr", "ca"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc", "cl"},
    UsualPrefix {"urn:ietf:params:xml:ns:pidf:geopriv10:dynamic", "dyn"},
    UsualPrefix {"urn:ietf:params:xml:ns:common-policy", "cp"},
    UsualPrefix {"urn:ietf:params:xml:ns:pres-rules", "pr"},
    UsualPrefix {"urn:oma:xml:xdm:common-policy", "ocp"},
    UsualPrefix {"urn:oma:xml:prs:pres-rules", "opr"},
    UsualPrefix {"urn:oma:xml:prs:pidf:oma-pres", "op"},
    UsualPrefix {"urn:oma:xml:pde:pidf:ext:1.1", "pde"},
    UsualPrefix {"urn:ietf:params:xml:ns:resource-lists", "rl"},
};

struct Escape {
    char character;
    const char *written;
};

constexpr std::array escapes {
    Escape {'&', "&amp;"},
    Escape {'<', "&lt;"},
    Escape {'>', "&gt;"},
    Escape {'"', "&quot;"},
    Escape {'\t', "&#9;"},
    Escape {'\n', "&#10;"},
    Escape {'\r', "&#13;"},
};

QString usualPrefix(const QString &ns)
{
    const auto *const found = std::find_if(usualPrefixes.begin(), usualPrefixes.end(),
        [&ns](const UsualPrefix &one) { return ns == QLatin1StringView(one.ns); });
    return found == usualPrefixes.end() ? u"ext"_s : QString::fromLatin1(found->prefix);
}

QString freePrefix(const QString &wanted, const QHash<QString, QString> &scope)
{
    QString prefix = wanted;
    for (int number = 2; scope.contains(prefix); ++number)
        prefix = wanted + QString::number(number);
    return prefix;
}

// The shortest declared prefix, the usual one if it is among them, so that the answer is always the same.
QString declaredPrefix(const QString &ns, const QHash<QString, QString> &scope)
{
    QString best;
    for (auto one = scope.begin(); one != scope.end(); ++one) {
        if (one.value() != ns || one.key().isEmpty())
            continue;
        if (one.key() == usualPrefix(ns))
            return one.key();
        if (best.isEmpty() || one.key().size() < best.size()
            || (one.key().size() == best.size() && one.key() < best))
            best = one.key();
    }
    return best;
}

QByteArray escapedByte(char c)
{
    const auto *const found =
        std::find_if(escapes.begin(), escapes.end(), [c](const Escape &one) { return one.character == c; });
    if (found != escapes.end())
        return found->written;
    // What XML has no way to say, U+FFFD says for it.
    return static_cast<unsigned char>(c) < 0x20 ? QByteArray("\xEF\xBF\xBD") : QByteArray(1, c);
}

} // namespace

WrittenName writtenName(
    const QString &ns, const QString &localName, const QHash<QString, QString> &scope, bool isAttribute)
{
    if (ns == "http://www.w3.org/XML/1998/namespace"_L1)
        return {u"xml:"_s + localName, {}};
    if (isAttribute && ns.isEmpty())
        return {localName, {}};
    if (!isAttribute && scope.value(QString()) == ns)
        return {localName, {}};
    if (ns.isEmpty())
        return {localName, u"xmlns=\"\""_s};
    const QString declared = declaredPrefix(ns, scope);
    if (!declared.isEmpty())
        return {declared + u':' + localName, {}};
    const QString prefix = freePrefix(usualPrefix(ns), scope);
    return {prefix + u':' + localName, u"xmlns:%1=\"%2\""_s.arg(prefix, QString::fromUtf8(xmlEscaped(ns)))};
}

QByteArray xmlEscaped(const QString &text)
{
    QString sayable = text;
    for (const char16_t c : {u'\xFFFE', u'\xFFFF'})
        sayable.replace(QChar(c), QChar(QChar::ReplacementCharacter));
    QByteArray escaped;
    for (const char c : sayable.toUtf8())
        escaped += escapedByte(c);
    return escaped;
}

QByteArray xmlTextEscaped(const QString &text)
{
    return xmlEscaped(text).replace("&#10;", "\n").replace("&#9;", "\t").replace("&quot;", "\"");
}
