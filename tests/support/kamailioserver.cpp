// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailioserver.h"

#include "kamailiodatabase.h"
#include "serverdatabases.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkDatagram>
#include <QStandardPaths>
#include <QUdpSocket>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int startMilliseconds = 20'000; // sanitizer builds on a busy machine
constexpr int startAttempts = 5;
constexpr int stopMilliseconds = 5'000;
constexpr int rpcMilliseconds = 5'000;

// Reasons that are gone at the next attempt: a port found free was taken by somebody else before the server
// bound it; its processes met each other's locks while each switched the file to WAL.
bool isPassing(const QString &log)
{
    return log.contains("already in use"_L1) || log.contains("database is locked"_L1);
}

QString findKamailio()
{
    const QString found = QStandardPaths::findExecutable(u"kamailio"_s);
    return found.isEmpty()
        ? QStandardPaths::findExecutable(u"kamailio"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s})
        : found;
}

quint16 freeUdpPort()
{
    QUdpSocket socket;
    return socket.bind(QHostAddress::LocalHost, 0) ? socket.localPort() : 0;
}

QString journalLine(const QString &database, const QString &mode)
{
    if (mode.isEmpty())
        return {};
    return u"modparam(\"db_sqlite\", \"db_set_journal_mode\", \"%1=%2\")"_s.arg(database, mode);
}

QByteArray optionsRequest(quint16 server, quint16 own)
{
    return u"OPTIONS sip:127.0.0.1:%1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%2;rport;branch=z9hG4bKready\r\n"
           "Max-Forwards: 5\r\nFrom: <sip:ready@127.0.0.1>;tag=ready\r\nTo: <sip:127.0.0.1>\r\n"
           "Call-ID: ready-%2@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"_s.arg(server)
               .arg(own)
               .toLatin1();
}

// The datagram that came on this socket within the time, or nothing. Runs no event loop.
QByteArray receiveWithin(QUdpSocket &socket, int milliseconds)
{
    return socket.hasPendingDatagrams() || socket.waitForReadyRead(milliseconds)
        ? socket.receiveDatagram().data()
        : QByteArray();
}

// A group of its own, so that the server's workers can be ended together; and an end with us if a test
// crashes.
void becomeGroupLeader()
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

} // namespace

KamailioServer::~KamailioServer()
{
    static_cast<void>(stop());
}

Result<void> KamailioServer::start(const KamailioOptions &options)
{
    const QString program = findKamailio();
    if (program.isEmpty())
        return Error {u"Kamailio is not installed. Install the packages kamailio, kamailio-presence-modules, "
                      "kamailio-xml-modules and those of its databases; packaging/setup --test does it."_s,
            {}};
    if (const auto stopped = stop(); !stopped)
        return stopped;
    if (const auto prepared = prepareFolder(options); !prepared)
        return prepared;
    for (int attempt = 1;; ++attempt) {
        if (const auto written = writeConfiguration(options); !written)
            return written;
        const Result<void> started = startProcess(program);
        if (started || attempt == startAttempts || !isPassing(log()))
            return started;
    }
}

Result<void> KamailioServer::prepareFolder(const KamailioOptions &options)
{
    m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid() || !QDir(m_folder->path()).mkdir(u"run"_s))
        return Error {u"No temporary folder could be made for Kamailio."_s, m_folder->errorString()};
    m_machine = options.machine;
    return m_machine ? prepareMachine(options) : prepareFile(options);
}

Result<void> KamailioServer::prepareFile(const KamailioOptions &options)
{
    m_database = options.database.isEmpty() ? inFolder(u"presence.sqlite"_s)
                                            : QFileInfo(options.database).absoluteFilePath();
    if (QFileInfo(m_database).size() > 0)
        return {};
    return createKamailioDatabase(m_database, options.seedSql);
}

Result<void> KamailioServer::prepareMachine(const KamailioOptions &options)
{
    m_database = options.database.isEmpty() ? u"presence"_s : options.database;
    return options.database.isEmpty() ? createKamailioDatabase(*m_machine, m_database, options.seedSql)
                                      : Result<void>();
}

DatabaseUrl KamailioServer::databaseUrl() const
{
    return m_machine ? m_machine->url(m_database) : DatabaseUrl {u"sqlite"_s, m_database};
}

