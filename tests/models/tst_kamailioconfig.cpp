// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/kamailioconfig.h"
#include "connection/import/serverimport.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <iterator>
#include <memory>

using namespace Qt::StringLiterals;

/// Connections out of the configuration files of SIP servers.
class TestKamailioConfig : public QObject {
    Q_OBJECT

private slots:
    void init();
    void findsTheDatabase_data();
    void findsTheDatabase();
    void aFileLikeDebians();
    void definitionsOfTheCommandLineAreAssumed();
    void settingsOfTheServerAreTaken();
    void renamedTablesAreTaken();
    void tablesInAnotherDatabase();
    void modulesThatDiffer();
    void urlsAsKamailioReadsThem_data();
    void urlsAsKamailioReadsThem();
    void whatIsNotUnderstoodIsSaid_data();
    void whatIsNotUnderstoodIsSaid();
    void filesOfItsFolderAreIncluded();
    void filesOutsideAreNot();
    void filesThatIncludeEachOther();
    void readsKamctlrc();
    void kamctlrcIsNotExecuted();
    void kamctlrcThatCannotBeUsed_data();
    void kamctlrcThatCannotBeUsed();
    void theReaderOfKamctlrcIsPreferred();
    void hostileFilesDoNoHarm_data();
    void hostileFilesDoNoHarm();
    void mutatedFilesDoNoHarm();

private:
    QString write(const QString &name, const QByteArray &text) const;
    /// What a configuration proposes; empty when it is refused, and then the test has failed.
    QList<ImportProposal> proposed(const QByteArray &text, const QString &name = u"kamailio.cfg"_s) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {
const QByteArray presenceParameter = "modparam(\"presence\", \"db_url\", DBURL)\n";

QString notesOf(const ImportProposal &proposal)
{
    return proposal.notes.join(u'\n');
}
} // namespace

void TestKamailioConfig::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestKamailioConfig::write(const QString &name, const QByteArray &text) const
{
    const QString path = m_folder->filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

QList<ImportProposal> TestKamailioConfig::proposed(const QByteArray &text, const QString &name) const
{
    const auto proposals = importServerConfig(write(name, text));
    if (!proposals)
        qWarning().noquote() << proposals.error().message;
    return proposals ? *proposals : QList<ImportProposal>();
}

void TestKamailioConfig::findsTheDatabase_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray url = "mysql://kam:canary@db.example:3307/presence";
    const QByteArray quoted = '"' + url + '"';
    QTest::newRow("in the parameter") << QByteArray("modparam(\"presence\", \"db_url\", " + quoted + ")");
    QTest::newRow("single quotes") << QByteArray("modparam('presence', 'db_url', '" + url + "')");
    QTest::newRow("no blanks") << QByteArray("modparam(\"presence\",\"db_url\"," + quoted + ")");
    QTest::newRow("over lines") << QByteArray(
        "modparam(\n\"presence\", # the\n\"db_url\", /* place */\n" + quoted + "\n)\n");
    QTest::newRow("several modules") << QByteArray(
        "modparam(\"usrloc|presence|rls\", \"db_url\", " + quoted + ")");
    QTest::newRow("#!define") << QByteArray("#!define DBURL " + quoted + "\n" + presenceParameter);
    QTest::newRow("!!define") << QByteArray("!!define DBURL " + quoted + "\n" + presenceParameter);
    QTest::newRow("#!def") << QByteArray("#!def DBURL " + quoted + "\n" + presenceParameter);
    QTest::newRow("#!trydef") << QByteArray(
        "#!define DBURL " + quoted + "\n#!trydef DBURL \"mysql://a:b@c/d\"\n" + presenceParameter);
    QTest::newRow("#!redefine") << QByteArray(
        "#!define DBURL \"mysql://a:b@c/d\"\n#!redefine DBURL " + quoted + "\n" + presenceParameter);
    QTest::newRow("definition of a definition")
        << QByteArray("#!define MAIN " + quoted + "\n#!define DBURL MAIN\n" + presenceParameter);
    QTest::newRow("continued line") << QByteArray(
        "#!define DBURL \\\n  " + quoted + "\n" + presenceParameter);
    QTest::newRow("strings side by side") << QByteArray(
        "#!define DBURL \"mysql://kam:canary@\" \"db.example:3307/presence\"\n" + presenceParameter);
    QTest::newRow("#!substdef") << QByteArray(
        "#!substdef \"!DBURL!" + url + "!g\"\nmodparam(\"presence\", \"db_url\", \"DBURL\")");
    QTest::newRow("#!substdef as a word")
        << QByteArray("#!substdef \"!DBURL!" + url + "!g\"\n" + presenceParameter);
    QTest::newRow("#!substdefs") << QByteArray("#!substdefs \"!DBURL!" + url + "!g\"\n" + presenceParameter);
    QTest::newRow("#!subst of a part") << QByteArray(
        "#!subst \"/HOST/db.example:3307/g\"\n#!define DBURL \"mysql://kam:canary@HOST/presence\"\n"
        + presenceParameter);
    QTest::newRow("#!ifdef") << QByteArray("#!define A\n#!ifdef A\n#!define DBURL " + quoted
        + "\n#!else\n#!define DBURL \"mysql://a:b@c/d\"\n#!endif\n" + presenceParameter);
    QTest::newRow("#!ifndef") << QByteArray(
        "#!ifndef DBURL\n#!define DBURL " + quoted + "\n#!endif\n" + presenceParameter);
    QTest::newRow("nested conditions") << QByteArray("#!ifdef NO\n#!ifdef X\n#!else\n#!define DBURL "
                                                     "\"mysql://a:b@c/d\"\n#!endif\n#!else\n#!define DBURL "
        + quoted + "\n#!endif\n" + presenceParameter);
    QTest::newRow("commented out") << QByteArray(
        "# modparam(\"presence\", \"db_url\", \"mysql://a:b@c/d\")\n"
        "// modparam(\"presence\", \"db_url\", \"mysql://a:b@c/d\")\n"
        "/* modparam(\"presence\", \"db_url\", \"mysql://a:b@c/d\") */\n"
        "modparam(\"presence\", \"db_url\", "
        + quoted + ")\n#modparam(\"presence\", \"db_url\", \"mysql://a:b@c/d\")");
    QTest::newRow("the last one counts") << QByteArray(
        "modparam(\"presence\", \"db_url\", \"mysql://a:b@c/d\")\nmodparam(\"presence\", \"db_url\", "
        + quoted + ")");
    QTest::newRow("another module's is not it") << QByteArray("modparam(\"presence\", \"db_url\", " + quoted
        + ")\nmodparam(\"acc\", \"db_url\", \"mysql://a:b@c/d\")");
    QTest::newRow("only presence_xml")
        << QByteArray("modparam(\"presence_xml\", \"db_url\", " + quoted + ")");
    QTest::newRow("OpenSIPS' general one")
        << QByteArray("db_default_url = " + quoted + "\nloadmodule \"presence.so\"");
    QTest::newRow("DBURL of another module")
        << QByteArray("#!define DBURL " + quoted + "\nmodparam(\"acc\", \"db_url\", DBURL)");
}

void TestKamailioConfig::findsTheDatabase()
{
    QFETCH(QByteArray, text);
    const auto proposals = proposed(text);
    QCOMPARE(proposals.size(), 1);
    const ImportProposal &proposal = proposals.first();
    QCOMPARE(proposal.profile.url.toString(), u"mysql://kam@db.example:3307/presence"_s);
    QCOMPARE(proposal.password.reveal(), QByteArray("canary"));
    QCOMPARE(proposal.profile.tls.mode, TlsMode::Verified);
    QVERIFY(!proposal.profile.name.isEmpty());
    QVERIFY2(!notesOf(proposal).contains("canary"_L1), qPrintable(notesOf(proposal)));
}

namespace {
const QByteArray likeDebian = R"(#!KAMAILIO
#
# Several features can be enabled using '#!define WITH_FEATURE' directives:
#
# *** To enable presence server execute:
#     - enable mysql
#     - define WITH_PRESENCE

import_file "kamailio-local.cfg"

#!ifdef WITH_DEBUG
#!define DBGLEVEL 3
#!else
#!define DBGLEVEL 2
#!endif

#!ifdef WITH_MYSQL
# - database URL
#!trydef DBURL "mysql://kamailio:canary@localhost/kamailio"
#!endif
#!define FLT_ACC 1

debug=DBGLEVEL
/* the listening addresses */
listen=udp:10.0.0.10:5060
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"
loadmodule "presence.so"

modparam("jsonrpcs", "pretty_format", 1)
/* set the path to RPC unix socket control file */
#!ifdef WITH_ACCDB
modparam("acc", "db_url", DBURL)
modparam("acc", "db_extra", "src_user=$fU;src_domain=$fd;src_ip=$si")
#!endif
#!ifdef WITH_PRESENCE
modparam("presence", "db_url", DBURL)
modparam("presence_xml", "db_url", DBURL)
modparam("presence_xml", "force_active", 1)
#!endif

request_route {
	if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
	$var(x) = $(hdr(X-Y){s.select,1,#});
	xlog("L_INFO", "it's \"quoted\" // here $rm\n");
}
)";
} // namespace

void TestKamailioConfig::aFileLikeDebians()
{
    const auto proposals = proposed("#!define WITH_MYSQL\n#!define WITH_PRESENCE\n" + likeDebian);
    QCOMPARE(proposals.size(), 1);
    const ImportProposal &proposal = proposals.first();
    QCOMPARE(proposal.profile.url.toString(), u"mysql://kamailio@localhost/kamailio"_s);
    QCOMPARE(proposal.password.reveal(), QByteArray("canary"));
    QCOMPARE(proposal.profile.server.forceActive, std::optional(true));
    QVERIFY(proposal.profile.tables.isEmpty());
    QVERIFY2(
        notesOf(proposal).contains("presence (kamailio.cfg, line 38)"_L1), qPrintable(notesOf(proposal)));
    QVERIFY2(notesOf(proposal).contains("UNIX socket"_L1), qPrintable(notesOf(proposal)));
    QVERIFY2(notesOf(proposal).contains("kamailio-local.cfg"_L1), qPrintable(notesOf(proposal)));
}

void TestKamailioConfig::definitionsOfTheCommandLineAreAssumed()
{
    const auto proposals = proposed(likeDebian);
    QCOMPARE(proposals.size(), 1);
    QCOMPARE(proposals.first().profile.url.toString(), u"mysql://kamailio@localhost/kamailio"_s);
    const QString notes = notesOf(proposals.first());
    for (const auto &name : {"WITH_MYSQL"_L1, "WITH_PRESENCE"_L1, "-A"_L1})
        QVERIFY2(notes.contains(name), qPrintable(notes));
    QVERIFY2(!notes.contains("WITH_DEBUG"_L1), qPrintable(notes));
}

void TestKamailioConfig::settingsOfTheServerAreTaken()
{
    const auto proposals = proposed("#!define MODE 2\n"
                                    "modparam(\"presence\", \"db_url\", \"postgres://k:c@10.0.0.1/k\")\n"
                                    "modparam(\"presence\", \"subs_db_mode\", MODE)\n"
                                    "modparam(\"presence\", \"publ_cache\", 1)\n"
                                    "modparam(\"presence\", \"notifier_processes\", 4)\n"
                                    "modparam(\"presence\", \"enable_sphere_check\", 0)\n"
                                    "modparam(\"presence_xml\", \"integrated_xcap_server\", 1)\n"
                                    "modparam(\"presence_xml\", \"force_active\", -7)\n");
    QCOMPARE(proposals.size(), 1);
    const ServerSettings wanted {{}, false, 2, 1, true, 4, {}};
    QCOMPARE(proposals.first().profile.server, wanted);
    QVERIFY2(
        notesOf(proposals.first()).contains("force_active (kamailio.cfg, line 8) is not understood: -7"_L1),
        qPrintable(notesOf(proposals.first())));
}

void TestKamailioConfig::renamedTablesAreTaken()
{
    const auto proposals = proposed("#!define DBURL \"mysql://k:c@db/k\"\n" + presenceParameter
        + "modparam(\"presence\", \"presentity_table\", \"my_presentity\")\n"
          "modparam(\"presence\", \"active_watchers_table\", \"active_watchers\")\n"
          "modparam(\"presence_xml\", \"xcap_table\", \"documents\")\n"
          "modparam(\"rls\", \"rlsubs_table\", \"my_rls\")\n"
          "modparam(\"pua\", \"db_table\", \"my_pua\")\n");
    QCOMPARE(proposals.size(), 1);
    const TableNames wanted {{TableRole::Presentity, u"my_presentity"_s}, {TableRole::Xcap, u"documents"_s},
        {TableRole::RlsWatchers, u"my_rls"_s}, {TableRole::Pua, u"my_pua"_s}};
    QCOMPARE(proposals.first().profile.tables, wanted);
}

void TestKamailioConfig::tablesInAnotherDatabase()
{
    const auto proposals = proposed("modparam(\"presence\", \"db_url\", \"mysql://k:c@db/presence\")\n"
                                    "modparam(\"pua\", \"db_url\", \"mysql://k:c@db/other\")\n"
                                    "modparam(\"pua\", \"db_table\", \"my_pua\")\n");
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.url.path, u"presence"_s);
    QCOMPARE(proposals[0].profile.tables, (TableNames {{TableRole::Pua, u"other.my_pua"_s}}));
    QCOMPARE(proposals[1].profile.url.path, u"other"_s);
}

void TestKamailioConfig::modulesThatDiffer()
{
    const auto proposals =
        proposed("modparam(\"presence\", \"db_url\", \"mysql://k:canary@db1/presence\")\n"
                 "modparam(\"rls|pua\", \"db_url\", \"postgres://r:canary@db2:5433/rls\")\n");
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.url.toString(), u"mysql://k@db1/presence"_s);
    QVERIFY(proposals[0].profile.tables.isEmpty());
    QVERIFY2(notesOf(proposals[0]).contains("rls uses another database: r@db2:5433/rls"_L1),
        qPrintable(notesOf(proposals[0])));
    QCOMPARE(proposals[1].profile.url.toString(), u"postgres://r@db2:5433/rls"_s);
    for (const ImportProposal &proposal : proposals)
        QVERIFY2(!notesOf(proposal).contains("canary"_L1), qPrintable(notesOf(proposal)));
}

