// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/recent.h"
#include "mainwindow.h"
#include "mariadbserver.h"
#include "postgresserver.h"
#include "serverdatabases.h"
#include "tabset.h"

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLoggingCategory>
#include <QMetaProperty>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto userName = "watch"_L1;
const QByteArray canary = "Kanari3nvogel@5%/x";
const QByteArray wrongCanary = "Kanari3nvogel@falsch";
constexpr int runMs = 60'000;

/// The password in all the forms in which somebody might write it down.
QList<QByteArray> formsOf(const QByteArray &password)
{
    const QString text = QString::fromUtf8(password);
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    return {password.left(12), wide.left(24), password.toHex().left(24), password.toBase64().left(12)};
}

bool holdsCanary(const QByteArray &bytes)
{
    const QByteArray lower = bytes.toLower();
    const QList<QByteArray> forms = formsOf(canary);
    return std::any_of(
        forms.begin(), forms.end(), [&](const QByteArray &form) { return lower.contains(form.toLower()); });
}

bool holdsCanary(const QString &text)
{
    return holdsCanary(text.toUtf8());
}

QStringList filesWithCanary(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (holdsCanary(file.fileName()) || (file.open(QIODevice::ReadOnly) && holdsCanary(file.readAll())))
            found << file.fileName();
    }
    return found;
}

QByteArray g_log; // what this process logged

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    g_log += text.toUtf8() + '\n';
}

} // namespace

/// A password is used, right and wrong, in every way there is, and then looked for in every place there is.
class TestCanary : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theSearchFindsIt();
    void commandLineProgram_data();
    void commandLineProgram();
    void typedOnATerminal_data();
    void typedOnATerminal();
    void desktopProgram_data();
    void desktopProgram();
    void insideTheWindow_data();
    void insideTheWindow();

private:
    struct Run {
        int code = -1;
        QByteArray said; ///< output and complaints
    };

    ServerMachine &server(const QString &scheme) const;
    QString url(const QString &scheme, const QByteArray &password = {}) const;
    QString passwordFile(const QByteArray &password) const;
    QProcessEnvironment environment() const;
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }
    static QByteArray fileOf(const QProcess &process, const char *name);
    static void addEngines(const QList<const char *> &ways);

    std::unique_ptr<QTemporaryDir> m_folder; ///< home, settings and temporary files of what is run
    std::unique_ptr<QTemporaryDir> m_elsewhere; ///< where the password may be: its file
    std::unique_ptr<MariadbServer> m_mariadb;
    std::unique_ptr<PostgresServer> m_postgres;
};

ServerMachine &TestCanary::server(const QString &scheme) const
{
    return scheme == "mysql"_L1 ? static_cast<ServerMachine &>(*m_mariadb) : *m_postgres;
}

QString TestCanary::url(const QString &scheme, const QByteArray &password) const
{
    QString login = userName;
    if (!password.isEmpty())
        login += u':' + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(password)));
    const QString place = u"@127.0.0.1:%1/kamailio"_s.arg(server(scheme).port());
    return scheme + "://"_L1 + login + place;
}

QString TestCanary::passwordFile(const QByteArray &password) const
{
    const QString path = m_elsewhere->filePath(u"password"_s);
    QFile::remove(path);
    QFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(password + '\n') > 0;
    return written ? path : QString();
}

QProcessEnvironment TestCanary::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"HOME"_s, u"TMPDIR"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s,
             u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_STATE_HOME"_s})
        environment.insert(name, m_folder->path());
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return environment;
}