Result<void> KamailioServer::writeConfiguration(const KamailioOptions &options)
{
    QFile pattern(QStringLiteral(TEST_SUPPORT) + u"/presence.cfg"_s);
    if (!pattern.open(QIODevice::ReadOnly))
        return Error {u"The configuration pattern for Kamailio is missing from tests/support."_s,
            pattern.errorString()};
    m_port = freeUdpPort();
    m_rpcPort = freeUdpPort();
    const QList<std::pair<QLatin1StringView, QString>> words {
        {"@PORT@"_L1, QString::number(m_port)},
        {"@RPCPORT@"_L1, QString::number(m_rpcPort)},
        {"@DBMODULE@"_L1, u"db_"_s + databaseUrl().scheme},
        {"@DATABASEURL@"_L1, m_machine ? m_machine->kamailioUrl(m_database) : u"sqlite:///"_s + m_database},
        {"@JOURNAL@"_L1, journalLine(m_database, options.journalMode)},
        {"@CHILDREN@"_L1, QString::number(options.children)},
        {"@SUBSDBMODE@"_L1, QString::number(options.subsDbMode)},
        {"@PUBLCACHE@"_L1, QString::number(options.publCache)},
        {"@NOTIFIERS@"_L1, QString::number(options.notifiers)},
        {"@TABLELOCK@"_L1, QString::number(options.notifiers > 0)},
        {"@CLEANPERIOD@"_L1, QString::number(options.cleanPeriod)},
        {"@UPDATEPERIOD@"_L1, QString::number(options.updatePeriod)},
        {"@FORCEACTIVE@"_L1, QString::number(options.forceActive)},
    };
    QString text = QString::fromUtf8(pattern.readAll());
    for (const auto &[word, value] : words)
        text.replace(word, value);
    QFile target(inFolder(u"kamailio.cfg"_s));
    if (!target.open(QIODevice::WriteOnly) || target.write(text.toUtf8()) < 0)
        return Error {u"The configuration of Kamailio could not be written."_s, target.errorString()};
    return {};
}

Result<void> KamailioServer::startProcess(const QString &program)
{
    m_process.setWorkingDirectory(m_folder->path());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(inFolder(u"kamailio.log"_s));
    m_process.setChildProcessModifier(becomeGroupLeader);
    m_process.start(program,
        {u"-DD"_s, u"-E"_s, u"-f"_s, inFolder(u"kamailio.cfg"_s), u"-m"_s, u"32"_s, u"-M"_s, u"4"_s, u"-w"_s,
            m_folder->path(), u"-P"_s, inFolder(u"kamailio.pid"_s), u"-Y"_s, inFolder(u"run"_s)});
    if (m_process.waitForStarted(startMilliseconds) && waitForAnswer())
        return {};
    const QString said =
        m_process.error() == QProcess::UnknownError ? log() : m_process.errorString() + log();
    static_cast<void>(stop());
    return Error {u"Kamailio was started but does not answer."_s, said};
}

bool KamailioServer::waitForAnswer()
{
    QUdpSocket socket;
    if (!socket.bind(QHostAddress::LocalHost, 0))
        return false;
    const QByteArray question = optionsRequest(m_port, socket.localPort());
    const QDeadlineTimer deadline(startMilliseconds);
    while (!deadline.hasExpired() && !m_process.waitForFinished(0)) {
        socket.writeDatagram(question, QHostAddress::LocalHost, m_port);
        if (receiveWithin(socket, 100).startsWith("SIP/2.0 200"))
            return true;
    }
    return false;
}

Result<void> KamailioServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return {};
    const pid_t group = pid_t(m_process.processId());
    m_process.terminate();
    const bool orderly = m_process.waitForFinished(stopMilliseconds);
    // Also when the first process went by itself: none of its workers may outlive it.
    ::kill(-group, SIGKILL);
    if (orderly || m_process.waitForFinished(stopMilliseconds))
        return {};
    return Error {u"Kamailio could not be ended."_s, m_process.errorString()};
}

bool KamailioServer::isRunning()
{
    return m_process.state() == QProcess::Running && !m_process.waitForFinished(0);
}

Result<QJsonValue> KamailioServer::call(const QString &method, const QJsonValue &parameters) const
{
    QUdpSocket socket;
    if (!socket.bind(QHostAddress::LocalHost, 0))
        return Error {u"No free UDP port was found for a call to Kamailio."_s, socket.errorString()};
    QJsonObject question {{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"id"_s, 1}};
    if (!parameters.isNull())
        question.insert(u"params"_s, parameters);
    socket.writeDatagram(
        QJsonDocument(question).toJson(QJsonDocument::Compact), QHostAddress::LocalHost, m_rpcPort);
    const QByteArray said = receiveWithin(socket, rpcMilliseconds);
    const QJsonObject answer = QJsonDocument::fromJson(said).object();
    if (answer.contains("result"_L1))
        return answer.value("result"_L1);
    return Error {u"Kamailio did not carry out the call %1."_s.arg(method), QString::fromUtf8(said)};
}

QString KamailioServer::log() const
{
    QFile file(m_folder ? inFolder(u"kamailio.log"_s) : QString());
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList KamailioServer::databaseComplaints() const
{
    QStringList found;
    for (const QString &line : log().split(u'\n'))
        if (line.contains("ERROR"_L1) && line.contains(u"db_"_s + databaseUrl().scheme))
            found.append(line);
    return found;
}