void TestKamailioConfig::urlsAsKamailioReadsThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("percent is just one")
        << u"mysql://u:a%40b@h/k"_s << u"mysql://u@h/k"_s << QByteArray("a%40b");
    QTest::newRow("last @") << u"mysql://u:p@ss/w@h:1/k"_s << u"mysql://u@h:1/k"_s << QByteArray("p@ss/w");
    QTest::newRow("what follows the database")
        << u"mysql://u:p@h/k?x=y"_s << u"mysql://u@h/k"_s << QByteArray("p");
    QTest::newRow("question mark in the password")
        << u"mysql://u:p?q@h/k"_s << u"mysql://u@h/k"_s << QByteArray("p?q");
    QTest::newRow("no host") << u"mysql://u:p@/k"_s << u"mysql://u@localhost/k"_s << QByteArray("p");
    QTest::newRow("SQLite") << u"sqlite:////var/lib/a%b.db"_s << u"sqlite:///var/lib/a%25b.db"_s
                            << QByteArray();
}

void TestKamailioConfig::urlsAsKamailioReadsThem()
{
    QFETCH(QString, text);
    const auto read = parseKamailioUrl(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QTEST(read->url.toString(), "url");
    QTEST(read->password.reveal(), "password");
}

void TestKamailioConfig::whatIsNotUnderstoodIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing in it") << QByteArray("loadmodule \"tm.so\"\n") << u"names no database"_s;
    QTest::newRow("empty") << QByteArray() << u"names no database"_s;
    QTest::newRow("undefined word") << presenceParameter << u"-A DBURL="_s;
    QTest::newRow("undefined word within a URL")
        << QByteArray("modparam(\"presence\", \"db_url\", \"mysql://kam:canary@\" DBHOST \"/k\")")
        << u"put together"_s;
    QTest::newRow("another engine") << QByteArray("modparam(\"presence\", \"db_url\", \"text:///canary\")")
                                    << u"text://"_s;
    QTest::newRow("environment") << QByteArray(
        "modparam(\"presence\", \"db_url\", \"mysql://u:$env(canary)@h/k\")")
                                 << u"environment"_s;
    QTest::newRow("no URL") << QByteArray("modparam(\"presence\", \"db_url\", \"canary\")")
                            << u"not understood"_s;
    QTest::newRow("wrong port") << QByteArray(
        "modparam(\"presence\", \"db_url\", \"mysql://u:canary@h:x/k\")")
                                << u"65535"_s;
}

