// SPDX-License-Identifier: GPL-3.0-or-later
// How connections come into the window: recent and saved ones, dropped files, passwords, and what then stands
// in plain sight.
#include "connection/connectiondesk.h"
#include "connection/environmentband.h"
#include "connection/environmentstyle.h"
#include "connection/hostlist.h"
#include "connection/privacystyle.h"
#include "connectionlab.h"
#include "demo/demodatabase.h"
#include "droppedfile.h"
#include "grid/gridtab.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "settings.h"
#include "shakyserver.h"
#include "startpage.h"
#include "tabset.h"

#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
const QString canary = u"canary-91c2"_s;

struct Lab {
    Lab() : settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
    {
        path = folder.filePath(u"presence.sqlite"_s);
        if (const auto written =
                writeDemoDatabase(DemoKind::Modern, path, QDateTime::currentSecsSinceEpoch());
            !written)
            qFatal("%s", qPrintable(written.error().message));
        Settings::refreshSeconds.store(settings, 5);
        window = std::make_unique<MainWindow>(settings, connections.services());
        window->show();
    }
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return window->findChild<Widget *>(name);
    }
    bool isOpen() const
    {
        return QTest::qWaitFor([this] { return window->tabs().currentGrid() != nullptr; });
    }
    bool drop(const QList<QUrl> &urls) const
    {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window.get(), &event);
        return true;
    }

    QTemporaryDir folder;
    QString path;
    QSettings settings;
    ConnectionLab connections;
    std::unique_ptr<MainWindow> window;
};

Profile serverProfile(const QString &name)
{
    Profile profile = profileFor({u"mysql"_s, u"kamailio"_s, {{u"db1.example.com"_s, 0}}, u"kamailioro"_s});
    profile.name = name;
    return profile;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double share) {
            return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    };
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool isAnywhere(const QString &folder, const QString &text)
{
    for (const QFileInfo &entry : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(entry.filePath());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8()))
            return true;
    }
    return false;
}
} // namespace

class TestConnecting : public QObject {
    Q_OBJECT
private slots:
    void aDroppedDatabaseIsOpened();
    void otherDropsSayWhatCanBeDropped_data();
    void otherDropsSayWhatCanBeDropped();
    void whatWasOpenedStandsOnTheStartPage();
    void savedConnectionsStandInTheMenu();
    void theKeptPasswordIsUsedWithoutAQuestion();
    void aMissingPasswordIsAskedFor();
    void withoutAKeychainThePersonIsAsked();
    void aSocketIsTriedWithoutAPassword();
    void aPasswordIsKeptOnlyWhenItWasRight();
    void whoGivesNoPasswordIsToldSo();
    void theNewestWishWins();
    void theEnvironmentIsInPlainSight();
    void environmentsAreReadable_data();
    void environmentsAreReadable();
    void privacyHasAnIconAndWords_data();
    void privacyHasAnIconAndWords();
    void aProfileHasItsOwnPeriod_data();
    void aProfileHasItsOwnPeriod();
    void hostsAreReadAsTheyAreWritten_data();
    void hostsAreReadAsTheyAreWritten();
};

void TestConnecting::aDroppedDatabaseIsOpened()
{
    Lab lab;
    QVERIFY(lab.drop({QUrl::fromLocalFile(lab.path)}));
    QVERIFY(lab.isOpen());
    QCOMPARE(lab.window->database()->url().path, lab.path);
}

void TestConnecting::otherDropsSayWhatCanBeDropped_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("a configuration") << u"#!KAMAILIO\n"_s << u"no SQLite database"_s;
    QTest::newRow("an empty file") << QString() << u"no SQLite database"_s;
    QTest::newRow("a folder") << u"/"_s << u"no file"_s;
    QTest::newRow("an address") << u"https://example.com/a.sqlite"_s << u"SQLite database file"_s;
}

