// SPDX-License-Identifier: GPL-3.0-or-later
// Unlocking, preview, report, undo: the real window over a real file.
#include "changelab.h"

#include "change/changeview.h"
#include "change/documentlines.h"
#include "change/unlockdialog.h"
#include "change/writingplace.h"
#include "connection/environmentbadge.h"

#include <QLabel>
#include <QRadioButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {
Profile production(const QString &path)
{
    Profile profile = profileFor({u"sqlite"_s, path});
    profile.name = u"kam-prod-1"_s;
    profile.environment = Environment::Production;
    return profile;
}

AccountRights reader()
{
    return {u"reader@%"_s, false, {{TableRole::Presentity, true, false, false, false}}};
}

QStringList textsOf(const QTreeWidget *view)
{
    QStringList texts;
    for (QTreeWidgetItemIterator it(const_cast<QTreeWidget *>(view)); *it; ++it)
        for (int column = 0; column < view->columnCount(); ++column)
            texts.append((*it)->text(column));
    return texts;
}
} // namespace

class TestChangeFlow : public QObject {
    Q_OBJECT
private slots:
    void isReadOnlyUntilUnlocked_data() { addBothKinds(); }
    void isReadOnlyUntilUnlocked();
    void productionWantsItsName();
    void whoMayNotWriteIsOfferedNothing_data();
    void whoMayNotWriteIsOfferedNothing();
    void saysWhenItLocksItself();
    void showsBeforeAndAfterThenWrites_data() { addBothKinds(); }
    void showsBeforeAndAfterThenWrites();
    void openLevelWritesAndShowsAfterwards();
    void aConflictKeepsWhatWasTyped();
    void whatDoesNotFitIsSaidAndNotWritten();
    void everyChangeIsInTheJournal();
    void oldRowsAreNotChanged();
    void showsWhatChangesInADocument();

private:
    PrivateData m_data;
};

