// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/kamailioconfig.h"

#include "base/visibletext.h"
#include "connection/import/kamailioscript.h"
#include "connection/profilefields.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// The modules that keep presence data, the one that matters most first.
constexpr std::array presenceModules {"presence"_L1, "presence_xml"_L1, "xcap_server"_L1, "rls"_L1, "pua"_L1};

/// A parameter that names a table.
struct TableParameter {
    QLatin1StringView module;
    QLatin1StringView name;
    TableRole role;
};

constexpr std::array tableParameters {
    TableParameter {"presence"_L1, "presentity_table"_L1, TableRole::Presentity},
    TableParameter {"presence"_L1, "active_watchers_table"_L1, TableRole::ActiveWatchers},
    TableParameter {"presence"_L1, "watchers_table"_L1, TableRole::Watchers},
    TableParameter {"presence_xml"_L1, "xcap_table"_L1, TableRole::Xcap},
    TableParameter {"xcap_server"_L1, "xcap_table"_L1, TableRole::Xcap},
    TableParameter {"rls"_L1, "rlpres_table"_L1, TableRole::RlsPresentity},
    TableParameter {"rls"_L1, "rlsubs_table"_L1, TableRole::RlsWatchers},
    TableParameter {"pua"_L1, "db_table"_L1, TableRole::Pua},
};

/// A parameter that decides what the server does, and the field of a profile that remembers it.
struct ServerParameter {
    QLatin1StringView module;
    QLatin1StringView name;
    QLatin1StringView field;
};

constexpr std::array serverParameters {
    ServerParameter {"presence_xml"_L1, "force_active"_L1, "server/forceActive"_L1},
    ServerParameter {"presence_xml"_L1, "integrated_xcap_server"_L1, "server/integratedXcapServer"_L1},
    ServerParameter {"presence"_L1, "enable_sphere_check"_L1, "server/enableSphereCheck"_L1},
    ServerParameter {"presence"_L1, "subs_db_mode"_L1, "server/subsDbMode"_L1},
    ServerParameter {"presence"_L1, "publ_cache"_L1, "server/publCache"_L1},
    ServerParameter {"presence"_L1, "notifier_processes"_L1, "server/notifierProcesses"_L1},
};

/// Where one module keeps its data.
struct ModuleDatabase {
    QLatin1StringView module;
    TypedUrl url;
    QString place;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerImport", text);
}

/// A URL that cannot be used: only its scheme is shown, the rest may hold a password.
QString notUnderstood(
    QLatin1StringView module, const QString &place, const QString &url, const QString &reason)
{
    if (url.contains("$env("_L1))
        return tr("The database of %1 (%2) comes from the environment of the server and is not known here.")
            .arg(module, place);
    if (!url.contains("://"_L1))
        return tr("The database of %1 (%2) is not understood.").arg(module, place);
    return tr("The database of %1 (%2) cannot be used: %3").arg(module, place, reason);
}

/// Reads the parameters of one script into proposals.
class Reader {
public:
    explicit Reader(const KamailioScript &script) : m_script(script) {}

    QList<ImportProposal> proposals()
    {
        findDatabases();
        if (m_databases.isEmpty())
            return {};
        QList<ImportProposal> all {mainProposal()};
        for (const ModuleDatabase &each : m_databases)
            if (!isKnown(all, each.url.url))
                all << otherProposal(each);
        return all;
    }
    QStringList notes() const { return m_notes; }

private:
    static bool isKnown(const QList<ImportProposal> &proposals, const DatabaseUrl &url)
    {
        return std::any_of(proposals.begin(), proposals.end(),
            [&](const ImportProposal &each) { return each.profile.url == url; });
    }

    void findDatabases()
    {
        for (const QLatin1StringView module : presenceModules)
            if (const ModuleParameter *url = m_script.parameter(module, "db_url"_L1))
                addDatabase(module, *url);
        if (!m_databases.isEmpty())
            return;
        if (const ModuleParameter *url = m_script.parameter({}, "db_default_url"_L1))
            addDatabase("presence"_L1, *url);
        else if (m_script.defines().has(u"DBURL"_s))
            addDatabase("DBURL"_L1,
                {{}, {}, m_script.defines().expanded(u"DBURL"_s), true, u"#!define"_s,
                    m_script.defines().guessesBehind(u"DBURL"_s)});
    }