void TestKamailioConfig::whatIsNotUnderstoodIsSaid()
{
    QFETCH(QByteArray, text);
    const auto proposals = importServerConfig(write(u"kamailio.cfg"_s, text));
    QVERIFY(!proposals || !notesOf(proposals->first()).contains("canary"_L1));
    QVERIFY(!proposals);
    QFETCH(QString, hint);
    QCOMPARE(proposals.error().fault, Fault::Usage);
    QVERIFY2(proposals.error().message.contains(hint), qPrintable(proposals.error().message));
    QVERIFY2(!proposals.error().message.contains("canary"_L1), qPrintable(proposals.error().message));
}

void TestKamailioConfig::filesOfItsFolderAreIncluded()
{
    write(u"parts/db.cfg"_s, "include_file \"url.cfg\"\n" + presenceParameter);
    write(u"parts/url.cfg"_s, "#!define DBURL \"mysql://u:p@h/k\"\n");
    const auto proposals = proposed("import_file \"parts/db.cfg\"\n");
    QCOMPARE(proposals.size(), 1);
    QCOMPARE(proposals.first().profile.url.toString(), u"mysql://u@h/k"_s);
    QVERIFY(notesOf(proposals.first()).contains("db.cfg, line 2"_L1));
}

void TestKamailioConfig::filesOutsideAreNot()
{
    const QByteArray outside("#!define DBURL \"mysql://outside:p@h/k\"\n");
    const QString path = write(u"outside.cfg"_s, outside);
    QDir().mkpath(m_folder->filePath(u"etc"_s));
    QVERIFY(QFile::link(path, m_folder->filePath(u"etc/link.cfg"_s)));
    for (const QByteArray &name : {QByteArray("../outside.cfg"), path.toUtf8(), QByteArray("link.cfg")}) {
        const auto proposals = proposed(
            "include_file \"" + name + "\"\n#!trydef DBURL \"mysql://inside:p@h/k\"\n" + presenceParameter,
            u"etc/kamailio.cfg"_s);
        QCOMPARE(proposals.size(), 1);
        QCOMPARE(proposals.first().profile.url.user, u"inside"_s);
        QVERIFY2(
            notesOf(proposals.first()).contains("lies outside"_L1), qPrintable(notesOf(proposals.first())));
    }
}

