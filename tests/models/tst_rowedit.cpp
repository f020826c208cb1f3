// SPDX-License-Identifier: GPL-3.0-or-later
// What a grid's row becomes before it is changed: read whole, told by its key, kept over a crash, marked.
#include "change/rowedit.h"
#include "change/stagedfile.h"
#include "change/wholerows.h"
#include "gridlab.h"
#include "schemafile.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestRowEdit : public QObject {
    Q_OBJECT
private slots:
    void readsRowsWhole_data();
    void readsRowsWhole();
    void updatesNameOnlyWhatDiffers();
    void changesSurviveTheDisk();
    void eachWindowHasAFileOfItsOwn();
    void damagedFilesAreNoChanges();
    void notesFollowTheirRows();
};

void TestRowEdit::readsRowsWhole_data()
{
    QTest::addColumn<LabKey>("key");
    QTest::newRow("one key column") << LabKey::Id;
    QTest::newRow("natural key") << LabKey::Natural;
    QTest::newRow("hidden row number") << LabKey::RowidOnly;
}

void TestRowEdit::readsRowsWhole()
{
    QFETCH(LabKey, key);
    GridLab lab(key, 30, {});
    lab.grid().load();
    QVERIFY(lab.settle());
    QList<QVariantList> keys;
    for (const int row : {3, 7, 12})
        keys.append(lab.grid().query().keyValuesOf(lab.model().entryAt(row)->row));
    auto future = lab.session().reader().run([table = lab.table(), keys](Connection &connection) {
        return readWholeRows(connection, table, keys, {});
    });
    future.waitForFinished();
    const auto rows = future.result();
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QCOMPARE(rows->size(), 3);
    QSet<RowKey> found;
    for (const SeenRow &row : *rows) {
        QCOMPARE(row.cells.size(), lab.table().columns.size());
        found.insert(rowKeyOf(row.key));
    }
    for (const int row : {3, 7, 12})
        QVERIFY(found.contains(lab.model().entryAt(row)->row.key));
}

void TestRowEdit::updatesNameOnlyWhatDiffers()
{
    SchemaFile file(u"CREATE TABLE watchers (id INTEGER PRIMARY KEY, presentity_uri VARCHAR(128) NOT NULL, "
                    "watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL, "
                    "event VARCHAR(64) NOT NULL DEFAULT 'presence', status INTEGER NOT NULL, "
                    "reason VARCHAR(64), inserted_time INTEGER NOT NULL);"_s);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    const TableInfo table = *schema.table(TableRole::Watchers);
    SeenRow row {{{u"id"_s, qlonglong(1)}},
        {qlonglong(1), u"sip:alice@example.com"_s, u"bob"_s, u"example.com"_s, u"presence"_s, qlonglong(2),
            QVariant(), qlonglong(5)}};
    const RowChange change = updateOf(
        table, row, {{u"status"_s, qlonglong(1)}, {u"event"_s, u"presence"_s}, {u"reason"_s, QVariant()}});
    QCOMPARE(change.wanted, QList<NamedValue>({{u"status"_s, qlonglong(1)}}));
    QCOMPARE(change.seen, QList<NamedValue>({{u"status"_s, qlonglong(2)}}));
    QVERIFY2(
        change.label.contains(u"bob@example.com watching sip:alice@example.com"_s), qPrintable(change.label));
    const RowChange deletion = deletionOf(table, row);
    QCOMPARE(deletion.seen.size(), 8);
    QVERIFY(deletion.wanted.isEmpty());
}

