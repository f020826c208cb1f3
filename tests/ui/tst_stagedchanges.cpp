// SPDX-License-Identifier: GPL-3.0-or-later
// Changes that wait: in sight, marked in the grid, one for each row, written together, kept over a crash.
#include "changelab.h"

#include "change/deletedialog.h"
#include "change/stageddialog.h"
#include "grid/cellappearance.h"

#include <QLabel>
#include <QMessageBox>
#include <QRadioButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {
QModelIndex cell(ChangeLab &lab, int row, const QString &column)
{
    return lab.model().index(row, lab.grid().table().indexOf(column));
}

bool stage(ChangeLab &lab, int row, const QString &column, const QString &text)
{
    lab.view().setCurrentIndex(lab.model().index(row, 0));
    auto *form = lab.openForm();
    if (!form)
        return false;
    lab.type(form, column, text);
    return lab.press(form, u"rowFormStage"_s)
        && QTest::qWaitFor([&] { return !lab.isOpen(u"rowForm"_s); }, 20'000);
}

DeleteDialog *openDelete(ChangeLab &lab)
{
    lab.pressInGrid(Qt::Key_Delete);
    return lab.dialog<DeleteDialog>(u"deleteDialog"_s);
}
} // namespace

class TestStagedChanges : public QObject {
    Q_OBJECT
private slots:
    void areInSightAndMarked_data() { addBothKinds(); }
    void areInSightAndMarked();
    void oneRowHasOne();
    void areWrittenTogether();
    void oneThatFailsKeepsThemAll();
    void canBeRemovedAndDiscarded();
    void areOfferedAfterACrash();
    void deletesTheSelectedRows_data() { addBothKinds(); }
    void deletesTheSelectedRows();
    void deletesByFilterWithTheExactNumber();
    void insertsAndDuplicatesRows();
    void marksTheRowWhoseDocumentIsEdited();

private:
    PrivateData m_data;
};

void TestStagedChanges::areInSightAndMarked()
{
    QFETCH(DemoKind, kind);
    ChangeLab lab(kind);
    QVERIFY(lab.open(TableRole::ActiveWatchers));
    auto *count = lab.find<QToolButton>(u"statusStaged"_s);
    QVERIFY(count->isHidden());
    const QVariant before = cell(lab, 1, u"contact"_s).data(RawValueRole);
    QVERIFY(stage(lab, 1, u"contact"_s, u"sip:later@192.0.2.1"_s));
    QCOMPARE(count->text(), u"1 staged change"_s);
    QVERIFY(count->isVisible());
    QCOMPARE(cell(lab, 1, u"contact"_s).data(RawValueRole), before);
    QTRY_COMPARE(cell(lab, 1, u"contact"_s).data(WantedTextRole).toString(), u"sip:later@192.0.2.1"_s);
    QCOMPARE(cell(lab, 1, u"event"_s).data(RowNoteRole).toInt(), int(RowNote::StagedUpdate));
    QVERIFY(!cell(lab, 1, u"event"_s).data(WantedTextRole).isValid());
    QVERIFY(cell(lab, 1, u"contact"_s).data(Qt::ToolTipRole).toString().contains(u"not written yet"_s));
    QCOMPARE(cell(lab, 2, u"contact"_s).data(RowNoteRole).toInt(), int(RowNote::None));
    const CellAppearance look = appearanceOf(cellState(cell(lab, 1, u"contact"_s)), false, Qt::white, false);
    QCOMPARE(look.badge, u"→ sip:later@192.0.2.1"_s);
    QTest::mouseClick(count, Qt::LeftButton);
    auto *staged = lab.dialog(u"stagedDialog"_s);
    QVERIFY(staged);
    QCOMPARE(staged->findChild<QTreeWidget *>(u"changes"_s)->topLevelItemCount(), 1);
}

