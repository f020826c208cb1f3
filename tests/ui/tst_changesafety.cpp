// SPDX-License-Identifier: GPL-3.0-or-later
// What comes in between: tables that change while somebody reads, saves of others, keys pressed meanwhile.
#include "changelab.h"

#include "change/stagedfile.h"
#include "connection/engine.h"
#include "editor/documentdesk.h"
#include "editor/documenteditor.h"
#include "editor/documentpane.h"
#include "noticebar.h"

#include <QDockWidget>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {
/// Keeps the writer's thread until it is let go.
class HeldWriter {
public:
    explicit HeldWriter(ChangeLab &lab)
    {
        lab.database().session().writer().run([go = m_go](Connection &) {
            while (!*go)
                std::this_thread::yield();
            return Result<bool>(true);
        });
    }
    ~HeldWriter() { letGo(); }
    Q_DISABLE_COPY_MOVE(HeldWriter)
    void letGo() { *m_go = true; }

private:
    std::shared_ptr<std::atomic<bool>> m_go = std::make_shared<std::atomic<bool>>(false);
};

RowChange updateOfRow(ChangeLab &lab, int row, const QString &column, const QVariant &wanted)
{
    const TableInfo &table = lab.grid().table();
    RowChange change;
    change.role = table.role;
    change.table = table.name;
    change.database = table.database;
    change.label = u"row %1"_s.arg(row);
    for (const QString &key : table.key)
        change.key.append({key, lab.model().index(row, table.indexOf(key)).data(RawValueRole)});
    change.seen = {{column, lab.model().index(row, table.indexOf(column)).data(RawValueRole)}};
    change.wanted = {{column, wanted}};
    return change;
}

RowChange watcher(const QString &name)
{
    RowChange change;
    change.kind = ChangeKind::Insert;
    change.role = TableRole::Watchers;
    change.table = u"watchers"_s;
    // As it may come from anywhere: not yet with the types of the columns.
    change.wanted = {{u"presentity_uri"_s, u"sip:new@example.com"_s}, {u"watcher_username"_s, name},
        {u"watcher_domain"_s, u"example.com"_s}, {u"event"_s, u"presence"_s}, {u"status"_s, u"2"_s},
        {u"reason"_s, u"new"_s}, {u"inserted_time"_s, u"1700000000"_s}};
    return change;
}

QString reasonOf(ChangeLab &lab, const RowChange &change)
{
    return lab.ask(u"SELECT reason FROM watchers WHERE id = ?"_s, {change.key.constFirst().value}).toString();
}
} // namespace

class TestChangeSafety : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenWasShown();
    void anotherChangeOfTheRowKeepsWhatIsStaged();
    void aWrittenInsertIsStagedNoMore();
    void leftoversAndNewOnesAreBothKept();
    void whatIsTypedDuringASaveStays();
    void aSaveThatWasLeftTouchesNoOther();
    void aFormGivesItsDocumentANewEtag();

private:
    bool openDocument(ChangeLab &lab);

    PrivateData m_data;
};

void TestChangeSafety::whatIsWrittenWasShown()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Ask);
    const RowChange change = updateOfRow(lab, 1, u"reason"_s, u"mine"_s);
    const QString before = reasonOf(lab, change);
    lab.changes().flow().submit({change}, u"Reason"_s);
    QVERIFY(lab.dialog(u"previewDialog"_s));
    DatabaseSchema schema = lab.changes().desk().schema();
    for (TableInfo &table : schema.tables)
        table.storage = u"MyISAM"_s;
    lab.changes().desk().setSchema(schema);
    QVERIFY(!lab.changes().desk().plan({change}).inOneTransaction);
    lab.dialog(u"previewDialog"_s)->findChild<QPushButton *>(u"previewApply"_s)->click();
    QTRY_VERIFY(lab.dialog(u"previewDialog"_s));
    const QString title = lab.dialog(u"previewDialog"_s)->findChild<QLabel *>(u"previewTitle"_s)->text();
    QVERIFY2(title.contains(u"changed meanwhile"_s), qPrintable(title));
    QCOMPARE(reasonOf(lab, change), before);
    lab.dialog(u"previewDialog"_s)->findChild<QPushButton *>(u"previewApply"_s)->click();
    QTRY_COMPARE(reasonOf(lab, change), u"mine"_s);
}

void TestChangeSafety::anotherChangeOfTheRowKeepsWhatIsStaged()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.changes().staged().stage(updateOfRow(lab, 1, u"reason"_s, u"later"_s));
    QSignalSpy applied(&lab.changes().desk(), &ChangeDesk::applied);
    lab.changes().flow().submit({updateOfRow(lab, 1, u"watcher_domain"_s, u"now.example.com"_s)}, u"Now"_s);
    QTRY_COMPARE(applied.size(), 1);
    QVERIFY(applied.first().first().value<ChangeReport>().isSaved());
    QCOMPARE(lab.changes().staged().count(), 1);
    QCOMPARE(lab.changes().staged().all().first().wanted.first().value.toString(), u"later"_s);

    lab.changes().flow().submit(lab.changes().staged().all(), u"Later"_s);
    QTRY_COMPARE(lab.changes().staged().count(), 0);
}