    /// What is put together of a word and strings may hold a password, so only a word alone is repeated.
    static QString undefinedWord(QLatin1StringView module, const ModuleParameter &parameter)
    {
        static const QRegularExpression word(u"^[A-Za-z_][A-Za-z0-9_]{0,59}$"_s);
        if (!word.match(parameter.value).hasMatch())
            return tr("The database of %1 (%2) is put together with a word which these files do not define. "
                      "Perhaps the server is started with -A WORD=...")
                .arg(module, parameter.place);
        return tr("The database of %1 (%2) is the word %3, which these files do not define. Perhaps "
                  "the server is started with -A %3=...")
            .arg(module, parameter.place, parameter.value);
    }

    void addDatabase(QLatin1StringView module, const ModuleParameter &parameter)
    {
        if (!parameter.isKnown) {
            m_notes << undefinedWord(module, parameter);
            return;
        }
        noteGuesses(parameter.guesses);
        const Result<TypedUrl> url = parseKamailioUrl(parameter.value);
        if (url && !parameter.value.contains("$env("_L1))
            m_databases.append({module, *url, parameter.place});
        else
            m_notes << notUnderstood(
                module, parameter.place, parameter.value, url ? QString() : url.error().message);
    }

    void noteGuesses(const QStringList &names)
    {
        for (const QString &name : names) {
            const QString sentence =
                tr("Nothing in the file defines %1; it was taken for defined, as by the server's option -A.")
                    .arg(visibleText(name.left(60)));
            if (!m_notes.contains(sentence))
                m_notes << sentence;
        }
    }

    /// The database of a module; the main one, when it names none.
    const ModuleDatabase &databaseOf(QLatin1StringView module) const
    {
        const auto found = std::find_if(m_databases.begin(), m_databases.end(),
            [&](const ModuleDatabase &each) { return each.module == module; });
        return found == m_databases.end() ? m_databases.first() : *found;
    }

    ImportProposal mainProposal() const
    {
        const ModuleDatabase &main = m_databases.first();
        ImportProposal proposal = proposalFor(main);
        proposal.notes << sourceNote(main);
        addTables(proposal, main);
        addServerSettings(proposal);
        for (const ModuleDatabase &each : m_databases)
            if (each.url.url != main.url.url)
                proposal.notes << tr("%1 uses another database: %2 (%3).")
                                      .arg(each.module, visibleText(each.url.url.display()), each.place);
        addAdvice(proposal);
        return proposal;
    }

    ImportProposal otherProposal(const ModuleDatabase &database) const
    {
        ImportProposal proposal = proposalFor(database);
        proposal.notes << sourceNote(database);
        addTables(proposal, database);
        addAdvice(proposal);
        return proposal;
    }

    static ImportProposal proposalFor(const ModuleDatabase &database)
    {
        ImportProposal proposal {profileFor(database.url.url), database.url.password, {}};
        proposal.profile.name = database.url.url.title().replace(u'/', u'-');
        return proposal;
    }

    static QString sourceNote(const ModuleDatabase &database)
    {
        if (database.module == "DBURL"_L1)
            return tr("The address is what DBURL stands for; no presence module is told its database.");
        return tr("The address is the database of %1 (%2).").arg(database.module, database.place);
    }

    /// Names that differ from the usual ones, and tables in another database of the same server.
    void addTables(ImportProposal &proposal, const ModuleDatabase &database) const
    {
        for (const TableParameter &each : tableParameters) {
            const ModuleParameter *name = m_script.parameter(each.module, each.name);
            const ModuleDatabase &own = databaseOf(each.module);
            const QString table = name ? name->value : roleName(each.role);
            const bool isHere = own.url.url == database.url.url;
            if (isHere && table != roleName(each.role) && !isRoleName(table))
                proposal.profile.tables.insert(each.role, table);
            else if (!isHere && isNeighbour(own.url, database.url))
                proposal.profile.tables.insert(each.role, own.url.url.path + u'.' + table);
        }
    }

