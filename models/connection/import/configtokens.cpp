// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/configtokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = ConfigToken::Kind;

bool isWordCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'_';
}

/// Walks over the text once; each step takes at least one character.
class Scanner {
public:
    explicit Scanner(QStringView text) : m_text(text) {}

    QList<ConfigToken> tokens()
    {
        while (!atEnd())
            step();
        return m_tokens;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    bool begins(QStringView what) const { return m_text.mid(m_at).startsWith(what); }
    void add(Kind kind, const QString &text, int line) { m_tokens.append({kind, text, line}); }

    void step()
    {
        const QChar character = m_text[m_at];
        if (begins(u"#!") || begins(u"!!"))
            takeDirective();
        else if (character == u'#' || begins(u"//"))
            skipTo(u"\n");
        else if (begins(u"/*"))
            skipComment();
        else if (character == u'"' || character == u'\'')
            takeText(character);
        else if (isWordCharacter(character) || isMinus())
            takeWord();
        else
            takeSign(character);
    }

    bool isMinus() const
    {
        return m_text[m_at] == u'-' && m_at + 1 < m_text.size() && m_text[m_at + 1].isDigit();
    }

    void advance(qsizetype to)
    {
        m_line += int(std::count(m_text.begin() + m_at, m_text.begin() + to, u'\n'));
        m_at = to;
    }

    void skipTo(QStringView end)
    {
        const qsizetype found = m_text.indexOf(end, m_at);
        advance(found < 0 ? m_text.size() : found);
    }

    void skipComment()
    {
        const qsizetype found = m_text.indexOf(u"*/", m_at + 2);
        advance(found < 0 ? m_text.size() : found + 2);
    }

    /// To the end of the line; a backslash there continues it.
    void takeDirective()
    {
        const int line = m_line;
        QString text;
        bool more = true;
        advance(m_at + 2);
        while (more && !atEnd()) {
            const qsizetype from = m_at;
            skipTo(u"\n");
            text += m_text.mid(from, m_at - from);
            more = text.endsWith(u'\\');
            if (more)
                text.chop(1);
            if (more && !atEnd())
                advance(m_at + 1);
        }
        add(Kind::Directive, text.trimmed(), line);
    }

    /// Only the double quotes know the backslash.
    void takeText(QChar quote)
    {
        const int line = m_line;
        QString text;
        qsizetype at = m_at + 1;
        for (; at < m_text.size() && m_text[at] != quote; ++at) {
            const bool escaped = quote == u'"' && m_text[at] == u'\\' && at + 1 < m_text.size();
            if (escaped)
                ++at;
            text += escaped && m_text[at] == u'n' ? QChar(u'\n') : m_text[at];
        }
        advance(std::min(at + 1, m_text.size()));
        add(Kind::Text, text, line);
    }

    void takeWord()
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isWordCharacter(m_text[end]))
            ++end;
        add(Kind::Word, m_text.mid(m_at, end - m_at).toString(), m_line);
        m_at = end;
    }

    void takeSign(QChar character)
    {
        if (u"(),="_s.contains(character))
            add(Kind::Sign, QString(character), m_line);
        advance(m_at + 1);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    QList<ConfigToken> m_tokens;
};

} // namespace

QList<ConfigToken> configTokens(const QString &text)
{
    return Scanner(text).tokens();
}