void TestConnecting::otherDropsSayWhatCanBeDropped()
{
    QFETCH(QString, content);
    QFETCH(QString, says);
    Lab lab;
    QUrl url(content);
    if (content == "/"_L1)
        url = QUrl::fromLocalFile(lab.folder.path());
    if (url.scheme().isEmpty()) {
        QFile file(lab.folder.filePath(u"other.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content.toUtf8());
        url = QUrl::fromLocalFile(file.fileName());
    }
    // What is open stays open.
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QVERIFY(lab.isOpen());
    QVERIFY(lab.drop({url}));
    QVERIFY(lab.window->tabs().currentGrid());
    const QString said = lab.find<MessageBar>(u"messageBar"_s)->shown().message;
    QVERIFY2(said.contains(says), qPrintable(said));
}

void TestConnecting::whatWasOpenedStandsOnTheStartPage()
{
    Lab lab;
    auto *box = lab.find<QWidget>(u"startRecent"_s);
    QVERIFY(!box->isVisible());
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QVERIFY(lab.isOpen());
    const auto buttons = [box] { return box->findChildren<QToolButton *>(u"recentConnection"_s); };
    QCOMPARE(buttons().size(), 1);
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QVERIFY(lab.isOpen());
    QCOMPARE(buttons().size(), 1);

    MainWindow another(lab.settings, lab.connections.services());
    another.show();
    auto *button = another.findChild<QToolButton *>(u"recentConnection"_s);
    QVERIFY(button && button->isVisible());
    button->click();
    QTRY_VERIFY(another.tabs().currentGrid());
}

void TestConnecting::savedConnectionsStandInTheMenu()
{
    Lab lab;
    Profile profile = profileFor({u"sqlite"_s, lab.path});
    profile.name = u"office & lab"_s;
    QVERIFY(writeProfile(profile, lab.connections.profilesFile));
    auto *menu = lab.find<QMenu>(u"savedConnections"_s);
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().constFirst()->text(), u"office && lab"_s);
    menu->actions().constFirst()->trigger();
    QVERIFY(lab.isOpen());
    QVERIFY2(lab.window->windowTitle().contains(u"office & lab"_s), qPrintable(lab.window->windowTitle()));
    // Remembered by its name, and only once.
    QCOMPARE(lab.window->connections().recent(), QList({RecentConnection {u"office & lab"_s}}));
}

void TestConnecting::theKeptPasswordIsUsedWithoutAQuestion()
{
    Lab lab;
    lab.connections.passwords.insert(u"prod"_s, Secret(canary.toUtf8()));
    ConnectionDesk desk(lab.settings, lab.connections.services(), lab.window.get());
    QSignalSpy ready(&desk, &ConnectionDesk::ready);
    Profile profile = serverProfile(u"prod"_s);
    profile.savesPassword = true;
    desk.connectTo(profile);
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(ready.constFirst().at(1).value<Secret>(), Secret(canary.toUtf8()));
    QVERIFY(!lab.find<QDialog>(u"passwordPrompt"_s));
}

void TestConnecting::aMissingPasswordIsAskedFor()
{
    Lab lab;
    ConnectionDesk desk(lab.settings, lab.connections.services(), lab.window.get());
    QSignalSpy ready(&desk, &ConnectionDesk::ready);
    Profile profile = serverProfile(u"prod"_s);
    profile.environment = Environment::Production;
    desk.connectTo(profile);
    auto *prompt = lab.find<QDialog>(u"passwordPrompt"_s);
    QVERIFY(prompt);
    const QString whom = prompt->findChild<QLabel *>(u"promptServer"_s)->text();
    QVERIFY2(whom.contains(u"kamailioro"_s) && whom.contains(u"db1.example.com"_s), qPrintable(whom));
    auto *field = prompt->findChild<QLineEdit *>(u"promptPassword"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    field->setText(canary);
    prompt->accept();
    QCOMPARE(field->text(), QString());
    QCOMPARE(ready.count(), 1);
    QCOMPARE(ready.constFirst().at(1).value<Secret>(), Secret(canary.toUtf8()));

    // Wrong: asked again, with the reason.
    desk.askAgain(profile, {u"The password is wrong."_s, {}, Fault::Denied});
    QTRY_COMPARE(lab.window->findChildren<QDialog *>(u"passwordPrompt"_s).size(), 1);
    prompt = lab.find<QDialog>(u"passwordPrompt"_s);
    QCOMPARE(prompt->findChild<QLabel *>(u"promptReason"_s)->text(), u"The password is wrong."_s);
    QVERIFY(!isAnywhere(lab.folder.path(), canary));
}

void TestConnecting::withoutAKeychainThePersonIsAsked()
{
    Lab lab;
    lab.connections.hasKeychain = false;
    ConnectionDesk desk(lab.settings, lab.connections.services(), lab.window.get());
    Profile profile = serverProfile(u"prod"_s);
    profile.savesPassword = true;
    desk.connectTo(profile);
    QDialog *prompt = nullptr;
    QTRY_VERIFY((prompt = lab.find<QDialog>(u"passwordPrompt"_s)));
    QCOMPARE(prompt->findChild<QLabel *>(u"promptReason"_s)->text(), u"There is no keychain here."_s);
}

void TestConnecting::aSocketIsTriedWithoutAPassword()
{
    Lab lab;
    ConnectionDesk desk(lab.settings, lab.connections.services(), lab.window.get());
    QSignalSpy ready(&desk, &ConnectionDesk::ready);
    Profile profile = serverProfile({});
    profile.url.hosts.clear();
    profile.url.socket = u"/run/mysqld/mysqld.sock"_s;
    desk.connectTo(profile);
    QCOMPARE(ready.count(), 1);
    QVERIFY(ready.constFirst().at(1).value<Secret>().isEmpty());
}

void TestConnecting::aPasswordIsKeptOnlyWhenItWasRight()
{
    Lab lab;
    const Profile profile = serverProfile(u"prod"_s);
    QVERIFY(writeProfile(profile, lab.connections.profilesFile));
    ConnectionDesk desk(lab.settings, lab.connections.services(), lab.window.get());
    desk.connectTo(profile);
    auto *prompt = lab.find<QDialog>(u"passwordPrompt"_s);
    prompt->findChild<QLineEdit *>(u"promptPassword"_s)->setText(canary);
    prompt->findChild<QAbstractButton *>(u"promptKeep"_s)->click();
    prompt->accept();
    QVERIFY(lab.connections.passwords.isEmpty());
    desk.connected(profile);
    QTRY_COMPARE(lab.connections.passwords.value(u"prod"_s), Secret(canary.toUtf8()));
    QTRY_VERIFY(readProfile(u"prod"_s, lab.connections.profilesFile)->savesPassword);
}

void TestConnecting::whoGivesNoPasswordIsToldSo()
{
    Lab lab;
    lab.window->openProfile(serverProfile({}));
    auto *prompt = lab.find<QDialog>(u"passwordPrompt"_s);
    QVERIFY(prompt);
    // Without a name the keychain has no place for it.
    QVERIFY(!prompt->findChild<QAbstractButton *>(u"promptKeep"_s)->isVisible());
    prompt->reject();
    QVERIFY(lab.find<QLabel>(u"startSentence"_s)->text().contains(u"No password was given"_s));
}

void TestConnecting::theNewestWishWins()
{
    Lab lab;
    lab.window->openProfile(serverProfile({}));
    QVERIFY(lab.find<QDialog>(u"passwordPrompt"_s));
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QVERIFY(lab.isOpen());
    QTRY_VERIFY(!lab.find<QDialog>(u"passwordPrompt"_s));
}

void TestConnecting::theEnvironmentIsInPlainSight()
{
    Lab lab;
    const ShakyServer server(lab.path);
    Profile profile;
    profile.name = u"kam-prod-1"_s;
    profile.environment = Environment::Production;
    profile.label = u"PRODUCTION Paris"_s;
    lab.window->watch(server.watched(profile));
    QVERIFY(lab.isOpen());
    QVERIFY(lab.window->windowTitle().startsWith(u"PRODUCTION Paris · kam-prod-1"_s));
    auto *badge = lab.find<QLabel>(u"environmentBadge"_s);
    QVERIFY(badge->isVisible());
    QCOMPARE(badge->text(), u"PRODUCTION Paris"_s);
    auto *band = lab.find<EnvironmentBand>(u"environmentBand"_s);
    QVERIFY(band->isVisible());
    QCOMPARE(band->width(), lab.window->width());
    QCOMPARE(band->grab().toImage().pixelColor(5, 1), environmentStyle(profile).ground);
    auto *privacy = lab.find<QToolButton>(u"statusPrivacy"_s);
    QTRY_VERIFY(privacy->isVisible());
    QCOMPARE(privacy->text(), u"TLS verified"_s);
    QVERIFY(privacy->toolTip().contains(u"TLSv1.3 TEST"_s));
    QVERIFY(privacy->toolTip().contains(u"db1:3306"_s));
    privacy->click();
    QVERIFY(lab.find<MessageBar>(u"messageBar"_s)->isVisible());

    // The next one is none of this.
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QVERIFY(lab.isOpen());
    QVERIFY(!badge->isVisible());
    QVERIFY(!band->isVisible());
    QVERIFY(!lab.window->windowTitle().contains(u"PRODUCTION"_s));
}

void TestConnecting::environmentsAreReadable_data()
{
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("colour");
    for (const Environment environment : allEnvironments())
        QTest::newRow(qPrintable(environmentName(environment))) << environment << QString();
    for (const QString &colour : {u"#ffff00"_s, u"#777777"_s, u"#000080"_s, u"#ff8800"_s, u"#00ff00"_s})
        QTest::newRow(qPrintable(colour)) << Environment::Lab << colour;
}

void TestConnecting::environmentsAreReadable()
{
    QFETCH(Environment, environment);
    QFETCH(QString, colour);
    Profile profile;
    profile.environment = environment;
    profile.colour = colour;
    const EnvironmentStyle style = environmentStyle(profile);
    QVERIFY2(contrast(style.ground, style.text) >= 4.5,
        qPrintable(QString::number(contrast(style.ground, style.text))));
    // Never the colour alone.
    QCOMPARE(style.label.isEmpty(), environment == Environment::None);
}

void TestConnecting::privacyHasAnIconAndWords_data()
{
    QTest::addColumn<Privacy>("privacy");
    QTest::addColumn<QString>("words");
    QTest::newRow("on this machine") << Privacy::Local << u"local"_s;
    QTest::newRow("verified") << Privacy::Verified << u"TLS verified"_s;
    QTest::newRow("encrypted") << Privacy::Encrypted << u"TLS, not verified"_s;
    QTest::newRow("plain") << Privacy::Plain << u"not encrypted"_s;
}

void TestConnecting::privacyHasAnIconAndWords()
{
    QFETCH(Privacy, privacy);
    QFETCH(QString, words);
    Lab lab;
    ShakyServer server(lab.path);
    server.setPrivacy(privacy);
    lab.window->watch(server.watched());
    QVERIFY(lab.isOpen());
    auto *button = lab.find<QToolButton>(u"statusPrivacy"_s);
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), words);
    QVERIFY(!button->icon().isNull());
    QVERIFY(button->accessibleName().contains(words));
    QVERIFY(button->toolTip().size() > words.size());
}