    /// The tables of 2006 and of today have names of their own, both known.
    static bool isRoleName(const QString &table)
    {
        return table == roleName(TableRole::XcapXml) || table == roleName(TableRole::Xcap);
    }

    /// Another database that the same account of the same server reaches.
    static bool isNeighbour(const TypedUrl &other, const TypedUrl &main)
    {
        DatabaseUrl same = other.url;
        same.path = main.url.path;
        return main.url.scheme == "mysql"_L1 && same == main.url && other.password == main.password;
    }

    void addServerSettings(ImportProposal &proposal) const
    {
        for (const ServerParameter &each : serverParameters) {
            const ModuleParameter *parameter = m_script.parameter(each.module, each.name);
            const auto &fields = profileFields();
            const auto field = std::find_if(fields.begin(), fields.end(),
                [&](const ProfileField &candidate) { return candidate.key == each.field; });
            if (parameter && !field->take(proposal.profile, parameter->value))
                proposal.notes << tr("The value of %1 (%2) is not understood: %3.")
                                      .arg(each.name, parameter->place,
                                          visibleText(parameter->value.left(60)));
        }
    }

    static void addAdvice(ImportProposal &proposal)
    {
        const DatabaseUrl &url = proposal.profile.url;
        if (!url.isLocal())
            proposal.notes << tr("TLS with a checked certificate is chosen, which the server itself may not "
                                 "use. If the database offers none, this has to be changed.");
        const bool isLocalhost =
            url.scheme == "mysql"_L1 && url.hosts.size() == 1 && url.hosts.first().host == "localhost"_L1;
        if (isLocalhost)
            proposal.notes << tr("For the SIP server \"localhost\" means the database's UNIX socket, here it "
                                 "means TCP. If nobody answers there, enter the socket's path.");
    }

    const KamailioScript &m_script;
    QList<ModuleDatabase> m_databases;
    QStringList m_notes;
};

struct Attempt {
    QList<ImportProposal> proposals;
    QStringList notes;
};

Result<Attempt> attempt(const QString &file, ConfigDefines::Unknown unknown)
{
    KamailioScript script(unknown);
    if (const auto read = script.read(file); !read)
        return read.error();
    Reader reader(script);
    Attempt result {reader.proposals(), reader.notes() + script.notes()};
    for (ImportProposal &proposal : result.proposals)
        proposal.notes += result.notes;
    return result;
}

} // namespace

Result<TypedUrl> parseKamailioUrl(const QString &text)
{
    if (!text.contains("://"_L1)) // a path is no URL here
        return Error {tr("This is no URL."), {}, Fault::Usage};
    QString url = text;
    const qsizetype at = url.lastIndexOf(u'@');
    const qsizetype question = url.indexOf(u'?', std::max<qsizetype>(at, 0));
    if (question >= 0)
        url.truncate(question);
    url.replace(u'%', "%25"_L1);
    // No host at all is, for the client libraries, this machine.
    const qsizetype host = at >= 0 && question < 0 ? url.lastIndexOf(u'@') + 1 : -1;
    if (host > 0 && url.mid(host, 1) == "/"_L1)
        url.insert(host, "localhost"_L1);
    return parseTypedUrl(url);
}

Result<QList<ImportProposal>> importKamailioConfig(const QString &file)
{
    const Result<Attempt> plain = attempt(file, ConfigDefines::Unknown::IsNotDefined);
    if (!plain)
        return plain.error();
    if (!plain->proposals.isEmpty())
        return plain->proposals;
    // A file that is silent may be completed by definitions on the server's command line.
    const Result<Attempt> assuming = attempt(file, ConfigDefines::Unknown::IsDefined);
    if (assuming && !assuming->proposals.isEmpty())
        return assuming->proposals;
    QStringList sentences {tr("%1 names no database for presence.").arg(visibleText(file))};
    return Error {(sentences + plain->notes).join(u' '), {}, Fault::Usage};
}