void TestStagedChanges::oneRowHasOne()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    QVERIFY(stage(lab, 1, u"reason"_s, u"first"_s));
    QVERIFY(stage(lab, 1, u"reason"_s, u"second"_s));
    QCOMPARE(lab.changes().staged().count(), 1);
    QCOMPARE(
        valueOf(lab.changes().staged().all().first().wanted, u"reason"_s)->value.toString(), u"second"_s);
    auto *dialog = openDelete(lab);
    QVERIFY(dialog);
    QVERIFY(lab.press(dialog, u"deleteStage"_s));
    QCOMPARE(lab.changes().staged().count(), 1);
    QCOMPARE(lab.changes().staged().all().first().kind, ChangeKind::Delete);
    QTRY_COMPARE(cell(lab, 1, u"event"_s).data(RowNoteRole).toInt(), int(RowNote::StagedDelete));
    lab.pressInGrid(Qt::Key_F4);
    QTRY_VERIFY2(lab.message().contains(u"staged to be deleted"_s), qPrintable(lab.message()));
}

void TestStagedChanges::areWrittenTogether()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    const QVariant watcher = cell(lab, 1, u"id"_s).data(RawValueRole);
    QVERIFY(stage(lab, 1, u"reason"_s, u"together"_s));
    QVERIFY(lab.bringToFront(TableRole::Presentity));
    const QVariant presentity = cell(lab, 0, u"id"_s).data(RawValueRole);
    QVERIFY(stage(lab, 0, u"priority"_s, u"41"_s));
    lab.unlock(WriteGate::Level::Ask);

    lab.action(Command::StagedChanges)->trigger();
    QVERIFY(lab.press(lab.dialog(u"stagedDialog"_s), u"stagedApply"_s));
    auto *preview = lab.dialog(u"previewDialog"_s);
    QVERIFY(preview);
    QVERIFY(preview->findChild<QLabel *>(u"previewTitle"_s)->text().contains(u"2 rows in 2 tables"_s));
    QTest::keyClick(preview, Qt::Key_Return);
    QTRY_COMPARE(lab.changes().staged().count(), 0);
    QCOMPARE(lab.ask(u"SELECT reason FROM watchers WHERE id = ?"_s, {watcher}).toString(), u"together"_s);
    QCOMPARE(lab.ask(u"SELECT priority FROM presentity WHERE id = ?"_s, {presentity}).toInt(), 41);
    QTRY_COMPARE(cell(lab, 0, u"event"_s).data(RowNoteRole).toInt(), int(RowNote::None));
}

void TestStagedChanges::oneThatFailsKeepsThemAll()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    QVERIFY(stage(lab, 1, u"reason"_s, u"one"_s));
    QVERIFY(stage(lab, 2, u"reason"_s, u"two"_s));
    const QVariant first = cell(lab, 1, u"id"_s).data(RawValueRole);
    lab.write(
        u"UPDATE watchers SET reason = 'theirs' WHERE id = ?"_s, {cell(lab, 2, u"id"_s).data(RawValueRole)});
    lab.unlock(WriteGate::Level::Open);
    lab.action(Command::StagedChanges)->trigger();
    QVERIFY(lab.press(lab.dialog(u"stagedDialog"_s), u"stagedApply"_s));
    QVERIFY(lab.dialog(u"reportDialog"_s));
    QCOMPARE(lab.changes().staged().count(), 2);
    QVERIFY(lab.ask(u"SELECT reason FROM watchers WHERE id = ?"_s, {first}).toString() != u"one"_s);
}

