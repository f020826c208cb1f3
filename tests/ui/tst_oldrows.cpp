// SPDX-License-Identifier: GPL-3.0-or-later
// A server that goes away: the rows stay and are marked as old, and its return is noticed without help.
#include "connection/connectiondesk.h"
#include "connectionlab.h"
#include "demo/demodatabase.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "settings.h"
#include "shakyserver.h"
#include "statusline.h"
#include "tabset.h"
#include "theme.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {
/// A window over a server that can be mistreated; it refreshes each second.
struct Lab {
    explicit Lab(Profile profile = {}, int period = 1)
        : settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , server(folder.filePath(u"presence.sqlite"_s))
    {
        if (const auto written = writeDemoDatabase(
                DemoKind::Modern, folder.filePath(u"presence.sqlite"_s), QDateTime::currentSecsSinceEpoch());
            !written)
            qFatal("%s", qPrintable(written.error().message));
        Settings::refreshSeconds.store(settings, period);
        Settings::theme.store(settings, u"light"_s);
        window = std::make_unique<MainWindow>(settings, connections.services());
        window->resize(1280, 800);
        window->showTableLater(u"active_watchers"_s);
        window->watch(server.watched(profile));
        window->show();
    }
    /// The rows of the tab in front are there and counted.
    bool isLoaded() const
    {
        return QTest::qWaitFor([this] {
            GridTab *grid = window->tabs().currentGrid();
            return grid && grid->lastAnswerMs() > 0 && !grid->controller().isBusy()
                && !grid->controller().isCounting();
        });
    }
    GridTab &grid() const { return *window->tabs().currentGrid(); }
    QString expiryText() const
    {
        const int column = grid().table().indexOf(u"expires"_s);
        return grid().controller().model().index(0, column).data().toString();
    }
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return window->findChild<Widget *>(name);
    }
    QString bar() const
    {
        const auto *sentence = find<QLabel>(u"oldData"_s);
        return sentence->isVisible() ? sentence->text() : QString();
    }

    QTemporaryDir folder;
    QSettings settings;
    ConnectionLab connections;
    ShakyServer server;
    std::unique_ptr<MainWindow> window;
};

QImage pictureOf(GridView &view)
{
    return view.viewport()->grab().toImage();
}

/// How far the darkest pixel of the picture is from its ground.
int strongest(const QImage &image)
{
    int darkest = 255;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            darkest = std::min(darkest, qGray(image.pixel(x, y)));
    return 255 - darkest;
}
} // namespace

class TestOldRows : public QObject {
    Q_OBJECT
private slots:
    void aLostServerLeavesItsRowsMarkedAsOld();
    void theCountdownStandsStillWhileTheRowsAreOld();
    void recoveryTakesTheMarkAwayByItself();
    void aRetryByHandIsAnAttemptAtOnce();
    void withoutARefreshPeriodNothingIsPromised();
    void everyTabIsMarked();
    void aRefusedPasswordIsAskedForOnceAndNotTriedAgain();
    void anotherHostIsAnnounced();
    void aMissingServerAtTheStartIsLookedForAgain();
    void closingDoesNotWaitForTheServer();
};

void TestOldRows::aLostServerLeavesItsRowsMarkedAsOld()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    const qint64 rows = lab.grid().controller().model().totalRows();
    QCOMPARE(lab.bar(), QString());
    const int before = strongest(pictureOf(lab.grid().view()));
    lab.server.setMood(ShakyServer::Mood::Lost);
    QTRY_VERIFY(lab.bar().startsWith(u"Old data: "_s));
    QTRY_VERIFY2(lab.bar().contains(u"Trying again"_s), qPrintable(lab.bar()));
    QVERIFY(lab.grid().isOld());
    QCOMPARE(lab.grid().controller().model().totalRows(), rows);
    QVERIFY(strongest(pictureOf(lab.grid().view())) < before * 3 / 4);
    QVERIFY(!lab.grid().view().accessibleDescription().isEmpty());
    const auto *messages = lab.find<MessageBar>(u"messageBar"_s);
    QCOMPARE(messages->shown().message, u"The server is lost."_s);
}

void TestOldRows::theCountdownStandsStillWhileTheRowsAreOld()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Lost);
    QTRY_VERIFY(lab.grid().isOld());
    const QString text = lab.expiryText();
    const QString said = lab.bar();
    QTRY_VERIFY(lab.bar() != said); // the age goes on
    QTRY_VERIFY2_WITH_TIMEOUT(lab.bar().contains(u", 4 s ago"_s), qPrintable(lab.bar()), 8000);
    QCOMPARE(lab.expiryText(), text);
}

