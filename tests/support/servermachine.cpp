// SPDX-License-Identifier: GPL-3.0-or-later
#include "servermachine.h"

#include "program.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds: a busy machine
constexpr int startAttempts = 5;

// Below the ports that the kernel gives to clients: nobody takes it while the server is down.
quint16 freeTcpPort()
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        const auto port = quint16(QRandomGenerator::system()->bounded(20'000, 32'000));
        if (QTcpServer server; server.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
}

// The ids of a user as whom a program shall run; 0: as ourselves, also when we may not change that.
struct Ids {
    uid_t user = 0;
    gid_t group = 0;
};

Ids idsOf(const std::optional<QByteArray> &user)
{
    const passwd *entry = user && geteuid() == 0 ? getpwnam(user->constData()) : nullptr;
    return entry ? Ids {entry->pw_uid, entry->pw_gid} : Ids {};
}

// In the child before the program starts. The order matters: a change of the user forgets the death signal.
void becomeServer(Ids ids)
{
    setpgid(0, 0);
    if (ids.user != 0 && (setgroups(0, nullptr) != 0 || setgid(ids.group) != 0 || setuid(ids.user) != 0))
        _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

QList<pid_t> childrenOf(pid_t process)
{
    QFile file(u"/proc/%1/task/%1/children"_s.arg(process));
    QList<pid_t> children;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray &each : file.readAll().split(' '))
            if (!each.isEmpty())
                children.append(each.toInt());
    return children;
}

/// A signal reaches the threads of a process one after another. A dead one whose parent is stopped is buried
/// only later.
bool standsStill(pid_t process)
{
    const QDir tasks(u"/proc/%1/task"_s.arg(process));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + "/stat"_L1));
        if (!file.open(QIODevice::ReadOnly))
            continue; // gone meanwhile
        const QByteArray state = file.readAll();
        if (!QByteArray("TtZX").contains(state.mid(state.lastIndexOf(')') + 2, 1)))
            return false;
    }
    return true;
}

Result<void> copyFolder(const QString &from, const QString &to)
{
    const auto copied = runProgram(u"cp"_s, {u"-a"_s, u"--reflink=auto"_s, from, to});
    return copied ? Result<void>() : copied.error();
}

} // namespace

ServerMachine::ServerMachine(MachineOptions options) : m_options(std::move(options)) {}

ServerMachine::~ServerMachine()
{
    kill();
}

Result<void> ServerMachine::start()
{
    if (isRunning())
        return {};
    const bool first = m_folder == nullptr;
    if (first) {
        if (const auto prepared = prepareFolder(); !prepared) {
            m_folder.reset();
            return prepared;
        }
    }
    for (int attempt = 1;; ++attempt) {
        if (first)
            m_port = freeTcpPort();
        const Result<void> started = launch();
        if (started)
            return first ? exec(accountsSql()) : started;
        if (attempt == startAttempts || !isPassing(log()))
            return started;
    }
}

Result<void> ServerMachine::prepareFolder()
{
    const QString program = command().program;
    if (!QFileInfo(program).isExecutable())
        return Error {
            u"The server program %1 is missing; packaging/setup --test installs it."_s.arg(program), {}};
    const Result<QString> made = templateFolder(program);
    if (!made)
        return made.error();
    m_folder = std::make_unique<QTemporaryDir>();
    if (const auto copied = copyFolder(*made, dataFolder()); !copied)
        return copied;
    if (const Ids ids = idsOf(systemUser());
        ids.user != 0 && chown(folder().toLocal8Bit().constData(), ids.user, ids.group) != 0)
        return Error {u"The folder of a test server could not be given to its user."_s, folder()};
    return copyTls();
}

/// Making data takes seconds: it is done once for each version of the server, whichever test comes first.
Result<QString> ServerMachine::templateFolder(const QString &program) const
{
    const QDir cache(QCoreApplication::applicationDirPath() + u"/serverdata"_s);
    const qint64 version = QFileInfo(program).lastModified().toSecsSinceEpoch();
    const QString wanted = cache.filePath(u"%1-%2"_s.arg(scheme()).arg(version));
    cache.mkpath(u"."_s);
    QLockFile lock(cache.filePath(scheme() + u".lock"_s));
    if (!lock.tryLock(2 * patience))
        return Error {u"Another test makes data for a server and does not end."_s, cache.path()};
    if (QFileInfo::exists(wanted))
        return wanted;
    const QTemporaryDir workshop; // short enough for a socket, open to the server's user
    if (const Ids ids = idsOf(systemUser());
        ids.user != 0 && chown(workshop.path().toLocal8Bit().constData(), ids.user, ids.group) != 0)
        return Error {u"A folder for new data could not be given to the server's user."_s, workshop.path()};
    if (const auto made = makeData(workshop.filePath(u"data"_s)); !made)
        return made.error();
    QDir(wanted + u".new"_s).removeRecursively();
    if (const auto copied = copyFolder(workshop.filePath(u"data"_s), wanted + u".new"_s); !copied)
        return copied.error();
    if (!QDir().rename(wanted + u".new"_s, wanted))
        return Error {u"New data for a server could not be put into its place."_s, wanted};
    return wanted;
}

