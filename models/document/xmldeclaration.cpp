// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmldeclaration.h"

#include "document/xmlcharacters.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

bool isVersion(const QString &value)
{
    return value.startsWith("1."_L1)
        && std::all_of(value.begin() + 2, value.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isEncoding(const QString &value)
{
    const auto isLetter = [](QChar c) { return c < u'\x80' && c.isLetter(); };
    return !value.isEmpty() && isLetter(value.front()) && std::ranges::all_of(value, [&](QChar c) {
        return isLetter(c) || (c >= u'0' && c <= u'9') || u"._-"_s.contains(c);
    });
}

bool isStandalone(const QString &value)
{
    return value == "yes"_L1 || value == "no"_L1;
}

/// What may stand in a declaration, in this order.
struct Part {
    QLatin1StringView name;
    bool (*isRight)(const QString &);
    const char *fault;
};

const std::array parts {
    Part {"version"_L1, isVersion,
        QT_TRANSLATE_NOOP("Document", "The XML declaration must begin with version=\"1.0\".")},
    Part {"encoding"_L1, isEncoding,
        QT_TRANSLATE_NOOP("Document", "The encoding in the XML declaration is no name of an encoding.")},
    Part {"standalone"_L1, isStandalone,
        QT_TRANSLATE_NOOP("Document", "In the XML declaration, standalone is \"yes\" or \"no\".")},
};

/// Goes through the text of a declaration from part to part.
class Declaration {
public:
    explicit Declaration(QByteArrayView text) : m_text(text.first(std::min(text.size(), longest))) {}

    XmlDeclaration read()
    {
        if (!m_text.startsWith("<?xml") || m_text.size() < 6 || !isXmlBlank(m_text[5]))
            return {};
        m_at = 5;
        size_t next = 0;
        while (m_result.fault.isEmpty() && skipBlanks() && !m_text.sliced(m_at).startsWith("?>"))
            next = part(next);
        if (m_result.fault.isEmpty() && m_result.version.isEmpty())
            fail(tr(parts[0].fault), 5);
        end();
        return m_result;
    }

private:
    void passBlanks()
    {
        while (m_at < m_text.size() && isXmlBlank(m_text[m_at]))
            ++m_at;
    }

    bool skipBlanks()
    {
        const qsizetype from = m_at;
        passBlanks();
        if (m_at == from && !m_text.sliced(m_at).startsWith("?>"))
            fail(tr("In the XML declaration, a blank is missing here."), m_at);
        return m_at < m_text.size();
    }

    /// Reads one part; the position in the table that may follow.
    size_t part(size_t next)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= 'a' && m_text[m_at] <= 'z')
            ++m_at;
        const QByteArrayView name = m_text.sliced(from, m_at - from);
        size_t i = next;
        while (i < parts.size() && parts.at(i).name != QLatin1StringView(name))
            ++i;
        if (i == parts.size() || (i > 0 && m_result.version.isEmpty())) {
            fail(next == 0 ? tr(parts[0].fault)
                           : tr("In the XML declaration, only encoding and standalone may follow the "
                                "version, in this order."),
                from);
            return next;
        }
        take(i);
        return i + 1;
    }

    void take(size_t i)
    {
        const std::optional<QString> value = quoted();
        if (!value || !parts.at(i).isRight(*value))
            return fail(tr(parts.at(i).fault), value ? m_at - 1 - value->size() : m_at);
        if (i == 0)
            m_result.version = *value;
        if (i == 1) {
            m_result.encoding = *value;
            m_result.encodingAt = m_at - 1 - value->size();
        }
    }

    std::optional<QString> quoted()
    {
        if (!equals())
            return std::nullopt;
        const char quote = m_at < m_text.size() ? m_text[m_at] : '\0';
        const qsizetype close = quote == '"' || quote == '\'' ? m_text.indexOf(quote, m_at + 1) : -1;
        if (close < 0)
            return std::nullopt;
        const QString value = QString::fromLatin1(m_text.sliced(m_at + 1, close - m_at - 1));
        m_at = close + 1;
        return value;
    }

    bool equals()
    {
        passBlanks();
        if (m_at == m_text.size() || m_text[m_at] != '=')
            return false;
        ++m_at;
        passBlanks();
        return true;
    }

    void end()
    {
        const qsizetype close = m_text.indexOf("?>", m_at);
        m_result.length = close < 0 ? 0 : close + 2;
        if (close < 0 && m_result.fault.isEmpty())
            fail(tr("The XML declaration is not closed by \"?>\"."), m_at);
    }

    void fail(const QString &sentence, qsizetype at)
    {
        m_result.fault = sentence;
        m_result.faultAt = at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    XmlDeclaration m_result;
};

} // namespace

XmlDeclaration xmlDeclaration(QByteArrayView text)
{
    return Declaration(text).read();
}