void TestKamailioConfig::filesThatIncludeEachOther()
{
    write(u"a.cfg"_s, "include_file \"b.cfg\"\n");
    write(u"b.cfg"_s, "include_file \"a.cfg\"\ninclude_file \"kamailio.cfg\"\n");
    const auto proposals =
        proposed("include_file \"a.cfg\"\n#!define DBURL \"mysql://u:p@h/k\"\n" + presenceParameter);
    QCOMPARE(proposals.size(), 1);
    QVERIFY2(
        notesOf(proposals.first()).contains("include each other"_L1), qPrintable(notesOf(proposals.first())));
}

void TestKamailioConfig::readsKamctlrc()
{
    const auto proposals = proposed("# The Kamailio configuration file for the control tools.\n"
                                    "DBENGINE=MYSQL\n"
                                    " DBHOST=db.example # the new one\n"
                                    "export DBPORT=\"3307\"\n"
                                    "DBNAME='presence'\n"
                                    "DBRWUSER=\"writer\"\n"
                                    "DBRWPW=\"wr\\\"ite\\$\"\n"
                                    "DBROUSER=reader\n"
                                    "DBROPW='re\"a\\d$'\n",
        u"kamctlrc"_s);
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.url.toString(), u"mysql://reader@db.example:3307/presence"_s);
    QCOMPARE(proposals[0].password.reveal(), QByteArray("re\"a\\d$"));
    QVERIFY(notesOf(proposals[0]).contains("may only read"_L1));
    QCOMPARE(proposals[1].profile.url.user, u"writer"_s);
    QCOMPARE(proposals[1].password.reveal(), QByteArray("wr\"ite$"));

    const auto lite = proposed("DBENGINE=SQLITE\nDB_PATH=\"/var/lib/kamailio/k.sqlite\"\n", u"kamctlrc"_s);
    QCOMPARE(lite.size(), 1);
    QCOMPARE(lite.first().profile.url.path, u"/var/lib/kamailio/k.sqlite"_s);

    const auto plain = proposed("DBENGINE=pgsql\n# DBHOST=localhost\n", u"kamctlrc"_s);
    QCOMPARE(plain.size(), 2);
    QCOMPARE(plain.first().profile.url.toString(), u"postgres://kamailioro@localhost/kamailio"_s);
    QVERIFY(notesOf(plain.first()).contains("DBROPW is not set"_L1));
}