void TestChangeFlow::isReadOnlyUntilUnlocked()
{
    QFETCH(DemoKind, kind);
    ChangeLab lab(kind);
    QVERIFY(lab.open());
    auto *lock = lab.find<QToolButton>(u"lockButton"_s);
    QVERIFY(lock->isVisible());
    QCOMPARE(lock->text(), u"Read-only · Unlock…"_s);
    QCOMPARE(lab.find<QLabel>(u"statusRights"_s)->text(), u"read-only"_s);
    QVERIFY(!lab.action(Command::Lock)->isEnabled());

    QTest::mouseClick(lock, Qt::LeftButton);
    auto *dialog = lab.dialog(u"unlockDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QRadioButton *>(u"unlockAsk"_s)->isChecked());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!lab.gate().mayWrite());

    lab.action(Command::Unlock)->trigger();
    dialog = lab.dialog(u"unlockDialog"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(lab.gate().level(), WriteGate::Level::Ask);
    QCOMPARE(lock->text(), u"Writes after asking · 15 min · Lock"_s);
    QCOMPARE(lab.find<QLabel>(u"statusRights"_s)->text(), u"writes after asking"_s);

    QTest::mouseClick(lock, Qt::LeftButton);
    QVERIFY(!lab.gate().mayWrite());
    QCOMPARE(lock->text(), u"Read-only · Unlock…"_s);
    QVERIFY2(lab.message().isEmpty() || !lab.find<QWidget>(u"messageBar"_s)->isVisible(),
        "who locks it knows that it is locked");
}

void TestChangeFlow::productionWantsItsName()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open());
    lab.window().openProfile(production(lab.path()));
    QVERIFY(QTest::qWaitFor(
        [&] { return lab.window().changes() && lab.changes().place().isProduction; }, 20'000));
    QTRY_VERIFY(lab.tabs().currentGrid());
    lab.action(Command::Unlock)->trigger();
    auto *dialog = lab.dialog(u"unlockDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<EnvironmentBadge *>()->text(), u"PRODUCTION"_s);
    auto *unlock = dialog->findChild<QPushButton *>(u"unlock"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"unlockName"_s);
    QVERIFY(!unlock->isEnabled());
    QTest::keyClicks(name, u"kam-prod"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!lab.gate().mayWrite());
    QTest::keyClicks(name, u"-1"_s);
    QVERIFY(unlock->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(lab.gate().mayWrite());
}

void TestChangeFlow::whoMayNotWriteIsOfferedNothing_data()
{
    QTest::addColumn<WritingPlace>("place");
    QTest::addColumn<QString>("reason");
    Profile closed = profileFor({u"sqlite"_s, u"/tmp/x.sqlite"_s});
    closed.readOnly = true;
    Profile server = profileFor({u"mysql"_s, u"kamailio"_s, {{u"db.example.com"_s, 3306}}});
    Profile file = profileFor({u"sqlite"_s, u"/srv/x.sqlite"_s});
    AccountRights nobody = reader();
    nobody.account.clear();
    QTest::newRow("a read-only connection") << placeOf(closed, {}) << u"set up as read-only"_s;
    QTest::newRow("an account that may only select")
        << placeOf(server, reader()) << u"“reader@%” may only read"_s;
    QTest::newRow("a file of somebody else") << placeOf(file, nobody) << u"may not write the file"_s;
}

void TestChangeFlow::whoMayNotWriteIsOfferedNothing()
{
    QFETCH(WritingPlace, place);
    QFETCH(QString, reason);
    UnlockDialog dialog(place, WriteGate::Level::Locked);
    QVERIFY(!dialog.findChild<QPushButton *>(u"unlock"_s));
    QVERIFY(!dialog.findChild<QRadioButton *>());
    QVERIFY(dialog.findChild<QLabel *>(u"unlockObstacle"_s)->text().contains(reason));
}

void TestChangeFlow::saysWhenItLocksItself()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open());
    lab.unlock(WriteGate::Level::Open);
    QVERIFY(lab.gate().locksAt() > QDateTime::currentMSecsSinceEpoch());
    lab.gate().setLevel(WriteGate::Level::Locked); // as the gate does when its time is over
    QVERIFY2(lab.message().contains(u"locked again"_s), qPrintable(lab.message()));
    QVERIFY(lab.pressOffer(u"unlockAgain"_s));
    QVERIFY(lab.dialog(u"unlockDialog"_s));
}

void TestChangeFlow::showsBeforeAndAfterThenWrites()
{
    QFETCH(DemoKind, kind);
    ChangeLab lab(kind);
    QVERIFY(lab.open(TableRole::ActiveWatchers));
    lab.view().setCurrentIndex(lab.model().index(2, 0));
    const QString key = lab.isSeed() ? u"from_tag"_s : u"id"_s;
    const QVariant which = lab.model().index(2, lab.grid().table().indexOf(key)).data(RawValueRole);
    const QString contact = u"SELECT contact FROM active_watchers WHERE %1 = ?"_s.arg(key);
    const QString before = lab.ask(contact, {which}).toString();

    auto *form = lab.openForm();
    QVERIFY(form);
    QVERIFY(!form->findChild<QPushButton *>(u"rowFormSave"_s)->isEnabled());
    lab.type(form, u"contact"_s, u"sip:new@192.0.2.9"_s);
    QVERIFY(lab.press(form, u"rowFormSave"_s));
    QTest::keyClick(lab.dialog(u"unlockDialog"_s), Qt::Key_Return);

    auto *preview = lab.dialog(u"previewDialog"_s);
    QVERIFY(preview);
    const QStringList shown = textsOf(preview->findChild<QTreeWidget *>(u"changes"_s));
    QVERIFY2(shown.contains(before) && shown.contains(u"sip:new@192.0.2.9"_s), qPrintable(shown.join(u'|')));
    const QString sql = preview->findChild<QPlainTextEdit *>(u"previewSql"_s)->toPlainText();
    QVERIFY2(sql.contains(u"UPDATE"_s) && sql.contains(u"sip:new@192.0.2.9"_s), qPrintable(sql));
    QVERIFY(preview->findChild<QLabel *>(u"previewManner"_s)->text().contains(u"one transaction"_s));
    QCOMPARE(lab.ask(contact, {which}).toString(), before);

    QTest::keyClick(preview, Qt::Key_Return);
    QTRY_COMPARE(lab.ask(contact, {which}).toString(), u"sip:new@192.0.2.9"_s);
    QTRY_VERIFY(!lab.isOpen(u"rowForm"_s) && !lab.isOpen(u"previewDialog"_s));

    QVERIFY(lab.pressOffer(u"undoSaved"_s));
    preview = lab.dialog(u"previewDialog"_s);
    QVERIFY(preview);
    QTest::keyClick(preview, Qt::Key_Return);
    QTRY_COMPARE(lab.ask(contact, {which}).toString(), before);
    QTRY_VERIFY(!lab.changes().flow().isBusy());
    lab.action(Command::UndoChange)->trigger();
    QTRY_VERIFY2(lab.message().contains(u"no change of this database"_s), qPrintable(lab.message()));
}

void TestChangeFlow::openLevelWritesAndShowsAfterwards()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.view().setCurrentIndex(lab.model().index(1, 0));
    const QVariant id = lab.model().index(1, lab.grid().table().indexOf(u"id"_s)).data(RawValueRole);
    auto *form = lab.openForm();
    lab.type(form, u"reason"_s, u"by hand"_s);
    QVERIFY(lab.press(form, u"rowFormSave"_s));
    QTRY_COMPARE(lab.ask(u"SELECT reason FROM watchers WHERE id = ?"_s, {id}).toString(), u"by hand"_s);
    QTRY_VERIFY(!lab.isOpen(u"rowForm"_s));
    QVERIFY(!lab.isOpen(u"previewDialog"_s));
    QVERIFY(lab.pressOffer(u"showSaved"_s));
    auto *report = lab.dialog(u"reportDialog"_s);
    QVERIFY(report);
    QVERIFY(textsOf(report->findChild<QTreeWidget *>()).join(u'|').contains(u"Saved"_s));
}

void TestChangeFlow::aConflictKeepsWhatWasTyped()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.view().setCurrentIndex(lab.model().index(1, 0));
    const QVariant id = lab.model().index(1, lab.grid().table().indexOf(u"id"_s)).data(RawValueRole);
    auto *form = lab.openForm();
    lab.type(form, u"reason"_s, u"mine"_s);
    lab.write(u"UPDATE watchers SET reason = 'theirs' WHERE id = ?"_s, {id});
    QVERIFY(lab.press(form, u"rowFormSave"_s));

    auto *report = lab.dialog(u"reportDialog"_s);
    QVERIFY(report);
    const QStringList shown = textsOf(report->findChild<QTreeWidget *>());
    QVERIFY2(shown.contains(u"mine"_s) && shown.contains(u"theirs"_s), qPrintable(shown.join(u'|')));
    QVERIFY(shown.join(u'|').contains(u"Conflict"_s));
    QCOMPARE(lab.ask(u"SELECT reason FROM watchers WHERE id = ?"_s, {id}).toString(), u"theirs"_s);
    QTest::keyClick(report, Qt::Key_Escape);
    QVERIFY(form->isVisible());
    QCOMPARE(form->findChild<QLineEdit *>(u"field_reason"_s)->text(), u"mine"_s);
    QVERIFY(!form->findChild<QLabel *>(u"rowFormFault"_s)->text().isEmpty());
}

