// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog in which people describe their connections, by the names of its fields.
#include "connection/connectiondialog.h"
#include "connectionlab.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QString canary = u"canary-7f3a"_s;

/// A dialog with hands that fill it in.
struct Desk {
    explicit Desk(ConnectionLab &lab) : dialog(lab.services())
    {
        dialog.show();
        (void)QTest::qWaitForWindowExposed(&dialog);
    }

    template <typename Widget>
    Widget *find(const QString &name) const
    {
        auto *widget = dialog.findChild<Widget *>(name);
        if (!widget)
            qFatal("there is no %s", qPrintable(name));
        return widget;
    }
    void type(const QString &field, const QString &text) const
    {
        auto *line = find<QLineEdit>(field);
        line->clear();
        QTest::keyClicks(line, text);
        if (text.isEmpty())
            emit line->textEdited(text);
    }
    void pick(const QString &field, const QVariant &data) const
    {
        auto *box = find<QComboBox>(field);
        box->setCurrentIndex(box->findData(data));
        emit box->activated(box->currentIndex());
    }
    void tick(const QString &field) const { find<QCheckBox>(field)->click(); }
    void press(const QString &button) const { find<QPushButton>(button)->click(); }
    QString faultAt(const QString &field) const
    {
        auto *label = find<QLabel>(field + u"Fault"_s);
        return label->isHidden() ? QString() : label->text();
    }
    void describeServer(const QString &name) const
    {
        pick(u"engine"_s, u"mysql"_s);
        type(u"profileName"_s, name);
        type(u"hosts"_s, u"db1.example.com, db2.example.com:3307"_s);
        type(u"database"_s, u"kamailio"_s);
        type(u"user"_s, u"kamailioro"_s);
    }
    QStringList sentences() const
    {
        QStringList all;
        for (const auto *label : dialog.findChildren<QLabel *>(u"reportLine"_s))
            all.append(label->text());
        return all;
    }

    ConnectionDialog dialog;
};

bool holds(const QString &folder, const QString &text)
{
    for (const QFileInfo &entry : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly))
            return true;
        if (file.readAll().contains(text.toUtf8()))
            return true;
    }
    return false;
}

/// The mnemonic of a text, '\0' when it has none.
QChar mnemonicOf(const QString &text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? QChar() : QChar(keys[0].key());
}
} // namespace

class TestConnectionDialog : public QObject {
    Q_OBJECT
private slots:
    void whatIsSavedIsReadAgain();
    void thePasswordGoesIntoTheKeychainOnly();
    void aKeychainThatIsNotThereIsSaid();
    void faultsStandAtTheirFields_data();
    void faultsStandAtTheirFields();
    void theEngineDecidesWhichFieldsThereAre_data();
    void theEngineDecidesWhichFieldsThereAre();
    void plaintextToAnotherMachineNeedsAConsent();
    void encryptionFollowsTheAddressUntilItIsChosen();
    void twoConnectionsCannotShareAName();
    void whatIsTypedSurvivesTheLookAtAnother();
    void closingAsksOnlyWhenSomethingIsUnsaved();
    void aDeletedConnectionTakesItsPasswordWithIt();
    void aRenamedConnectionKeepsItsPassword();
    void aProfileThatCannotBeReadIsShownWithItsReason();
    void theTestSaysWhatItFound();
    void theTestUsesTheKeptPassword();
    void aTestCanBeCancelled();
    void proposalsOfAFileBecomeConnections();
    void connectingForgetsThePassword();
    void lettersOfOnePageAreUnique();
    void everythingHasANameAndCanBeReached();
    void itFitsOnASmallScreen();
    void aPasswordForThisSessionIsNoChange();
};