void TestStagedChanges::canBeRemovedAndDiscarded()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    for (int row = 0; row < 3; ++row)
        QVERIFY(stage(lab, row, u"reason"_s, u"r%1"_s.arg(row)));
    lab.action(Command::StagedChanges)->trigger();
    auto *staged = lab.dialog(u"stagedDialog"_s);
    auto *view = staged->findChild<QTreeWidget *>(u"changes"_s);
    view->setCurrentItem(view->topLevelItem(1));
    QVERIFY(lab.press(staged, u"stagedRemove"_s));
    QCOMPARE(lab.changes().staged().count(), 2);
    QCOMPARE(valueOf(lab.changes().staged().all().last().wanted, u"reason"_s)->value.toString(), u"r2"_s);
    QVERIFY(lab.press(staged, u"stagedDiscard"_s));
    auto *box = lab.dialog<QMessageBox>(u"discardBox"_s);
    QVERIFY(box);
    QVERIFY(box->text().contains(u"2 rows"_s));
    QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    QCOMPARE(lab.changes().staged().count(), 0);
    QVERIFY(lab.find<QToolButton>(u"statusStaged"_s)->isHidden());
}

void TestStagedChanges::areOfferedAfterACrash()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"presence.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, path, QDateTime::currentSecsSinceEpoch()));
    {
        ChangeLab lab(path, DemoKind::Modern);
        QVERIFY(lab.open(TableRole::Watchers));
        QVERIFY(stage(lab, 1, u"reason"_s, u"kept"_s));
        // As a crash would leave it: on the disk before anybody says good-bye.
        const QString kept = StagedFile(lab.database().url().toString()).path();
        QTRY_VERIFY(QFile::exists(kept));
        QCOMPARE(QFile::permissions(kept) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    ChangeLab lab(path, DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    QTRY_VERIFY2(
        lab.message().contains(u"earlier session left staged changes of 1 row"_s), qPrintable(lab.message()));
    QCOMPARE(lab.changes().staged().count(), 0);
    QVERIFY(lab.pressOffer(u"takeLeftovers"_s));
    QCOMPARE(lab.changes().staged().count(), 1);
    QCOMPARE(valueOf(lab.changes().staged().all().first().wanted, u"reason"_s)->value.toString(), u"kept"_s);
    lab.changes().staged().clear();
    QTRY_VERIFY(!QFile::exists(StagedFile(lab.database().url().toString()).path()));
}

void TestStagedChanges::deletesTheSelectedRows()
{
    QFETCH(DemoKind, kind);
    ChangeLab lab(kind);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Ask);
    const int before = lab.ask(u"SELECT count(*) FROM watchers"_s).toInt();
    lab.view().selectRow(1);
    lab.view().selectionModel()->select(
        lab.model().index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    auto *dialog = openDelete(lab);
    QVERIFY(dialog);
    auto *question = dialog->findChild<QLabel *>(u"deleteQuestion"_s);
    QTRY_COMPARE(question->text(), u"Delete 2 rows from watchers?"_s);
    QVERIFY(lab.press(dialog, u"deleteRows"_s));
    auto *preview = lab.dialog(u"previewDialog"_s);
    QVERIFY(preview);
    QTest::keyClick(preview, Qt::Key_Return);
    QTRY_COMPARE(lab.ask(u"SELECT count(*) FROM watchers"_s).toInt(), before - 2);
    QTRY_VERIFY(!lab.isOpen(u"deleteDialog"_s));
    QVERIFY(lab.pressOffer(u"undoSaved"_s));
    preview = lab.dialog(u"previewDialog"_s);
    QVERIFY(preview);
    QTest::keyClick(preview, Qt::Key_Return);
    QTRY_COMPARE(lab.ask(u"SELECT count(*) FROM watchers"_s).toInt(), before);
}

void TestStagedChanges::deletesByFilterWithTheExactNumber()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::ActiveWatchers));
    lab.unlock(WriteGate::Level::Open);
    const int all = lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt();
    const int meant = lab.ask(u"SELECT count(*) FROM active_watchers WHERE status = 2"_s).toInt();
    QVERIFY(meant > 100);
    lab.grid().setFilter({{{u"status"_s, FilterOp::Equal, {qlonglong(2)}}}, {}});
    QTRY_VERIFY(lab.grid().controller().query().isFiltered());
    QVERIFY(lab.settle());
    lab.view().setCurrentIndex(lab.model().index(0, 0));
    auto *dialog = openDelete(lab);
    QVERIFY(dialog);
    auto *question = dialog->findChild<QLabel *>(u"deleteQuestion"_s);
    QTRY_COMPARE(question->text(), u"Delete 1 row from active_watchers?"_s);
    dialog->findChild<QRadioButton *>(u"deleteFiltered"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!question->text().startsWith(u"Reading"_s), 20'000);
    QVERIFY2(dialog->findChild<QLabel *>(u"deleteFault"_s)->isHidden(),
        qPrintable(dialog->findChild<QLabel *>(u"deleteFault"_s)->text()));
    QTRY_COMPARE_WITH_TIMEOUT(
        question->text(), u"Delete %1 rows from active_watchers?"_s.arg(QLocale().toString(meant)), 20'000);
    QVERIFY(lab.press(dialog, u"deleteRows"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt(), all - meant, 20'000);
    QCOMPARE(lab.ask(u"SELECT count(*) FROM active_watchers WHERE status = 2"_s).toInt(), 0);
}

void TestStagedChanges::insertsAndDuplicatesRows()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.view().setCurrentIndex(lab.model().index(0, 0));
    lab.pressInGrid(Qt::Key_Insert);
    auto *form = lab.dialog<RowForm>(u"rowForm"_s);
    QVERIFY(form);
    lab.type(form, u"presentity_uri"_s, u"sip:new@example.com"_s);
    lab.type(form, u"watcher_username"_s, u"carol"_s);
    lab.type(form, u"watcher_domain"_s, u"example.com"_s);
    lab.type(form, u"status"_s, u"pending"_s);
    QVERIFY2(form->change() && form->findChild<QLabel *>(u"rowFormFault"_s)->isHidden(),
        qPrintable(form->findChild<QLabel *>(u"rowFormFault"_s)->text()));
    QVERIFY(lab.press(form, u"rowFormSave"_s));
    const QString rows = u"SELECT count(*) FROM watchers WHERE presentity_uri LIKE ?"_s;
    QTRY_COMPARE(lab.ask(rows, {u"sip:new@example.com"_s}).toInt(), 1);
    QTRY_VERIFY(!lab.isOpen(u"rowForm"_s));
    QCOMPARE(
        lab.ask(u"SELECT status FROM watchers WHERE presentity_uri = 'sip:new@example.com'"_s).toInt(), 2);
    QVERIFY(lab.settle());

    lab.view().setCurrentIndex(lab.model().index(0, 0));
    lab.pressInGrid(Qt::Key_Insert, Qt::ShiftModifier);
    form = lab.dialog<RowForm>(u"rowForm"_s);
    QVERIFY(form);
    lab.type(form, u"presentity_uri"_s, u"sip:copy@example.com"_s);
    QVERIFY(lab.press(form, u"rowFormSave"_s));
    QTRY_COMPARE(lab.ask(rows, {u"sip:copy@example.com"_s}).toInt(), 1);
}

void TestStagedChanges::marksTheRowWhoseDocumentIsEdited()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Presentity));
    const RowKey key = lab.model().entryAt(2)->row.key;
    lab.changes().setEditedRow(std::pair(TableRole::Presentity, key));
    QCOMPARE(cell(lab, 2, u"username"_s).data(RowNoteRole).toInt(), int(RowNote::EditedDocument));
    const CellAppearance look = appearanceOf(cellState(cell(lab, 2, u"username"_s)), true, Qt::white, false);
    QCOMPARE(look.badge, u"edited"_s);
    QVERIFY(look.mark && look.mark->icon);
    lab.changes().setEditedRow({});
    QCOMPARE(cell(lab, 2, u"username"_s).data(RowNoteRole).toInt(), int(RowNote::None));
}

QTEST_MAIN(TestStagedChanges)
#include "tst_stagedchanges.moc"