Result<void> ServerMachine::copyTls() const
{
    if (m_options.tls.certificate.isEmpty())
        return {};
    const Ids ids = idsOf(systemUser());
    const CertificateFiles own = ownTls();
    for (const auto &[from, to] :
        {std::pair {m_options.tls.certificate, own.certificate}, std::pair {m_options.tls.key, own.key}}) {
        const QByteArray name = to.toLocal8Bit();
        if (!QFile::copy(from, to) || !QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner)
            || (ids.user != 0 && chown(name.constData(), ids.user, ids.group) != 0))
            return Error {u"The certificate of a test server could not be copied."_s, from};
    }
    return {};
}

CertificateFiles ServerMachine::ownTls() const
{
    if (m_options.tls.certificate.isEmpty())
        return {};
    return {inFolder(u"server.pem"_s), inFolder(u"server.key"_s)};
}

Result<void> ServerMachine::launch()
{
    const Command how = command();
    m_process.setWorkingDirectory(folder());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(inFolder(u"server.log"_s), QIODevice::Append);
    m_process.setChildProcessModifier([ids = idsOf(systemUser())] { becomeServer(ids); });
    m_process.start(how.program, how.arguments + m_options.arguments);
    if (m_process.waitForStarted(patience) && waitForAnswer())
        return {};
    const QString said = m_process.errorString() + u'\n' + log().right(4'000);
    kill();
    return Error {u"The server %1 was started but does not answer."_s.arg(how.program), said};
}

bool ServerMachine::waitForAnswer()
{
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired() && !m_process.waitForFinished(20))
        if (run(u"SELECT 1"_s))
            return true;
    return false;
}

Result<void> ServerMachine::stop()
{
    if (!isRunning())
        return {};
    thaw();
    ::kill(pid_t(m_process.processId()), stopSignal());
    if (m_process.waitForFinished(patience))
        return {};
    kill();
    return Error {u"A test server could not be ended in order."_s, log().right(4'000)};
}

void ServerMachine::kill()
{
    if (!isRunning())
        return;
    signalAll(SIGKILL);
    endGuard();
    m_process.waitForFinished(patience);
}

void ServerMachine::freeze()
{
    if (!isRunning())
        return;
    // The first one twice: it may have had another child before it stopped.
    ::kill(pid_t(m_process.processId()), SIGSTOP);
    signalAll(SIGSTOP);
    const QList<pid_t> frozen = processes();
    for (const QDeadlineTimer end(patience); !end.hasExpired() && !std::ranges::all_of(frozen, standsStill);)
        QThread::msleep(1);
    if (m_guard.state() != QProcess::NotRunning)
        return;
    QStringList arguments {u"-c"_s, u"read word || kill -KILL \"$@\""_s, u"guard"_s};
    for (const pid_t each : frozen)
        arguments.append(QString::number(each));
    m_guard.start(u"sh"_s, arguments);
    m_guard.waitForStarted(patience);
}

void ServerMachine::thaw()
{
    signalAll(SIGCONT);
    endGuard();
}

void ServerMachine::endGuard()
{
    if (m_guard.state() == QProcess::NotRunning)
        return;
    m_guard.write("done\n");
    m_guard.waitForFinished(patience);
}

bool ServerMachine::isRunning()
{
    return m_process.state() == QProcess::Running && !m_process.waitForFinished(0);
}

QList<pid_t> ServerMachine::processes() const
{
    QList<pid_t> found {pid_t(m_process.processId())};
    for (qsizetype next = 0; next < found.size(); ++next)
        found += childrenOf(found[next]);
    return found;
}

void ServerMachine::signalAll(int signal) const
{
    if (m_process.state() != QProcess::Running)
        return;
    for (const pid_t each : processes())
        ::kill(each, signal);
}

DatabaseUrl ServerMachine::url(const QString &database, const ServerAccount &account) const
{
    DatabaseUrl url {scheme(), database};
    url.hosts = {{u"127.0.0.1"_s, m_port}};
    url.user = QString::fromLatin1(account.name);
    return url;
}

QString ServerMachine::kamailioUrl(const QString &database) const
{
    return u"%1://%2:%3@127.0.0.1:%4/%5"_s.arg(scheme(), QLatin1StringView(kamAccount.name),
        QLatin1StringView(kamAccount.password), QString::number(m_port), database);
}

QString ServerMachine::log() const
{
    QFile file(m_folder ? inFolder(u"server.log"_s) : QString());
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<void> ServerMachine::exec(const QString &sql, const QString &database) const
{
    const auto done = run(sql, database);
    return done ? Result<void>() : done.error();
}

Result<QList<QVariantList>> ServerRows::select(const QString &sql, const QVariantList &values)
{
    const QStringList parts = sql.split(u'?');
    if (parts.size() != values.size() + 1)
        return Error {u"The statement has another number of placeholders than there are values."_s, sql};
    QString whole = parts.first();
    for (qsizetype each = 0; each < values.size(); ++each)
        whole += m_machine.literal(values[each]) + parts[each + 1];
    return m_machine.run(whole, m_database);
}