void TestConnectionDialog::whatIsSavedIsReadAgain()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"kam-prod-1"_s);
    desk.pick(u"environment"_s, static_cast<int>(Environment::Production));
    desk.type(u"environmentLabel"_s, u"PRODUCTION Paris"_s);
    desk.type(u"environmentColour"_s, u"#b3261e"_s);
    desk.type(u"table_watchers"_s, u"other.my_watchers"_s);
    desk.pick(u"force_active"_s, 1);
    desk.pick(u"subs_db_mode"_s, 3);
    desk.find<QSpinBox>(u"notifier_processes"_s)->setValue(0);
    desk.type(u"serverTimeZone"_s, u"Europe/Paris"_s);
    desk.find<QSpinBox>(u"statementLimit"_s)->setValue(12);
    desk.pick(u"profileRefresh"_s, 10);
    desk.tick(u"gentle"_s);
    desk.tick(u"readOnly"_s);
    QSignalSpy changed(&desk.dialog, &ConnectionDialog::profilesChanged);
    desk.press(u"saveProfile"_s);
    QCOMPARE(changed.count(), 1);

    const auto read = readProfile(u"kam-prod-1"_s, lab.profilesFile);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read->url.scheme, u"mysql"_s);
    QCOMPARE(read->url.hosts.size(), 2);
    QCOMPARE(read->url.hosts.at(1).port, 3307);
    QCOMPARE(read->url.path, u"kamailio"_s);
    QCOMPARE(read->url.user, u"kamailioro"_s);
    QCOMPARE(read->environment, Environment::Production);
    QCOMPARE(read->label, u"PRODUCTION Paris"_s);
    QCOMPARE(read->colour, u"#b3261e"_s);
    QCOMPARE(read->tls.mode, TlsMode::Verified);
    QCOMPARE(read->tables.value(TableRole::Watchers), u"other.my_watchers"_s);
    QCOMPARE(read->server.forceActive, std::optional(true));
    QCOMPARE(read->server.subsDbMode, std::optional(3));
    QCOMPARE(read->server.publCache, std::optional<int>());
    QCOMPARE(read->server.notifierProcesses, std::optional(0));
    QCOMPARE(read->server.timeZone, u"Europe/Paris"_s);
    QCOMPARE(read->limits.statement, std::chrono::seconds(12));
    QCOMPARE(read->refreshSeconds, 10);
    QVERIFY(read->gentle);
    QVERIFY(read->readOnly);

    // A new dialog shows the same, and saving it without a change would not alter it.
    Desk again(lab);
    again.dialog.choose(u"kam-prod-1"_s);
    again.type(u"profileName"_s, u"kam-prod-1"_s);
    again.press(u"saveProfile"_s);
    QCOMPARE(*readProfile(u"kam-prod-1"_s, lab.profilesFile), *read);
}

void TestConnectionDialog::thePasswordGoesIntoTheKeychainOnly()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.type(u"password"_s, canary);
    desk.tick(u"keepPassword"_s);
    desk.press(u"saveProfile"_s);
    QTRY_COMPARE(lab.passwords.value(u"lab"_s), Secret(canary.toUtf8()));
    QVERIFY(readProfile(u"lab"_s, lab.profilesFile)->savesPassword);
    QVERIFY(!holds(lab.folder(), canary));
}

void TestConnectionDialog::aKeychainThatIsNotThereIsSaid()
{
    ConnectionLab lab;
    lab.hasKeychain = false;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.type(u"password"_s, canary);
    desk.tick(u"keepPassword"_s);
    desk.press(u"saveProfile"_s);
    QTRY_VERIFY(desk.sentences().contains(u"There is no keychain here."_s));
    QVERIFY(!holds(lab.folder(), canary));
}

void TestConnectionDialog::faultsStandAtTheirFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("no host") << u"hosts"_s << QString() << u"machine"_s;
    QTest::newRow("a port that does not exist") << u"hosts"_s << u"db1:99999"_s << u"65535"_s;
    QTest::newRow("no host at all") << u"hosts"_s << u"db one"_s << u"no host"_s;
    QTest::newRow("no database") << u"database"_s << QString() << u"database"_s;
    QTest::newRow("no user") << u"user"_s << QString() << u"user"_s;
    QTest::newRow("a colour of no kind") << u"environmentColour"_s << u"reddish"_s << u"#b3261e"_s;
    QTest::newRow("an authority that is not there") << u"caFile"_s << u"/no/such/ca.pem"_s << u"PEM"_s;
    QTest::newRow("a table with two dots") << u"table_pua"_s << u"a.b.c"_s << u"database.table"_s;
    QTest::newRow("a zone that does not exist") << u"serverTimeZone"_s << u"Mars/Olympus"_s << u"zone"_s;
}