QByteArray TestCanary::fileOf(const QProcess &process, const char *name)
{
    QFile file(u"/proc/%1/%2"_s.arg(process.processId()).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCanary::initTestCase()
{
    m_elsewhere = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_mariadb = std::make_unique<MariadbServer>();
    m_postgres = std::make_unique<PostgresServer>();
    for (const QString &scheme : {u"mysql"_s, u"postgres"_s}) {
        const auto started = server(scheme).start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().message + started.error().detail));
        const auto made = createKamailioDatabase(server(scheme), u"kamailio"_s);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message + made.error().detail));
    }
    const QString password = QString::fromUtf8(canary); // without quotes and backslashes
    for (const auto &done : {m_mariadb->exec(u"CREATE USER 'watch'@'%' IDENTIFIED BY '%1'"_s.arg(password)),
             m_mariadb->exec(u"GRANT SELECT ON kamailio.* TO 'watch'@'%'"_s),
             m_postgres->exec(u"CREATE ROLE watch LOGIN PASSWORD '%1'"_s.arg(password))})
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message + done.error().detail));
    QVERIFY(m_postgres->exec(u"GRANT SELECT ON ALL TABLES IN SCHEMA public TO watch"_s, u"kamailio"_s));
    const QString folder = m_folder->path();
    for (const char *name : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(name, folder.toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
}

void TestCanary::theSearchFindsIt()
{
    for (const QByteArray &form : formsOf(canary)) {
        QFile file(inFolder(u"seen"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("before " + form + " after");
        file.close();
        QCOMPARE(filesWithCanary(m_folder->path()), (QStringList {file.fileName()}));
        QVERIFY(file.remove());
    }
    QVERIFY(holdsCanary(wrongCanary));
    QVERIFY(!holdsCanary(QByteArray("Kanarienvogel")));
}

void TestCanary::addEngines(const QList<const char *> &ways)
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("right");
    for (const char *scheme : {"mysql", "postgres"})
        for (const char *way : ways)
            for (const bool right : {true, false})
                QTest::addRow("%s, %s, %s", scheme, way, right ? "right" : "wrong")
                    << QString::fromLatin1(scheme) << QString::fromLatin1(way) << right;
}

void TestCanary::commandLineProgram_data()
{
    addEngines({"URL", "file", "standard input"});
}

void TestCanary::commandLineProgram()
{
    QFETCH(QString, scheme);
    QFETCH(QString, way);
    QFETCH(bool, right);
    const QByteArray &password = right ? canary : wrongCanary;
    QStringList arguments {u"test"_s, u"--db"_s, way == "URL"_L1 ? url(scheme, password) : url(scheme)};
    if (way != "URL"_L1)
        arguments << u"--password-file"_s << (way == "file"_L1 ? passwordFile(password) : u"-"_s);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.setProcessEnvironment(environment());
    program.start(QStringLiteral(CLI_PROGRAM), arguments);
    program.write(password + '\n');
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished(runMs));
    const QByteArray said = program.readAll();
    QCOMPARE(program.exitCode(), right ? 0 : 3);
    QVERIFY2(said.contains(right ? "may only read" : "password"), said.constData());
    QVERIFY2(!holdsCanary(said), said.constData());
    QCOMPARE(filesWithCanary(m_folder->path()), QStringList());
}

void TestCanary::typedOnATerminal_data()
{
    addEngines({"terminal"});
}

void TestCanary::typedOnATerminal()
{
    QFETCH(QString, scheme);
    QFETCH(bool, right);
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    QVERIFY(master >= 0 && ::grantpt(master) == 0 && ::unlockpt(master) == 0);
    const QByteArray terminal = ::ptsname(master);
    QProcess program;
    program.setProcessEnvironment(environment());
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.setChildProcessModifier([&terminal] {
        ::setsid();
        const int file = ::open(terminal.constData(), O_RDWR);
        ::ioctl(file, TIOCSCTTY, 0);
        ::dup2(file, STDIN_FILENO);
    });
    program.start(QStringLiteral(CLI_PROGRAM), {u"test"_s, u"--db"_s, url(scheme)});
    QByteArray shown;
    const auto look = [&] {
        char bytes[4096];
        const ssize_t count = ::read(master, bytes, sizeof bytes);
        shown.append(bytes, std::max<ssize_t>(count, 0));
        return shown;
    };
    QTRY_VERIFY_WITH_TIMEOUT(look().contains("Password for watch@"), runMs);
    const QByteArray typed = (right ? canary : wrongCanary) + '\n';
    QCOMPARE(::write(master, typed.constData(), size_t(typed.size())), typed.size());
    QVERIFY(program.waitForFinished(runMs));
    look();
    ::close(master);
    QCOMPARE(program.exitCode(), right ? 0 : 3);
    QVERIFY2(!holdsCanary(shown), shown.constData());
    QVERIFY(!holdsCanary(program.readAll()));
}

void TestCanary::desktopProgram_data()
{
    addEngines({"URL", "file", "standard input"});
}

void TestCanary::desktopProgram()
{
    QFETCH(QString, scheme);
    QFETCH(QString, way);
    QFETCH(bool, right);
    const QByteArray &password = right ? canary : wrongCanary;
    const QString picture = inFolder(u"picture.png"_s);
    QFile::remove(picture);
    QStringList arguments {way == "URL"_L1 ? url(scheme, password) : url(scheme), u"--screenshot"_s, picture,
        u"--after"_s, u"0.7"_s};
    if (way != "URL"_L1)
        arguments << u"--password-file"_s << (way == "file"_L1 ? passwordFile(password) : u"-"_s);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.setProcessEnvironment(environment());
    program.start(QStringLiteral(GUI_PROGRAM), arguments);
    program.write(password + '\n');
    program.closeWriteChannel();
    QVERIFY(program.waitForReadyRead(runMs)); // it is in main(), and logs
    const QByteArray commandLine = fileOf(program, "cmdline");
    QVERIFY(!commandLine.isEmpty());
    QVERIFY2(!holdsCanary(commandLine), commandLine.constData());
    QVERIFY(!holdsCanary(fileOf(program, "environ")));
    QVERIFY(program.waitForFinished(runMs));
    const QByteArray said = program.readAll();
    QVERIFY2(program.exitCode() == 0, said.constData());
    QVERIFY2(!holdsCanary(said), said.constData());
    QVERIFY(QFile::exists(picture));
    QCOMPARE(filesWithCanary(m_folder->path()), QStringList());
}

void TestCanary::insideTheWindow_data()
{
    addEngines({"window"});
}

namespace {

/// Every text that a widget has or offers to others.
QStringList textsWithCanary()
{
    QStringList found;
    for (const QWidget *widget : QApplication::allWidgets())
        for (int i = 0; i < widget->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = widget->metaObject()->property(i);
            const QVariant value = property.read(widget);
            if (value.canConvert<QString>() && holdsCanary(value.toString()))
                found << u"%1::%2"_s.arg(
                    QLatin1StringView(widget->metaObject()->className()), QLatin1StringView(property.name()));
        }
    return found;
}

bool isAskedForPassword()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::any_of(windows.begin(), windows.end(),
        [](const QWidget *window) { return window->isVisible() && window->inherits("PasswordPrompt"); });
}

} // namespace