void TestKamailioConfig::kamctlrcIsNotExecuted()
{
    const QString marker = m_folder->filePath(u"executed"_s);
    const QByteArray touch = "touch " + marker.toUtf8();
    const auto proposals = proposed("DBENGINE=MYSQL\nDBHOST=$(" + touch + ")\nDBNAME=`" + touch
            + "`\nDBROUSER=\"$(" + touch + ")\"\nDBROPW=a; " + touch + "\n" + touch + "\n",
        u"kamctlrc"_s);
    QVERIFY(!QFile::exists(marker));
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals.first().profile.url.toString(), u"mysql://kamailioro@localhost/kamailio"_s);
    QCOMPARE(proposals.first().password.reveal(), QByteArray("a"));
    QVERIFY2(notesOf(proposals.first()).contains("work out the value of DBHOST"_L1),
        qPrintable(notesOf(proposals.first())));
}

void TestKamailioConfig::kamctlrcThatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("as it is installed")
        << QByteArray("# DBENGINE=MYSQL\n# DBHOST=localhost\n") << u"DBENGINE is missing"_s;
    QTest::newRow("another engine") << QByteArray("DBENGINE=ORACLE\n") << u"ORACLE"_s;
    QTest::newRow("no path") << QByteArray("DBENGINE=SQLITE\n") << u"DB_PATH"_s;
    QTest::newRow("strange host") << QByteArray("DBENGINE=MYSQL\nDBHOST='a b'\n") << u"host"_s;
}