void TestConnectionDialog::faultsStandAtTheirFields()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    QSignalSpy wanted(&desk.dialog, &ConnectionDialog::connectWanted);
    desk.type(field, typed);
    for (const QString &button : {u"connectNow"_s, u"testConnection"_s, u"saveProfile"_s})
        desk.press(button);
    QVERIFY2(desk.faultAt(field).contains(says), qPrintable(desk.faultAt(field)));
    // The page is in front and the field has the keyboard.
    QVERIFY(desk.find<QLineEdit>(field)->isVisible());
    QCOMPARE(desk.dialog.focusWidget(), desk.find<QLineEdit>(field));
    QCOMPARE(wanted.count(), 0);
    QCOMPARE(lab.tests, 0);
    QVERIFY(profileNames(lab.profilesFile).isEmpty());
    desk.type(field, u"x"_s);
    QVERIFY(desk.faultAt(field).isEmpty());
}

void TestConnectionDialog::theEngineDecidesWhichFieldsThereAre_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<bool>("isServer");
    QTest::newRow("a file") << u"sqlite"_s << false;
    QTest::newRow("MariaDB") << u"mysql"_s << true;
    QTest::newRow("PostgreSQL") << u"postgres"_s << true;
}

void TestConnectionDialog::theEngineDecidesWhichFieldsThereAre()
{
    QFETCH(QString, engine);
    QFETCH(bool, isServer);
    ConnectionLab lab;
    Desk desk(lab);
    desk.pick(u"engine"_s, engine);
    QCOMPARE(desk.find<QLineEdit>(u"databaseFile"_s)->isVisible(), !isServer);
    for (const QString &field : {u"hosts"_s, u"database"_s, u"user"_s, u"password"_s})
        QCOMPARE(desk.find<QLineEdit>(field)->isVisible(), isServer);
    QCOMPARE(desk.find<QComboBox>(u"tlsMode"_s)->isVisible(), isServer);
    if (!isServer)
        return;
    desk.pick(u"way"_s, 1);
    QVERIFY(desk.find<QLineEdit>(u"socket"_s)->isVisible());
    QVERIFY(!desk.find<QLineEdit>(u"hosts"_s)->isVisible());
    QVERIFY(!desk.find<QComboBox>(u"tlsMode"_s)->isVisible());
}

void TestConnectionDialog::plaintextToAnotherMachineNeedsAConsent()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    auto *consent = desk.find<QCheckBox>(u"plaintextAccepted"_s);
    QVERIFY(!consent->isVisible());
    desk.pick(u"tlsMode"_s, static_cast<int>(TlsMode::Off));
    QVERIFY(consent->isVisible());
    desk.press(u"saveProfile"_s);
    QVERIFY(!desk.faultAt(u"plaintextAccepted"_s).isEmpty());
    QVERIFY(profileNames(lab.profilesFile).isEmpty());
    consent->click();
    desk.press(u"saveProfile"_s);
    QVERIFY(readProfile(u"lab"_s, lab.profilesFile)->plaintextAccepted);

    desk.type(u"hosts"_s, u"127.0.0.1:3306"_s);
    QVERIFY(!consent->isVisible());
    desk.press(u"saveProfile"_s);
    QVERIFY(!readProfile(u"lab"_s, lab.profilesFile)->plaintextAccepted);
}

void TestConnectionDialog::encryptionFollowsTheAddressUntilItIsChosen()
{
    ConnectionLab lab;
    Desk desk(lab);
    const auto mode = [&desk] {
        return static_cast<TlsMode>(desk.find<QComboBox>(u"tlsMode"_s)->currentData().toInt());
    };
    desk.pick(u"engine"_s, u"postgres"_s);
    QCOMPARE(mode(), TlsMode::Verified);
    desk.type(u"hosts"_s, u"127.0.0.1"_s);
    QCOMPARE(mode(), TlsMode::Off);
    desk.type(u"hosts"_s, u"db.example.com"_s);
    QCOMPARE(mode(), TlsMode::Verified);
    desk.pick(u"tlsMode"_s, static_cast<int>(TlsMode::Required));
    desk.type(u"hosts"_s, u"127.0.0.1"_s);
    QCOMPARE(mode(), TlsMode::Required);
}