void TestCanary::insideTheWindow()
{
    QFETCH(QString, scheme);
    QFETCH(bool, right);
    g_log.clear();
    qInstallMessageHandler(keepLog);
    QLoggingCategory::setFilterRules(u"*.debug=true"_s);
    QSettings settings(inFolder(u"window.ini"_s), QSettings::IniFormat);
    settings.clear();
    Profile profile = profileFor(*parseDatabaseUrl(url(scheme)));
    {
        MainWindow window(settings);
        window.openProfile(profile, Secret(right ? canary : wrongCanary));
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(
            right ? window.tabs().currentGrid() != nullptr : isAskedForPassword(), runMs);
        if (right)
            QTRY_COMPARE(recentConnections(settings), (QList<RecentConnection> {{{}, profile.url}}));
        QCOMPARE(textsWithCanary(), QStringList());
        profile.name = u"Saved"_s;
        QVERIFY(writeProfile(profile));
        window.close();
    }
    settings.sync();
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(nullptr);
    QVERIFY2(!holdsCanary(g_log), g_log.constData());
    QVERIFY(QFile::exists(profilesFile()) && profilesFile().startsWith(m_folder->path()));
    QCOMPARE(filesWithCanary(m_folder->path()), QStringList());
}

QTEST_MAIN(TestCanary)
#include "tst_canary.moc"