void TestChangeFlow::whatDoesNotFitIsSaidAndNotWritten()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    const TableInfo &table = lab.grid().table();
    RowChange change;
    change.role = table.role;
    change.table = table.name;
    change.key = {{u"id"_s, lab.model().index(0, table.indexOf(u"id"_s)).data(RawValueRole)}};
    change.seen = {{u"event"_s, u"presence"_s}};
    change.wanted = {{u"event"_s, QString(100, u'x')}};
    lab.changes().flow().submit({change}, u"Too long"_s);
    auto *preview = lab.dialog(u"previewDialog"_s);
    QVERIFY2(preview, "even where nothing is asked, what is forbidden is shown");
    QVERIFY(preview->findChild<QLabel *>(u"previewProblems"_s)->text().contains(u"64 characters"_s));
    QVERIFY(!preview->findChild<QPushButton *>(u"previewApply"_s)->isEnabled());
    QSignalSpy cancelled(&lab.changes().flow(), &ChangeFlow::cancelled);
    QTest::keyClick(preview, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!lab.changes().flow().isBusy());
}

void TestChangeFlow::everyChangeIsInTheJournal()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.view().setCurrentIndex(lab.model().index(3, 0));
    const QVariant id = lab.model().index(3, lab.grid().table().indexOf(u"id"_s)).data(RawValueRole);
    const QString reason = u"SELECT reason FROM watchers WHERE id = ?"_s;
    const QVariant before = lab.ask(reason, {id});
    auto *form = lab.openForm();
    lab.type(form, u"reason"_s, u"noted"_s);
    QVERIFY(lab.press(form, u"rowFormSave"_s));
    QTRY_COMPARE(lab.ask(reason, {id}).toString(), u"noted"_s);
    QTRY_VERIFY(!lab.isOpen(u"rowForm"_s));

    lab.action(Command::ChangesMade)->trigger();
    auto *journal = lab.dialog(u"journalDialog"_s);
    QVERIFY(journal);
    auto *list = journal->findChild<QTreeWidget *>(u"journal"_s);
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(3), u"made"_s);
    QVERIFY(textsOf(journal->findChild<QTreeWidget *>(u"changes"_s)).contains(u"noted"_s));
    QVERIFY(lab.press(journal, u"journalUndo"_s));
    QTRY_COMPARE(lab.ask(reason, {id}), before);
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    QTRY_COMPARE(list->topLevelItem(1)->text(3), u"undone"_s);
}