void TestConnectionDialog::twoConnectionsCannotShareAName()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"one"_s);
    desk.press(u"saveProfile"_s);
    desk.press(u"duplicateProfile"_s);
    QCOMPARE(desk.find<QLineEdit>(u"profileName"_s)->text(), u"one 2"_s);
    desk.type(u"profileName"_s, u"one"_s);
    desk.press(u"saveProfile"_s);
    QVERIFY(!desk.faultAt(u"profileName"_s).isEmpty());
    desk.type(u"profileName"_s, u"two"_s);
    desk.press(u"saveProfile"_s);
    QCOMPARE(profileNames(lab.profilesFile), QStringList({u"one"_s, u"two"_s}));
}

void TestConnectionDialog::whatIsTypedSurvivesTheLookAtAnother()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"one"_s);
    desk.press(u"saveProfile"_s);
    desk.type(u"user"_s, u"somebody"_s);
    desk.press(u"newProfile"_s);
    QCOMPARE(desk.find<QLineEdit>(u"user"_s)->text(), QString());
    desk.find<QListWidget>(u"profiles"_s)->setCurrentRow(0);
    QCOMPARE(desk.find<QLineEdit>(u"user"_s)->text(), u"somebody"_s);
    QCOMPARE(readProfile(u"one"_s, lab.profilesFile)->url.user, u"kamailioro"_s);
}

void TestConnectionDialog::closingAsksOnlyWhenSomethingIsUnsaved()
{
    ConnectionLab lab;
    {
        Desk desk(lab);
        desk.press(u"closeConnections"_s);
        QVERIFY(!desk.dialog.isVisible());
    }
    Desk desk(lab);
    desk.describeServer(u"one"_s);
    desk.press(u"closeConnections"_s);
    QVERIFY(desk.dialog.isVisible());
    auto *question = desk.find<QMessageBox>(u"closeQuestion"_s);
    question->findChild<QPushButton *>(u"forgetChanges"_s)->click();
    QTRY_VERIFY(!desk.dialog.isVisible());
    QVERIFY(profileNames(lab.profilesFile).isEmpty());
}

void TestConnectionDialog::aDeletedConnectionTakesItsPasswordWithIt()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"one"_s);
    desk.type(u"password"_s, canary);
    desk.tick(u"keepPassword"_s);
    desk.press(u"saveProfile"_s);
    QTRY_VERIFY(lab.passwords.contains(u"one"_s));
    desk.press(u"deleteProfile"_s);
    QCOMPARE(profileNames(lab.profilesFile).size(), 1);
    desk.find<QMessageBox>(u"deleteQuestion"_s)->findChild<QPushButton *>(u"deleteYes"_s)->click();
    QTRY_VERIFY(profileNames(lab.profilesFile).isEmpty());
    QVERIFY(!lab.passwords.contains(u"one"_s));
}

void TestConnectionDialog::aRenamedConnectionKeepsItsPassword()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"old"_s);
    desk.type(u"password"_s, canary);
    desk.tick(u"keepPassword"_s);
    desk.press(u"saveProfile"_s);
    QTRY_VERIFY(lab.passwords.contains(u"old"_s));

    Desk again(lab);
    again.dialog.choose(u"old"_s);
    again.type(u"profileName"_s, u"new"_s);
    again.press(u"saveProfile"_s);
    QTRY_COMPARE(lab.passwords.value(u"new"_s), Secret(canary.toUtf8()));
    QTRY_VERIFY(!lab.passwords.contains(u"old"_s));
    QCOMPARE(profileNames(lab.profilesFile), QStringList(u"new"_s));
}

