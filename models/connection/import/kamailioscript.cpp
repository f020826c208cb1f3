// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/kamailioscript.h"

#include "base/visibletext.h"
#include "connection/import/configfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = ConfigToken::Kind;

constexpr qsizetype deepestInclude = 10; // as in Kamailio
constexpr int mostFiles = 20;
constexpr qsizetype mostNotes = 50;
constexpr qsizetype mostParameters = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerImport", text);
}

/// One argument of modparam(): neighbouring strings are one.
struct Argument {
    QString text;
    bool isKnown = true;
    QStringList guesses = {};
};

Argument argumentOf(const QList<ConfigToken> &tokens, const ConfigDefines &defines)
{
    Argument argument;
    for (const ConfigToken &token : tokens) {
        const bool isWord = token.kind == Kind::Word;
        bool isNumber = false;
        token.text.toLongLong(&isNumber);
        argument.text += isWord ? defines.expanded(token.text) : defines.substituted(token.text);
        argument.guesses += defines.guessesBehind(token.text);
        argument.isKnown = argument.isKnown && (!isWord || isNumber || defines.has(token.text));
    }
    return argument;
}

} // namespace

bool ModuleParameter::concerns(QLatin1StringView module) const
{
    if (modules == module)
        return true;
    // Names and bars are all that is in use; other patterns are not worth the trouble they can make.
    const QStringList names = modules.split(u'|');
    return std::any_of(
        names.begin(), names.end(), [&](const QString &each) { return each.trimmed() == module; });
}

const ModuleParameter *KamailioScript::parameter(QLatin1StringView module, QLatin1StringView name) const
{
    const auto found = std::find_if(m_parameters.rbegin(), m_parameters.rend(),
        [&](const ModuleParameter &each) { return each.name == name && each.concerns(module); });
    return found == m_parameters.rend() ? nullptr : &*found;
}

Result<void> KamailioScript::read(const QString &file)
{
    const Result<QString> text = readConfigFile(file);
    if (!text)
        return text.error();
    const QString path = QFileInfo(file).canonicalFilePath();
    if (m_folder.isEmpty())
        m_folder = QFileInfo(path).canonicalPath();
    m_open << path;
    take(configTokens(*text), path);
    m_open.removeLast();
    return {};
}

void KamailioScript::take(const Tokens &tokens, const QString &file)
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const ConfigToken &token = tokens[i];
        const bool hasNext = i + 1 < tokens.size();
        if (token.kind == Kind::Directive)
            m_defines.take(token.text);
        if (token.kind != Kind::Word || !hasNext || !m_defines.linesCount())
            continue;
        if ((token.text == "modparam"_L1 || token.text == "modparamx"_L1) && tokens[i + 1].isSign(u'('))
            i = takeParameter(tokens, i + 2, file);
        else if (token.text == "include_file"_L1 || token.text == "import_file"_L1)
            takeInclude(tokens[i + 1], file);
        else if (token.text == "db_default_url"_L1 && i + 2 < tokens.size() && tokens[i + 1].isSign(u'='))
            m_parameters.append({{}, token.text, argumentOf({tokens[i + 2]}, m_defines).text, true,
                tr("%1, line %2").arg(QFileInfo(file).fileName()).arg(token.line), m_defines.guesses()});
    }
}

/// From behind the bracket; the index of the last token that belongs to it.
qsizetype KamailioScript::takeParameter(const Tokens &tokens, qsizetype at, const QString &file)
{
    QList<Tokens> arguments {{}};
    qsizetype i = at;
    for (; i < tokens.size() && !tokens[i].isSign(u')'); ++i) {
        if (tokens[i].kind == Kind::Directive) // a bracket was forgotten: the next line counts again
            return i - 1;
        if (tokens[i].isSign(u','))
            arguments << Tokens();
        else
            arguments.last() << tokens[i];
    }
    if (arguments.size() != 3 || m_parameters.size() >= mostParameters)
        return i;
    const Argument value = argumentOf(arguments[2], m_defines);
    m_parameters.append({argumentOf(arguments[0], m_defines).text, argumentOf(arguments[1], m_defines).text,
        value.text, value.isKnown,
        tr("%1, line %2").arg(visibleText(QFileInfo(file).fileName())).arg(tokens[at - 1].line),
        m_defines.guesses() + value.guesses});
    return i;
}

bool KamailioScript::budgetAllows(const QString &file)
{
    return m_open.size() < deepestInclude && ++m_files < mostFiles && !m_open.contains(file);
}

void KamailioScript::takeInclude(const ConfigToken &name, const QString &file)
{
    if (name.kind != Kind::Text)
        return;
    const QString wanted = m_defines.substituted(name.text);
    const QString shown = visibleText(wanted.left(200));
    const QFileInfo info(QFileInfo(file).dir(), wanted);
    if (m_notes.size() >= mostNotes)
        return;
    if (!info.exists())
        m_notes << tr("The file %1, which is to be included, is not there.").arg(shown);
    else if (!info.canonicalFilePath().startsWith(m_folder + u'/'))
        m_notes << tr("The file %1 lies outside the configuration's folder and was not read.").arg(shown);
    else if (!budgetAllows(info.canonicalFilePath()))
        m_notes << tr("The file %1 was not read: files include each other, or too many do.").arg(shown);
    else if (const auto included = read(info.canonicalFilePath()); !included)
        m_notes << included.error().message;
}
