// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailiofixture.h"
#include "mariadbserver.h"
#include "postgresserver.h"
#include "siptraffic.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

// A signal handler may do no more than this; a timer looks at it.
volatile std::sig_atomic_t endAsked = 0;

void askToEnd(int)
{
    endAsked = 1;
}

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QString codes(const QHash<int, int> &counts)
{
    QStringList words;
    QList<int> sorted = counts.keys();
    std::sort(sorted.begin(), sorted.end());
    for (const int code : sorted)
        words.append(u"%1: %2"_s.arg(code).arg(counts[code]));
    return words.join(u", "_s);
}

void report(KamailioFixture &live, const SipTraffic &traffic)
{
    out() << u"%1 acts, answers %2, %3 repeated, %4 NOTIFYs; rows: %5 presentity, %6 active_watchers, %7 "
             u"watchers; "
             "%8 database complaints\n"_s.arg(traffic.acts())
                 .arg(codes(live.agent.answerCounts()))
                 .arg(live.agent.retransmissions())
                 .arg(live.agent.notifies())
                 .arg(live.count(u"presentity"_s).toString(), live.count(u"active_watchers"_s).toString(),
                     live.count(u"watchers"_s).toString())
                 .arg(live.server.databaseComplaints().size());
    out().flush();
}

struct Setting {
    const char *name;
    const char *help;
    const char *value;
};

constexpr std::array settings {
    Setting {"engine", "sqlite, mysql or postgres: a private server of that kind", "sqlite"},
    Setting {"database", "SQLite file; made when missing. Empty: a temporary one", ""},
    Setting {"journal", "WAL, DELETE ...; empty: SQLite's default", ""},
    Setting {"users", "simulated users", "50"},
    Setting {"interval", "milliseconds between two acts", "50"},
    Setting {"seconds", "how long", "600"},
    Setting {"children", "workers of the server; several cost each other writes", "1"},
    Setting {"notifiers", "notifier processes; they and the workers cost each other writes", "0"},
    Setting {"clean", "seconds between two clean-ups", "10"},
    // 3, database only, needs a notifier process to clean up expired subscriptions.
    Setting {"subs-db-mode", "1 write-through, 2 write-back, 3 database only", "1"},
    Setting {"force-active", "0: watchers without rules are pending", "1"},
    Setting {"seed", "of the random decisions", "1"},
};

} // namespace

/// The private server that keeps the tables; none for SQLite.
std::unique_ptr<ServerMachine> machineFor(const QString &engine)
{
    if (engine == "mysql"_L1)
        return std::make_unique<MariadbServer>();
    if (engine == "postgres"_L1)
        return std::make_unique<PostgresServer>();
    return {};
}

/// Starts a Kamailio and keeps it busy, so that somebody can look at its file for a while. Ctrl+C ends both.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    for (const Setting &each : settings)
        parser.addOption({QLatin1StringView(each.name), QLatin1StringView(each.help), u"value"_s,
            QLatin1StringView(each.value)});
    parser.process(application);
    const auto number = [&parser](const char *name) { return parser.value(QLatin1StringView(name)).toInt(); };

    const std::unique_ptr<ServerMachine> machine = machineFor(parser.value(u"engine"_s));
    if (machine)
        if (const auto started = machine->start(); !started) {
            out() << explain(started.error()) << Qt::endl;
            return 1;
        }
    KamailioOptions options;
    options.machine = machine.get();
    options.database = parser.value(u"database"_s);
    options.journalMode = parser.value(u"journal"_s);
    options.children = number("children");
    options.notifiers = number("notifiers");
    options.cleanPeriod = options.updatePeriod = number("clean");
    options.subsDbMode = number("subs-db-mode");
    options.forceActive = number("force-active");
    KamailioFixture live;
    if (const auto started = live.start(options); !started) {
        out() << explain(started.error()) << Qt::endl;
        return 1;
    }
    out() << "database " << live.server.databaseUrl().toString()
          << "\nserver   sip:127.0.0.1:" << live.server.port() << Qt::endl;

    std::signal(SIGINT, askToEnd);
    std::signal(SIGTERM, askToEnd);
    QTimer watchingSignals;
    QObject::connect(&watchingSignals, &QTimer::timeout, &application, [] {
        if (endAsked)
            QCoreApplication::quit();
    });
    watchingSignals.start(std::chrono::milliseconds(200));
    SipTraffic traffic(live.agent, number("users"), quint32(number("seed")));
    traffic.start(std::chrono::milliseconds(number("interval")));
    QTimer reporting;
    QObject::connect(&reporting, &QTimer::timeout, &application, [&] { report(live, traffic); });
    reporting.start(std::chrono::seconds(10));
    QTimer::singleShot(std::chrono::seconds(number("seconds")), &application, &QCoreApplication::quit);
    application.exec();
    traffic.stop();
    report(live, traffic);
    return live.server.stop() ? 0 : 1;
}
