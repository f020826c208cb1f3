// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/kamctlrc.h"

#include "base/visibletext.h"
#include "connection/import/configfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerImport", text);
}

/// What kamctl calls an engine, in lower case.
struct EngineWord {
    QLatin1StringView word;
    QLatin1StringView scheme;
};

constexpr std::array engineWords {
    EngineWord {"mysql"_L1, "mysql"_L1},
    EngineWord {"mariadb"_L1, "mysql"_L1},
    EngineWord {"pgsql"_L1, "postgres"_L1},
    EngineWord {"postgres"_L1, "postgres"_L1},
    EngineWord {"postgresql"_L1, "postgres"_L1},
    EngineWord {"sqlite"_L1, "sqlite"_L1},
};

/// What kamctl takes when a line is missing.
struct Default {
    QLatin1StringView name;
    QLatin1StringView value;
};

constexpr std::array defaults {
    Default {"DBHOST"_L1, "localhost"_L1},
    Default {"DBNAME"_L1, "kamailio"_L1},
    Default {"DBRWUSER"_L1, "kamailio"_L1},
    Default {"DBRWPW"_L1, "kamailiorw"_L1},
    Default {"DBROUSER"_L1, "kamailioro"_L1},
    Default {"DBROPW"_L1, "kamailioro"_L1},
};

/// A shell's word without its quotes; nothing when the shell would have to work it out.
std::optional<QString> shellValue(QStringView text)
{
    QString value;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text[i];
        const bool hasNext = i + 1 < text.size();
        if (quote == u'\'' && character != u'\'') {
            value += character; // whatever it is
            continue;
        }
        if (character == u'$' || character == u'`')
            return {};
        if (character == quote)
            quote = QChar();
        else if (quote.isNull() && (character == u'"' || character == u'\''))
            quote = character;
        else if (character == u'\\' && hasNext && (quote.isNull() || u"$`\"\\"_s.contains(text[i + 1])))
            value += text[++i];
        else if (quote.isNull() && (character.isSpace() || u";&|()<>"_s.contains(character)))
            break;
        else
            value += character;
    }
    return quote.isNull() ? std::optional(value) : std::nullopt;
}

/// The variables of the file.
class Variables {
public:
    explicit Variables(const QString &text)
    {
        static const QRegularExpression pattern(u"^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$"_s);
        for (const QString &line : text.split(u'\n')) {
            const auto match = pattern.match(line);
            if (!match.hasMatch())
                continue;
            const auto value = shellValue(match.capturedView(2));
            if (value)
                m_values.insert(match.captured(1), *value);
            else
                m_unclear << match.captured(1);
        }
    }

    bool has(const QString &name) const { return m_values.contains(name); }
    QString value(const QString &name) const
    {
        for (const Default &each : defaults)
            if (each.name == name)
                return m_values.value(name, each.value);
        return m_values.value(name);
    }
    QStringList notes() const
    {
        QStringList sentences;
        for (const QString &name : m_unclear)
            if (name.startsWith("DB"_L1))
                sentences << tr("A shell would have to work out the value of %1; it was not used.")
                                 .arg(visibleText(name.left(60)));
        return sentences.mid(0, 20);
    }

private:
    QHash<QString, QString> m_values;
    QStringList m_unclear;
};

QString schemeOf(const Variables &variables)
{
    for (const EngineWord &each : engineWords)
        if (variables.value(u"DBENGINE"_s).compare(each.word, Qt::CaseInsensitive) == 0)
            return each.scheme;
    return {};
}

Error unusableEngine(const Variables &variables, const QString &file)
{
    const QString engine = variables.value(u"DBENGINE"_s);
    return {engine.isEmpty()
            ? tr("%1 does not say which database is used: its line DBENGINE is missing or a comment.")
                  .arg(visibleText(file))
            : tr("%1 names the database engine %2, which cannot be opened here. MySQL, PostgreSQL and SQLite "
                 "can.")
                  .arg(visibleText(file), visibleText(engine.left(60))),
        {}, Fault::Usage};
}

Result<DatabaseUrl> fileUrl(const Variables &variables, const QString &file)
{
    const QString path =
        variables.has(u"DB_PATH"_s) ? variables.value(u"DB_PATH"_s) : variables.value(u"DBPATH"_s);
    if (!path.startsWith(u'/'))
        return Error {tr("%1 does not say where the SQLite file is: DB_PATH is missing or no absolute path.")
                          .arg(visibleText(file)),
            {}, Fault::Usage};
    return DatabaseUrl {u"sqlite"_s, path};
}

/// Put together as a URL and read again, so that the same checks apply.
Result<DatabaseUrl> serverUrl(const Variables &variables, const QString &scheme, const QString &userVariable)
{
    const QString port = variables.value(u"DBPORT"_s);
    const DatabaseUrl url {scheme, variables.value(u"DBNAME"_s),
        {{variables.value(u"DBHOST"_s), port.isEmpty() ? 0 : port.toInt()}}, variables.value(userVariable)};
    return parseDatabaseUrl(url.toString());
}

/// One of the two accounts.
struct Account {
    QLatin1StringView user;
    QLatin1StringView password;
    const char *note;
};

constexpr std::array accounts {
    Account {"DBROUSER"_L1, "DBROPW"_L1,
        QT_TRANSLATE_NOOP("ServerImport", "The account is the one of %1 that may only read (DBROUSER).")},
    Account {"DBRWUSER"_L1, "DBRWPW"_L1,
        QT_TRANSLATE_NOOP("ServerImport", "The account is the one of %1 that may also write (DBRWUSER).")},
};

Result<ImportProposal> proposalFor(
    const Variables &variables, const QString &scheme, const Account &account, const QString &file)
{
    const Result<DatabaseUrl> url =
        scheme == "sqlite"_L1 ? fileUrl(variables, file) : serverUrl(variables, scheme, account.user);
    if (!url)
        return url.error();
    ImportProposal proposal {profileFor(*url), {}, variables.notes()};
    proposal.profile.name = url->title().replace(u'/', u'-');
    if (url->isFile()) {
        proposal.notes.prepend(tr("The address is the DB_PATH of %1.").arg(visibleText(file)));
        return proposal;
    }
    proposal.password = Secret(variables.value(account.password).toUtf8());
    proposal.notes.prepend(tr(account.note).arg(visibleText(file)));
    if (!variables.has(account.password))
        proposal.notes << tr("%1 is not set, so kamctl's own usual password is taken.").arg(account.password);
    return proposal;
}

} // namespace

bool looksLikeKamctlrc(const QString &text)
{
    static const QRegularExpression pattern(
        u"^\\s*(?:#\\s*)?(?:export\\s+)?(?:DBENGINE|DBRWUSER|DBROUSER)="_s,
        QRegularExpression::MultilineOption);
    return pattern.match(text).hasMatch();
}

Result<QList<ImportProposal>> importKamctlrc(const QString &file)
{
    const Result<QString> text = readConfigFile(file);
    if (!text)
        return text.error();
    const Variables variables(*text);
    const QString scheme = schemeOf(variables);
    const QString name = QFileInfo(file).fileName();
    if (scheme.isEmpty())
        return unusableEngine(variables, name);
    QList<ImportProposal> proposals;
    for (const Account &account : accounts) {
        const Result<ImportProposal> proposal = proposalFor(variables, scheme, account, name);
        if (!proposal)
            return proposal.error();
        if (proposals.isEmpty() || proposals.first().profile.url != proposal->profile.url)
            proposals << *proposal;
    }
    return proposals;
}