void TestChangeSafety::aWrittenInsertIsStagedNoMore()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    lab.unlock(WriteGate::Level::Open);
    lab.changes().staged().stage(watcher(u"carol"_s));
    QSignalSpy applied(&lab.changes().desk(), &ChangeDesk::applied);
    lab.changes().flow().submit(lab.changes().staged().all(), u"Carol"_s);
    QTRY_COMPARE(applied.size(), 1);
    QVERIFY2(applied.first().first().value<ChangeReport>().isSaved(),
        qPrintable(applied.first().first().value<ChangeReport>().sentence));
    QCOMPARE(lab.changes().staged().count(), 0);
}

void TestChangeSafety::leftoversAndNewOnesAreBothKept()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"presence.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, path, QDateTime::currentSecsSinceEpoch()));
    const StagedFile file(DatabaseUrl {u"sqlite"_s, path}.toString());
    file.store({watcher(u"carol"_s)});
    ChangeLab lab(path, DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Watchers));
    QTRY_VERIFY2(lab.message().contains(u"staged changes of 1 row"_s), qPrintable(lab.message()));
    lab.changes().staged().stage(watcher(u"dave"_s));
    const auto kept = [&file] {
        const auto future = file.load();
        return QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) && future.result()
            ? future.result()->size()
            : -1;
    };
    QTRY_COMPARE(kept(), 2);
    QVERIFY(lab.pressOffer(u"takeLeftovers"_s));
    QCOMPARE(lab.changes().staged().count(), 2);
    lab.changes().staged().clear();
    QTRY_COMPARE(kept(), 0);
}

bool TestChangeSafety::openDocument(ChangeLab &lab)
{
    if (!lab.open(TableRole::Presentity))
        return false;
    lab.unlock(WriteGate::Level::Open);
    lab.window().documents().dock().show();
    lab.view().goToRow(0);
    DocumentPane &pane = lab.window().documents().pane();
    return QTest::qWaitFor([&pane] { return pane.hasDocument(); }, 20'000);
}

void TestChangeSafety::whatIsTypedDuringASaveStays()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(openDocument(lab));
    DocumentPane &pane = lab.window().documents().pane();
    const QByteArray saved = pane.text() + "<!-- saved -->";
    pane.replaceText(saved);
    HeldWriter held(lab);
    lab.action(Command::SaveDocument)->trigger();
    QTRY_VERIFY(lab.changes().flow().isBusy());
    pane.replaceText(saved + "<!-- typed since -->");
    lab.action(Command::SaveDocument)->trigger();
    QTRY_VERIFY(lab.find<NoticeBar>(u"remarkBar"_s)->sentence().contains(u"Another change is under way"_s));
    held.letGo();
    QTRY_VERIFY(!lab.changes().flow().isBusy());
    QTRY_COMPARE(pane.document()->stored(), saved);
    QCOMPARE(pane.text(), saved + "<!-- typed since -->");
    QVERIFY(pane.isEdited());
    lab.action(Command::SaveDocument)->trigger();
    QTRY_VERIFY(!pane.isEdited());
    QCOMPARE(pane.document()->stored(), saved + "<!-- typed since -->");
}

void TestChangeSafety::aSaveThatWasLeftTouchesNoOther()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(openDocument(lab));
    DocumentPane &pane = lab.window().documents().pane();
    pane.replaceText(pane.text() + "<!-- saved -->");
    const RowKey first = pane.document()->row.rowKey;
    HeldWriter held(lab);
    lab.action(Command::SaveDocument)->trigger();
    QTRY_VERIFY(lab.changes().flow().isBusy());
    lab.view().goToRow(3);
    pane.discard();
    QTRY_VERIFY(pane.hasDocument() && pane.document()->row.rowKey != first);
    const QByteArray other = pane.text() + "<!-- another -->";
    pane.replaceText(other);
    held.letGo();
    QTRY_VERIFY(!lab.changes().flow().isBusy());
    QVERIFY(pane.document()->row.rowKey != first);
    QCOMPARE(pane.text(), other);
    QVERIFY(pane.isEdited());
    pane.discard();
}

void TestChangeSafety::aFormGivesItsDocumentANewEtag()
{
    ChangeLab lab(DemoKind::Modern);
    QVERIFY(lab.open(TableRole::Xcap));
    const TableInfo &table = lab.grid().table();
    SeenRow row;
    row.cells = lab.askRows(u"SELECT * FROM xcap LIMIT 1"_s).constFirst();
    row.key = {{table.key.constFirst(), row.cells.at(table.indexOf(table.key.constFirst()))}};
    RowForm form({table, engineFor(u"sqlite"_s)->dialect, {}}, RowForm::Purpose::Edit, row);
    form.show();
    lab.type(&form, u"doc"_s, u"<ruleset/>"_s);
    const auto change = form.change();
    QVERIFY(change);
    const NamedValue *wanted = valueOf(change->wanted, u"etag"_s);
    const NamedValue *seen = valueOf(change->seen, u"etag"_s);
    QVERIFY(wanted && seen);
    QCOMPARE(seen->value, row.cells.at(table.indexOf(u"etag"_s)));
    QVERIFY(wanted->value.toString() != seen->value.toString());

    lab.type(&form, u"etag"_s, u"by-hand"_s);
    QCOMPARE(valueOf(form.change()->wanted, u"etag"_s)->value.toString(), u"by-hand"_s);
}

QTEST_MAIN(TestChangeSafety)
#include "tst_changesafety.moc"