void TestKamailioConfig::kamctlrcThatCannotBeUsed()
{
    QFETCH(QByteArray, text);
    const auto proposals = importServerConfig(write(u"kamctlrc"_s, text));
    QVERIFY(!proposals);
    QFETCH(QString, hint);
    QVERIFY2(proposals.error().message.contains(hint), qPrintable(proposals.error().message));
}

void TestKamailioConfig::theReaderOfKamctlrcIsPreferred()
{
    write(u"kamctlrc"_s, "DBENGINE=MYSQL\nDBNAME=k\nDBROUSER=reader\nDBROPW=r\n");
    const QByteArray text("modparam(\"presence\", \"db_url\", \"mysql://kam:w@localhost/k\")\n"
                          "modparam(\"presence\", \"subs_db_mode\", 3)\n");
    const auto proposals = proposed(text);
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.url.user, u"reader"_s);
    QCOMPARE(proposals[0].password.reveal(), QByteArray("r"));
    QCOMPARE(proposals[0].profile.server.subsDbMode, std::optional(3));
    QCOMPARE(proposals[1].profile.url.user, u"kam"_s);
    write(u"kamctlrc"_s, "DBENGINE=MYSQL\nDBNAME=other\nDBROUSER=reader\nDBROPW=r\n");
    QCOMPARE(proposed(text).size(), 1);
}