void TestOldRows::recoveryTakesTheMarkAwayByItself()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Lost);
    QTRY_VERIFY(lab.grid().isOld());
    lab.server.setMood(ShakyServer::Mood::Well);
    QTRY_VERIFY(!lab.grid().isOld());
    QCOMPARE(lab.bar(), QString());
    QTRY_VERIFY(!lab.find<MessageBar>(u"messageBar"_s)->isVisible());
}

void TestOldRows::aRetryByHandIsAnAttemptAtOnce()
{
    Lab lab({}, 60);
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Lost);
    lab.window->actions()[Command::Refresh]->trigger();
    QTRY_VERIFY(lab.grid().isOld());
    lab.server.setMood(ShakyServer::Mood::Well);
    QVERIFY(lab.find<QPushButton>(u"retryNow"_s)->isVisible());
    lab.find<QPushButton>(u"retryNow"_s)->click();
    QTRY_VERIFY(!lab.grid().isOld());
}

void TestOldRows::withoutARefreshPeriodNothingIsPromised()
{
    Lab lab({}, 0);
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Lost);
    lab.window->actions()[Command::Refresh]->trigger();
    QTRY_VERIFY(lab.grid().isOld());
    QVERIFY2(lab.bar().contains(u"not tried again by itself"_s), qPrintable(lab.bar()));
}

void TestOldRows::everyTabIsMarked()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    GridTab *first = lab.window->tabs().currentGrid();
    lab.window->tabs().showTable(TableRole::Watchers);
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Lost);
    QTRY_VERIFY(lab.grid().isOld());
    QTRY_VERIFY(first->isOld());
    lab.server.setMood(ShakyServer::Mood::Well);
    QTRY_VERIFY(!lab.grid().isOld());
    QTRY_VERIFY(!first->isOld());
}

void TestOldRows::aRefusedPasswordIsAskedForOnceAndNotTriedAgain()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    lab.server.setMood(ShakyServer::Mood::Denies);
    QDialog *prompt = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((prompt = lab.find<QDialog>(u"passwordPrompt"_s)), 10'000);
    QCOMPARE(prompt->findChild<QLabel *>(u"promptReason"_s)->text(), u"The password is not accepted."_s);
    const int attempts = lab.server.attempts();
    prompt->reject();
    QTRY_VERIFY(!lab.find<QDialog>(u"passwordPrompt"_s));
    QTRY_VERIFY2(lab.bar().contains(u"password"_s), qPrintable(lab.bar()));
    QVERIFY(lab.find<QPushButton>(u"givePassword"_s)->isVisible());
    const QString said = lab.bar();
    QTRY_VERIFY_WITH_TIMEOUT(lab.bar() != said, 3000);
    QVERIFY(!lab.bar().isEmpty());
    QCOMPARE(lab.server.attempts(), attempts);
    lab.find<QPushButton>(u"givePassword"_s)->click();
    QTRY_VERIFY(lab.find<QDialog>(u"passwordPrompt"_s));
}

void TestOldRows::anotherHostIsAnnounced()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    QTRY_VERIFY(!lab.window->database()->facts().server.address.isEmpty());
    lab.server.setHost(2);
    const auto *messages = lab.find<MessageBar>(u"messageBar"_s);
    QTRY_VERIFY(messages->isVisible());
    QVERIFY2(messages->shown().message.contains(u"db2:3306"_s), qPrintable(messages->shown().message));
    QVERIFY(messages->shown().message.contains(u"db1:3306"_s));
}

void TestOldRows::aMissingServerAtTheStartIsLookedForAgain()
{
    QTemporaryDir folder;
    Lab lab;
    lab.server.setMood(ShakyServer::Mood::Lost);
    lab.window->watch(lab.server.watched());
    const auto *said = lab.find<QLabel>(u"startSentence"_s);
    QTRY_COMPARE(said->text(), u"The server is lost."_s);
    QVERIFY(said->isVisible());
    lab.server.setMood(ShakyServer::Mood::Well);
    QVERIFY(lab.isLoaded());
}

void TestOldRows::closingDoesNotWaitForTheServer()
{
    Lab lab;
    QVERIFY(lab.isLoaded());
    const auto gate = std::make_shared<QSemaphore>();
    lab.window->database()->session().reader().run(
        [gate](Connection &) -> Result<bool> { return gate->tryAcquire(1, 60'000); });
    lab.window->watch(lab.server.watched());
    QVERIFY(lab.isLoaded());
    QVERIFY(gate.use_count() > 1); // the job is still at it
    gate->release();
    QTRY_COMPARE(gate.use_count(), 1L);
}

QTEST_MAIN(TestOldRows)
#include "tst_oldrows.moc"