void TestConnectionDialog::aProfileThatCannotBeReadIsShownWithItsReason()
{
    ConnectionLab lab;
    QFile file(lab.profilesFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[careless]\nurl=mysql://kam:hunter2@db.example.com/kamailio\n");
    file.close();
    Desk desk(lab);
    QCOMPARE(desk.sentences().size(), 1);
    QVERIFY2(
        desk.sentences().constFirst().contains(u"password"_s), qPrintable(desk.sentences().constFirst()));
    QVERIFY(!desk.sentences().constFirst().contains(u"hunter2"_s));
    QVERIFY(!desk.find<QPushButton>(u"connectNow"_s)->isEnabled());
    QVERIFY(!desk.find<QPushButton>(u"saveProfile"_s)->isEnabled());
}

void TestConnectionDialog::theTestSaysWhatItFound()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.type(u"password"_s, canary);
    desk.press(u"testConnection"_s);
    QTRY_COMPARE(desk.sentences(), QStringList({u"A server answers."_s, u"Its clock is late."_s}));
    QCOMPARE(lab.usedPassword, Secret(canary.toUtf8()));

    lab.report = Error {u"The password is wrong."_s, u"code 1045"_s, Fault::Denied};
    desk.press(u"testConnection"_s);
    QTRY_COMPARE(desk.sentences(), QStringList(u"The password is wrong."_s));
    QCOMPARE(desk.find<QLabel>(u"reportDetail"_s)->text(), u"code 1045"_s);
    QCOMPARE(desk.dialog.focusWidget(), desk.find<QLineEdit>(u"password"_s));
    // What was said is about what stood there.
    desk.type(u"user"_s, u"other"_s);
    QVERIFY(!desk.find<QWidget>(u"report"_s)->isVisible());
}

void TestConnectionDialog::theTestUsesTheKeptPassword()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.type(u"password"_s, canary);
    desk.tick(u"keepPassword"_s);
    desk.press(u"saveProfile"_s);
    Desk again(lab);
    again.dialog.choose(u"lab"_s);
    QCOMPARE(again.find<QLineEdit>(u"password"_s)->text(), QString());
    again.press(u"testConnection"_s);
    QTRY_COMPARE(lab.usedPassword, Secret(canary.toUtf8()));
}

void TestConnectionDialog::aTestCanBeCancelled()
{
    ConnectionLab lab;
    lab.answersTests = false;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.press(u"testConnection"_s);
    QVERIFY(desk.find<QPushButton>(u"cancelTest"_s)->isVisible());
    desk.press(u"cancelTest"_s);
    QVERIFY(!desk.find<QWidget>(u"report"_s)->isVisible());
    lab.answersTests = true;
    desk.press(u"testConnection"_s);
    QTRY_COMPARE(desk.sentences().size(), 2);
}

void TestConnectionDialog::proposalsOfAFileBecomeConnections()
{
    ConnectionLab lab;
    Profile first;
    first.name = u"kamailio"_s;
    first.url = {u"mysql"_s, u"kamailio"_s, {{u"localhost"_s, 0}}, u"kamailio"_s};
    Profile second = first;
    second.name = u"kamailio rls"_s;
    lab.proposals = QList<ImportProposal> {
        {first, Secret(canary.toUtf8()), {u"db_url of presence."_s}}, {second, {}, {u"db_url of rls."_s}}};
    Desk desk(lab);
    desk.dialog.importFile(u"/etc/kamailio/kamailio.cfg"_s);
    QDialog *import = nullptr;
    QTRY_VERIFY((import = desk.dialog.findChild<QDialog *>(u"importDialog"_s)));
    QCOMPARE(import->findChildren<QLabel *>(u"proposalNote"_s).size(), 2);
    QVERIFY(import->findChild<QCheckBox *>(u"proposal0"_s)->isChecked());
    QVERIFY(!import->findChild<QCheckBox *>(u"proposal1"_s)->isChecked());
    import->findChild<QCheckBox *>(u"proposal1"_s)->click();
    import->findChild<QPushButton *>(u"takeProposals"_s)->click();
    QCOMPARE(desk.find<QLineEdit>(u"profileName"_s)->text(), u"kamailio"_s);
    QCOMPARE(desk.find<QLineEdit>(u"hosts"_s)->text(), u"localhost"_s);
    QCOMPARE(desk.find<QLineEdit>(u"password"_s)->text(), canary);
    QVERIFY(profileNames(lab.profilesFile).isEmpty());
    desk.press(u"saveProfile"_s);
    QCOMPARE(profileNames(lab.profilesFile), QStringList(u"kamailio"_s));
    QVERIFY(!holds(lab.folder(), canary));
}

