// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/configdefines.h"

#include "base/visibletext.h"
#include "connection/import/configtokens.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestExpansion = 8;
constexpr qsizetype mostNotes = 50;
// Bounds on what a hostile file can cost; real ones stay far below.
constexpr qsizetype longestText = 2048;
constexpr qsizetype longestReplacement = 512;
constexpr qsizetype mostReplacements = 100;
constexpr qsizetype mostGuesses = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerImport", text);
}

bool isWord(const QString &text)
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9_]+$"_s);
    return pattern.match(text).hasMatch();
}

QString firstWord(const QString &text)
{
    const auto end =
        std::find_if(text.begin(), text.end(), [](QChar character) { return character.isSpace(); });
    return text.left(end - text.begin());
}

/// All strings of a definition in one, as the server joins neighbours.
QString joinedText(const QString &value)
{
    QString text;
    for (const ConfigToken &token : configTokens(value))
        if (token.kind == ConfigToken::Kind::Text)
            text += token.text;
    return text;
}

/// "!name!value!flags" at its own delimiter, which a backslash protects.
QStringList ruleParts(const QString &rule)
{
    QStringList parts {QString()};
    const QChar delimiter = rule.isEmpty() ? QChar(u'!') : rule.front();
    for (qsizetype i = 1; i < rule.size(); ++i) {
        if (rule[i] == u'\\' && i + 1 < rule.size() && rule[i + 1] == delimiter)
            parts.last() += rule[++i];
        else if (rule[i] == delimiter)
            parts << QString();
        else
            parts.last() += rule[i];
    }
    return parts;
}

} // namespace

void ConfigDefines::note(const QString &sentence)
{
    if (m_notes.size() < mostNotes && !m_notes.contains(sentence))
        m_notes << sentence;
}

void ConfigDefines::take(const QString &directive)
{
    static const QRegularExpression pattern(
        u"^\\s*([a-z]+)\\s*(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = pattern.match(directive);
    const QString word = match.captured(1);
    const QString rest = match.captured(2).trimmed();
    if (word == "ifdef"_L1 || word == "ifndef"_L1 || word == "ifexp"_L1 || word == "else"_L1
        || word == "endif"_L1) {
        takeCondition(word, rest);
        return;
    }
    if (!linesCount())
        return;
    const QString name = firstWord(rest);
    const QString value = rest.mid(name.size()).trimmed();
    if (word == "define"_L1 || word == "def"_L1 || word == "trydefine"_L1 || word == "trydef"_L1)
        define(name, value, false);
    else if (word == "redefine"_L1 || word == "redef"_L1)
        define(name, value, true);
    else if (word.startsWith("subst"_L1))
        takeSubstitution(word, joinedText(rest));
    else if (word.contains("def"_L1))
        note(tr("The value of %1 comes from where the server runs (#!%2) and is not known here.")
                 .arg(visibleText(name.left(60)), word));
}

void ConfigDefines::takeCondition(const QString &word, const QString &name)
{
    const auto push = [this](const Block &block) {
        m_blocks << block;
        m_skipped += block.isTrue ? 0 : 1;
    };
    if (word == "ifexp"_L1) {
        note(tr("A condition (#!ifexp) was taken to be true."));
        push({});
    } else if (word == "ifdef"_L1 || word == "ifndef"_L1) {
        const QString first = firstWord(name);
        const bool guessed = word == "ifdef"_L1 && !has(first) && m_unknown == Unknown::IsDefined;
        push({guessed || has(first) == (word == "ifdef"_L1), guessed ? first : QString()});
    } else if (!m_blocks.isEmpty()) {
        const bool was = m_blocks.takeLast().isTrue;
        m_skipped -= was ? 0 : 1;
        if (word == "else"_L1)
            push({!was});
    }
}

QStringList ConfigDefines::guesses() const
{
    QStringList names;
    for (const Block &block : m_blocks)
        if (!block.guess.isEmpty() && names.size() < mostGuesses)
            names << block.guess;
    return names;
}

void ConfigDefines::define(const QString &name, const QString &value, bool replace)
{
    if (!isWord(name) || (has(name) && !replace))
        return;
    m_values.insert(name, value.left(longestText));
    m_guessesBehind.insert(name, guesses());
}

void ConfigDefines::takeSubstitution(const QString &word, const QString &rule)
{
    const QStringList parts = ruleParts(rule);
    const QString name = parts.value(0);
    const QString value = parts.value(1);
    if (!isWord(name) || parts.size() < 3 || value.size() > longestReplacement
        || m_replacements.size() >= mostReplacements) {
        note(tr("A rule that replaces by a pattern (#!%1) was not applied.").arg(word));
        return;
    }
    m_replacements.append({name, value});
    if (word.startsWith("substdef"_L1))
        define(name, word == "substdefs"_L1 ? u'"' + value + u'"' : value, false);
}

QString ConfigDefines::expanded(const QString &word) const
{
    QString text = word;
    for (int depth = 0; depth < deepestExpansion && has(text); ++depth) {
        const QString value = m_values.value(text);
        if (value.startsWith(u'"') || value.startsWith(u'\''))
            return substituted(joinedText(value));
        text = value;
    }
    return text;
}

QString ConfigDefines::substituted(QString text) const
{
    for (const Replacement &replacement : m_replacements)
        if (text.size() < longestText)
            text.replace(replacement.word, replacement.text);
    return text.left(longestText);
}