void TestRowEdit::changesSurviveTheDisk()
{
    RowChange change;
    change.kind = ChangeKind::Update;
    change.role = TableRole::Xcap;
    change.table = u"xcap"_s;
    change.database = u"other"_s;
    change.key = {{u"id"_s, qlonglong(7)}};
    change.seen = {{u"a"_s, QVariant()}, {u"b"_s, qlonglong(-1)}, {u"c"_s, 0.1}, {u"d"_s, u"é\u202e"_s},
        {u"e"_s, QByteArray("\0\xff", 2)}, {u"f"_s, QVariant::fromValue(RawText {"x\xe9"})}, {u"g"_s, 2.0}};
    change.wanted = {{u"d"_s, u""_s}};
    change.label = u"rules"_s;
    QTemporaryDir folder;
    const StagedFile file(u"sqlite:///x"_s, folder.path());
    file.store({change});
    auto loaded = file.load();
    loaded.waitForFinished();
    QVERIFY(loaded.result());
    QCOMPARE(*loaded.result(), QList<RowChange>({change}));
    for (qsizetype i = 0; i < change.seen.size(); ++i)
        QVERIFY(isSameValue(loaded.result()->first().seen.at(i).value, change.seen.at(i).value));
    auto other = StagedFile(u"sqlite:///y"_s, folder.path()).load();
    other.waitForFinished();
    QVERIFY(other.result()->isEmpty());
    file.store({});
    loaded = file.load();
    loaded.waitForFinished();
    QVERIFY(!QFile::exists(file.path()));
}

void TestRowEdit::eachWindowHasAFileOfItsOwn()
{
    QTemporaryDir folder;
    const auto claimed = [&folder] {
        auto file = std::make_unique<StagedFile>(u"sqlite:///x"_s, folder.path());
        file->claim();
        return file;
    };
    auto first = claimed();
    auto second = claimed();
    const QString left = second->path();
    QVERIFY(first->path() != left);
    second->store({RowChange()});
    second->load().waitForFinished();
    // Whoever comes when it is free finds what was left there, and not what another window has.
    second.reset();
    QCOMPARE(claimed()->path(), left);
    QVERIFY(QFile::exists(left));
}

void TestRowEdit::damagedFilesAreNoChanges()
{
    const QByteArray good = packedChanges({RowChange {}, RowChange {}});
    QVERIFY(unpackedChanges(good));
    for (qsizetype length = 0; length < good.size(); ++length) {
        const auto half = unpackedChanges(good.first(length));
        QVERIFY(!half);
        QCOMPARE(half.error().fault, Fault::Damaged);
    }
}

void TestRowEdit::notesFollowTheirRows()
{
    GridLab lab(LabKey::Id, 40, {});
    lab.grid().load();
    QVERIFY(lab.settle());
    const RowKey key = lab.model().entryAt(5)->row.key;
    const QString column = lab.table().columns.at(1).name;
    QSignalSpy changed(&lab.model(), &QAbstractItemModel::dataChanged);
    lab.model().setRowNotes({{key, {RowNote::StagedUpdate, {{column, u"wanted"_s}}}}});
    QCOMPARE(changed.size(), 1);
    const auto noted = [&lab] {
        QList<int> rows;
        for (int row = 0; row < lab.model().rowCount(); ++row)
            if (lab.model().index(row, 0).data(RowNoteRole).toInt() == int(RowNote::StagedUpdate))
                rows.append(row);
        return rows;
    };
    QCOMPARE(noted(), QList<int>({5}));
    QCOMPARE(lab.model().index(5, 1).data(WantedTextRole).toString(), u"wanted"_s);
    QVERIFY(!lab.model().index(5, 2).data(WantedTextRole).isValid());
    lab.grid().setSort({lab.table().columns.at(0).name, true});
    QVERIFY(lab.settle());
    QCOMPARE(noted(), QList<int>({lab.model().rowOf(key)}));
    lab.model().setRowNotes({{key, {RowNote::StagedUpdate, {{column, u"wanted"_s}}}}});
    const qsizetype signalsBefore = changed.size();
    lab.model().setRowNotes({{key, {RowNote::StagedUpdate, {{column, u"wanted"_s}}}}});
    QCOMPARE(changed.size(), signalsBefore);
    lab.model().setRowNotes({});
    QVERIFY(noted().isEmpty());
}

QTEST_GUILESS_MAIN(TestRowEdit)
#include "tst_rowedit.moc"