void TestConnecting::aProfileHasItsOwnPeriod_data()
{
    QTest::addColumn<int>("own");
    QTest::addColumn<bool>("gentle");
    QTest::addColumn<int>("expected");
    QTest::newRow("as the tool bar says") << -1 << false << 5;
    QTest::newRow("its own") << 30 << false << 30;
    QTest::newRow("one that no choice has") << 7 << false << 7;
    QTest::newRow("by hand only") << 0 << false << 0;
    QTest::newRow("gentle") << -1 << true << 10;
    QTest::newRow("gentle, in a hurry") << 2 << true << 10;
    QTest::newRow("gentle, by hand") << 0 << true << 0;
}

void TestConnecting::aProfileHasItsOwnPeriod()
{
    QFETCH(int, own);
    QFETCH(bool, gentle);
    QFETCH(int, expected);
    Lab lab;
    Profile profile;
    profile.refreshSeconds = own;
    profile.gentle = gentle;
    lab.window->watch(ShakyServer(lab.path).watched(profile));
    auto *period = lab.find<QComboBox>(u"refreshPeriod"_s);
    QCOMPARE(lab.window->refresher().pace().periodMs, expected * 1000LL);
    QCOMPARE(period->currentData().toInt(), expected);
    if (gentle)
        QCOMPARE(period->findData(5), -1);
    // The next connection has the usual one.
    lab.window->openDatabase({u"sqlite"_s, lab.path});
    QCOMPARE(lab.window->refresher().pace().periodMs, 5000);
    QCOMPARE(Settings::refreshSeconds.value(lab.settings), 5);
}