void TestConnectionDialog::connectingForgetsThePassword()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.type(u"password"_s, canary);
    QSignalSpy wanted(&desk.dialog, &ConnectionDialog::connectWanted);
    desk.press(u"connectNow"_s);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(1).value<Secret>(), Secret(canary.toUtf8()));
    // Not saved, so nobody shall look for it by its name.
    QCOMPARE(wanted.constFirst().at(0).value<Profile>().name, QString());
    QVERIFY(!desk.dialog.isVisible());
    QCOMPARE(desk.find<QLineEdit>(u"password"_s)->text(), QString());
}

void TestConnectionDialog::lettersOfOnePageAreUnique()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.pick(u"tlsMode"_s, static_cast<int>(TlsMode::Off));
    auto *pages = desk.find<QTabWidget>(u"profilePages"_s);
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentIndex(page);
        QMap<QChar, QString> users;
        QStringList texts;
        for (const auto *label : desk.dialog.findChildren<QLabel *>())
            if (label->isVisible() && label->buddy())
                texts.append(label->text());
        for (const auto *button : desk.dialog.findChildren<QAbstractButton *>())
            if (button->isVisible())
                texts.append(button->text());
        for (const QString &text : std::as_const(texts)) {
            const QChar letter = mnemonicOf(text);
            if (letter.isNull())
                continue;
            QVERIFY2(!users.contains(letter), qPrintable(users.value(letter) + u" and "_s + text));
            users.insert(letter, text);
        }
    }
}

void TestConnectionDialog::everythingHasANameAndCanBeReached()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    QStringList nameless;
    const auto check = [&nameless](const auto &widgets) {
        for (const QWidget *widget : widgets) {
            const bool inside = widget->objectName().startsWith("qt_"_L1);
            if (!inside && (widget->objectName().isEmpty() || widget->focusPolicy() == Qt::NoFocus))
                nameless.append(
                    QString::fromLatin1(widget->metaObject()->className()) + widget->objectName());
        }
    };
    check(desk.dialog.findChildren<QLineEdit *>());
    check(desk.dialog.findChildren<QComboBox *>());
    check(desk.dialog.findChildren<QCheckBox *>());
    check(desk.dialog.findChildren<QSpinBox *>());
    check(desk.dialog.findChildren<QPushButton *>());
    QCOMPARE(nameless, QStringList());
    for (const auto *field : desk.dialog.findChildren<QLineEdit *>())
        if (field->isVisible() && !field->objectName().startsWith("qt_"_L1))
            QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));
}

void TestConnectionDialog::itFitsOnASmallScreen()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    auto *pages = desk.find<QTabWidget>(u"profilePages"_s);
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentIndex(page);
        // 1280 x 800 at twice the size, less the frame.
        const QSize least = desk.dialog.minimumSizeHint();
        QVERIFY2(least.width() <= 620 && least.height() <= 360,
            qPrintable(u"%1: %2 x %3"_s.arg(pages->tabText(page)).arg(least.width()).arg(least.height())));
        desk.dialog.resize(620, 360);
        auto *scroll = qobject_cast<QScrollArea *>(pages->widget(page));
        QVERIFY2(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width(),
            qPrintable(u"%1: %2 in %3"_s.arg(pages->tabText(page))
                           .arg(scroll->widget()->minimumSizeHint().width())
                           .arg(scroll->viewport()->width())));
    }
}

void TestConnectionDialog::aPasswordForThisSessionIsNoChange()
{
    ConnectionLab lab;
    Desk desk(lab);
    desk.describeServer(u"lab"_s);
    desk.press(u"saveProfile"_s);
    desk.type(u"password"_s, canary);
    QVERIFY(!desk.find<QPushButton>(u"saveProfile"_s)->isEnabled());
    QSignalSpy wanted(&desk.dialog, &ConnectionDialog::connectWanted);
    desk.press(u"connectNow"_s);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(0).value<Profile>().name, u"lab"_s);
    QCOMPARE(wanted.constFirst().at(1).value<Secret>(), Secret(canary.toUtf8()));
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
