// SPDX-License-Identifier: GPL-3.0-or-later
// Files that go, break or lack something while the window shows them: a sentence, what was known stays, and
// the way back is found without help.
#include "clidatabases.h"
#include "subscriptionwriter.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
/// Refreshes by hand until the message bar says something, or nothing any more.
bool refreshUntil(WindowLab &lab, bool isTroubled)
{
    auto *bar = lab.find<QWidget>(u"messageBar"_s);
    return QTest::qWaitFor(
        [&lab, bar, isTroubled] {
            lab.window().actions()[Command::Refresh]->trigger();
            return bar->isVisible() == isTroubled;
        },
        15'000);
}

QString sentence(WindowLab &lab)
{
    return lab.find<QLabel>(u"message"_s)->text();
}
} // namespace

class TestTrouble : public QObject {
    Q_OBJECT
private slots:
    void aMissingTableCanBeNamed_data() { addBothKinds(); }
    void aMissingTableCanBeNamed();
    void noPresenceTables();
    void noSuchFile();
    void aFileThatGoesAndComesBack_data() { addBothKinds(); }
    void aFileThatGoesAndComesBack();
    void aTableThatGoesAndComesBack_data() { addBothKinds(); }
    void aTableThatGoesAndComesBack();
    void aDamagedTableLeavesTheOthers();
};

void TestTrouble::aMissingTableCanBeNamed()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const int rows = lab.ask(u"SELECT count(*) FROM watchers"_s).toInt();
    lab.write(u"ALTER TABLE watchers RENAME TO office_watchers"_s);
    QVERIFY(lab.open());
    QVERIFY(!lab.tabs().gridOf(TableRole::Watchers));
    auto *missing = lab.find<QLabel>(u"missingSentence"_s);
    QVERIFY(missing && missing->text().contains(u"watchers"_s));
    QWidget *tab = missing->parentWidget();
    auto *candidates = tab->findChild<QComboBox *>(u"missingCandidates"_s);
    lab.tabs().setCurrentWidget(tab);
    candidates->setCurrentIndex(candidates->findData(u"office_watchers"_s));
    QCOMPARE(candidates->currentData().toString(), u"office_watchers"_s);
    QTest::mouseClick(tab->findChild<QPushButton *>(u"missingUse"_s), Qt::LeftButton);
    QTRY_VERIFY(lab.tabs().gridOf(TableRole::Watchers));
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    QCOMPARE(lab.model().rowCount(), rows);
}

void TestTrouble::noPresenceTables()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"other.sqlite"_s);
    const DemoConnection other(path, 1000, DemoConnection::Create::Yes);
    QVERIFY(other.run(u"CREATE TABLE subscriber (id INTEGER PRIMARY KEY)"_s));
    WindowLab lab(path, DemoKind::Modern);
    lab.window().openDatabase({u"sqlite"_s, path});
    lab.window().show();
    QTRY_VERIFY(!sentence(lab).isEmpty());
    QVERIFY2(sentence(lab).contains(u"none of the presence tables"_s), qPrintable(sentence(lab)));
    QVERIFY(lab.tabs().grids().isEmpty());
}

void TestTrouble::noSuchFile()
{
    WindowLab lab(DemoKind::Seed);
    const QString nowhere = lab.path() + u".gone"_s;
    lab.window().openDatabase({u"sqlite"_s, nowhere});
    lab.window().show();
    auto *said = lab.find<QLabel>(u"startSentence"_s);
    QTRY_VERIFY(said->text().contains(u"There is no file"_s));
    QVERIFY(said->isVisible());
    QVERIFY(!QFile::exists(nowhere));
    // It came later: the next refresh finds it.
    QVERIFY(QFile::copy(lab.path(), nowhere));
    QVERIFY(QTest::qWaitFor([&lab] {
        lab.window().actions()[Command::Refresh]->trigger();
        return lab.tabs().currentGrid() != nullptr;
    }));
    QTRY_VERIFY(lab.grid().controller().hasLoaded());
}

void TestTrouble::aFileThatGoesAndComesBack()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    // The rollback journal is what most servers have; its reader notices at once that the file is gone.
    lab.write(u"PRAGMA journal_mode=DELETE"_s);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(7, 2));
    const QString text = lab.view().currentIndex().data().toString();
    const int rows = lab.model().rowCount();
    const QString away = lab.path() + u".away"_s;
    QVERIFY(QFile::rename(lab.path(), away));
    QVERIFY(refreshUntil(lab, true));
    QVERIFY2(sentence(lab).endsWith(u'.'), qPrintable(sentence(lab)));
    QCOMPARE(lab.model().rowCount(), rows);
    QCOMPARE(lab.view().currentIndex().row(), 7);
    QCOMPARE(lab.view().currentIndex().data().toString(), text);
    QVERIFY(!QFile::exists(lab.path()));

    QVERIFY(QFile::rename(away, lab.path()));
    QVERIFY(refreshUntil(lab, false));
    QCOMPARE(lab.view().currentIndex().data().toString(), text);
}

void TestTrouble::aTableThatGoesAndComesBack()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    lab.write(u"ALTER TABLE active_watchers RENAME TO away"_s);
    lab.window().actions()[Command::Refresh]->trigger();
    QTRY_VERIFY(!lab.tabs().gridOf(TableRole::ActiveWatchers));
    lab.write(u"ALTER TABLE away RENAME TO active_watchers"_s);
    const auto back = [&lab] {
        lab.window().actions()[Command::Refresh]->trigger();
        return lab.tabs().gridOf(TableRole::ActiveWatchers) != nullptr;
    };
    QTRY_VERIFY(back());
    QVERIFY(lab.bringToFront(TableRole::ActiveWatchers));
    QVERIFY(lab.model().rowCount() > 0);
}

void TestTrouble::aDamagedTableLeavesTheOthers()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"damaged.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Seed, path, QDateTime::currentSecsSinceEpoch()));
    {
        const DemoConnection connection(path, 1000);
        QVERIFY(connection.run(u"PRAGMA journal_mode=DELETE"_s));
    }
    QVERIFY(damageTable(path, u"presentity"_s));
    WindowLab lab(path, DemoKind::Seed);
    lab.window().openDatabase({u"sqlite"_s, path});
    lab.window().show();
    QTRY_VERIFY(lab.tabs().gridOf(TableRole::ActiveWatchers));
    QVERIFY(lab.bringToFront(TableRole::ActiveWatchers));
    QCOMPARE(lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt());
    lab.tabs().showTable(TableRole::Presentity);
    QTRY_VERIFY(lab.find<QWidget>(u"messageBar"_s)->isVisible());
    QVERIFY2(sentence(lab).contains(u"damaged"_s),
        qPrintable(sentence(lab) + lab.find<QLabel>(u"messageDetail"_s)->text()));
}

QTEST_MAIN(TestTrouble)
#include "tst_trouble.moc"