void TestConnecting::hostsAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again"); // empty: refused
    QTest::newRow("a name") << u"db1.example.com"_s << u"db1.example.com"_s;
    QTest::newRow("a name with a port") << u"db1:3307"_s << u"db1:3307"_s;
    QTest::newRow("several") << u" db1 ,db2:3307,"_s << u"db1, db2:3307"_s;
    QTest::newRow("an IPv4 address") << u"10.0.0.5:5432"_s << u"10.0.0.5:5432"_s;
    QTest::newRow("an IPv6 address") << u"2001:db8::5"_s << u"2001:db8::5"_s;
    QTest::newRow("an IPv6 address with a port") << u"[2001:db8::5]:5432"_s << u"[2001:db8::5]:5432"_s;
    QTest::newRow("port 0") << u"db1:0"_s << QString();
    QTest::newRow("port 65536") << u"db1:65536"_s << QString();
    QTest::newRow("no port behind the colon") << u"db1:"_s << QString();
    QTest::newRow("a blank inside") << u"db 1"_s << QString();
    QTest::newRow("a user") << u"root@db1"_s << QString();
    QTest::newRow("a URL") << u"mysql://db1"_s << QString();
}

void TestConnecting::hostsAreReadAsTheyAreWritten()
{
    QFETCH(QString, text);
    QFETCH(QString, again);
    const auto hosts = parseHosts(text);
    QCOMPARE(bool(hosts), !again.isEmpty());
    if (hosts)
        QCOMPARE(hostsText(*hosts), again);
}

QTEST_MAIN(TestConnecting)
#include "tst_connecting.moc"