void TestChangeFlow::oldRowsAreNotChanged()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.view().setCurrentIndex(lab.model().index(1, 0));
    lab.grid().setOld(true);
    QTest::keyClick(&lab.view(), Qt::Key_F4);
    QVERIFY2(lab.message().contains(u"does not answer"_s), qPrintable(lab.message()));
    QVERIFY(!lab.isOpen(u"rowForm"_s));
}

void TestChangeFlow::showsWhatChangesInADocument()
{
    const QByteArray before =
        "<presence>\n <status>\n  <basic>open</basic>\n </status>\n <note>x</note>\n</presence>";
    const QByteArray after = "<presence>\n <status>\n  <basic>closed</basic>\n </status>\n</presence>";
    QStringList lines;
    for (const DocumentLine &line : documentLines(before, after))
        lines.append((line.kind == DocumentLine::Kind::Added ? u"+"_s : u"-"_s) + line.text);
    QCOMPARE(lines,
        QStringList({u"-  <basic>open</basic>"_s, u"+  <basic>closed</basic>"_s, u"- <note>x</note>"_s}));

    const QByteArray padding(500, 'p');
    const QList<DocumentLine> one =
        documentLines("<a>" + padding + "old" + padding, "<a>" + padding + "new" + padding);
    QCOMPARE(one.size(), 2);
    QVERIFY(one.at(0).text.contains(u"old"_s) && one.at(0).text.size() < 150);
    QVERIFY(one.at(1).text.contains(u"new"_s) && one.at(1).text.startsWith(u'…'));
    QVERIFY(documentLines(before, before).isEmpty());
}

QTEST_MAIN(TestChangeFlow)
#include "tst_changeflow.moc"