void TestKamailioConfig::hostileFilesDoNoHarm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0\1",
        7);
    QTest::newRow("huge") << QByteArray(3 << 20, '#');
    QTest::newRow("brackets") << QByteArray("modparam(").repeated(100'000);
    QTest::newRow("parameters") << QByteArray("modparam(\"a\",\"b\",c)").repeated(50'000);
    QTest::newRow("open string") << "modparam(\"presence\", \"db_url\", \"" + QByteArray(500'000, 'x');
    QTest::newRow("open comment") << "/*" + QByteArray("/*").repeated(400'000);
    QTest::newRow("conditions") << QByteArray("#!ifdef A\n").repeated(100'000);
    QTest::newRow("ends") << QByteArray("#!endif\n#!else\n").repeated(60'000);
    QTest::newRow("definition of itself")
        << "#!define A B\n#!define B A\n#!define DBURL A\n" + presenceParameter;
    QTest::newRow("replacements that grow") << QByteArray("#!subst \"/x/xx/g\"\n").repeated(1'000)
            + QByteArray("modparam(\"presence\", \"db_url\", \"xxxx\")\n").repeated(10'000);
    QTest::newRow("bytes of no encoding") << QByteArray("\xff\xfe\x80modparam(\"\xff\", \"\xc3\", \"\x80\")");
    QTest::newRow("includes") << QByteArray("include_file \"none\"\n").repeated(40'000);
}

void TestKamailioConfig::hostileFilesDoNoHarm()
{
    QFETCH(QByteArray, text);
    const auto proposals = importServerConfig(write(u"kamailio.cfg"_s, text));
    QVERIFY(!proposals);
    QVERIFY2(proposals.error().message.size() < 10'000, qPrintable(proposals.error().message.left(300)));
}

void TestKamailioConfig::mutatedFilesDoNoHarm()
{
    const QByteArray pieces[] = {"\"", "'", "#!", "\n", "(", ")", ",", "\\", "/*", "!", "://", "@",
        "#!endif\n", "#!define DBURL DBURL\n", "include_file \"kamailio.cfg\"\n",
        "modparam(\"presence\", \"db_url\", ", "\xff"};
    const QByteArray whole = "#!define WITH_MYSQL\n#!define WITH_PRESENCE\n" + likeDebian;
    QRandomGenerator random(7); // the same files each time
    int understood = 0;
    for (int round = 0; round < 1'000; ++round) {
        QByteArray text = whole;
        for (int change = 0; change < 1 + round % 8; ++change) {
            const qsizetype at = random.bounded(int(text.size()));
            if (random.bounded(2))
                text.insert(at, pieces[random.bounded(int(std::size(pieces)))]);
            else
                text.remove(at, random.bounded(40));
        }
        const auto proposals = importServerConfig(write(u"kamailio.cfg"_s, text));
        understood += proposals ? 1 : 0;
        const QString said = proposals ? notesOf(proposals->first()) : proposals.error().message;
        QVERIFY2(!said.contains("canary"_L1), qPrintable(said));
        QVERIFY(!proposals || !proposals->first().profile.url.path.isEmpty());
    }
    QVERIFY2(understood > 300, qPrintable(QString::number(understood)));
}

QTEST_GUILESS_MAIN(TestKamailioConfig)
#include "tst_kamailioconfig.moc"
