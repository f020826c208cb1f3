// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatekeyring.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int startMs = 20'000;
constexpr int stopMs = 5'000;

/// No folder of service files: a bus that starts a keyring by itself would be none without one.
constexpr auto busConfiguration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%1</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
)"_L1;

void end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(stopMs)) {
        process.kill();
        process.waitForFinished(stopMs);
    }
}

void prepare(QProcess &process)
{
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.setProcessChannelMode(QProcess::MergedChannels);
}

/// True once the process has said something, or @p isUp holds.
bool waitUntil(QProcess &process, const std::function<bool()> &isUp)
{
    const QDeadlineTimer deadline(startMs);
    while (process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        if (isUp())
            return true;
        process.waitForReadyRead(50);
    }
    return false;
}

Error notStarted(QProcess &process)
{
    return {u"%1 did not start: %2 %3"_s.arg(
                process.program(), process.errorString(), QString::fromUtf8(process.readAll())),
        {}, Fault::Unreachable};
}

} // namespace

PrivateKeyring::~PrivateKeyring()
{
    end(m_keyring);
    end(m_bus);
}

void PrivateKeyring::enter()
{
    const QByteArray root = QFile::encodeName(m_folder.path());
    qputenv("HOME", root);
    qputenv("XDG_RUNTIME_DIR", root);
    qputenv("XDG_CONFIG_HOME", root + "/config");
    qputenv("XDG_DATA_HOME", root + "/data");
    qputenv("XDG_CACHE_HOME", root + "/cache");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + root + "/bus");
    qunsetenv("XDG_CURRENT_DESKTOP");
    qunsetenv("DESKTOP_SESSION");
}

Result<void> PrivateKeyring::startBus()
{
    const QString configuration = m_folder.filePath(u"bus.conf"_s);
    QFile file(configuration);
    if (!file.open(QIODevice::WriteOnly))
        return Error {file.errorString(), {}, Fault::General};
    file.write(QString(busConfiguration).arg(m_folder.filePath(u"bus"_s)).toUtf8());
    file.close();
    prepare(m_bus);
    m_bus.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s, u"--config-file"_s, configuration});
    const bool up = waitUntil(m_bus, [this] { return QFile::exists(m_folder.filePath(u"bus"_s)); });
    return up ? Result<void>() : notStarted(m_bus);
}

Result<void> PrivateKeyring::startKeyring()
{
    prepare(m_keyring);
    m_keyring.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    if (!m_keyring.waitForStarted(startMs))
        return notStarted(m_keyring);
    m_keyring.write("opens the keyring of a test");
    m_keyring.closeWriteChannel();
    const bool up = waitUntil(m_keyring, [] {
        QProcess ask;
        ask.start(u"dbus-send"_s,
            {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.secrets"_s,
                u"/org/freedesktop/secrets/aliases/default"_s, u"org.freedesktop.DBus.Properties.Get"_s,
                u"string:org.freedesktop.Secret.Collection"_s, u"string:Locked"_s});
        return ask.waitForFinished(startMs) && ask.readAllStandardOutput().contains("boolean false");
    });
    return up ? Result<void>() : notStarted(m_keyring);
}

QByteArray PrivateKeyring::lookUp(const QStringList &attributes) const
{
    QProcess tool;
    tool.start(u"secret-tool"_s, QStringList {u"lookup"_s} + attributes);
    return tool.waitForFinished(startMs) ? tool.readAllStandardOutput() : QByteArray("secret-tool hangs");
}

QStringList PrivateKeyring::filesWith(const QByteArray &bytes) const
{
    QStringList found;
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            found << file.fileName();
    }
    return found;
}
