// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeplan.h"
#include "change/stagedfile.h"
#include "changelab.h"
#include "connection/dialect.h"
#include "connection/sqlite/descriptorgate.h"
#include "connection/sqlite/sqlitefile.h"
#include "document/opendocument.h"
#include "seeddatabase.h"
#include "sqlanswer.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;

/// What must not be written, though somebody asks for it.
class TestChangeGuards : public QObject {
    Q_OBJECT

private slots:
    void init();
    void isTakenBackOnce();
    void isTakenBackWhereItWasMade();
    void whatWaitedWhileItWasLockedStaysOut();
    void zeroIsNoNumberOfARow();
    void byteOrderMarkStays();
    void nobodyOpensTheFileDuringAWrite();

private:
    QString path() const { return m_folder->filePath(u"presence.db"_s); }
    QString bodyNow() const { return sqlAnswer(path(), u"SELECT body FROM presentity"_s).toString(); }
    RowChange bodyOf(ChangeLab &lab, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestChangeGuards::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(createShippedDatabase(path()));
    QVERIFY(executeSql(path(),
        u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, "
        "priority) VALUES ('alice', 'example.com', 'presence', 'a.1', 4102444800, 1700000000, 'before', "
        "'sip:alice@example.com', 0);"_s));
}

RowChange TestChangeGuards::bodyOf(ChangeLab &lab, const QString &text)
{
    const auto row = lab.rowWhere(TableRole::Presentity, u"username"_s, u"alice"_s);
    return lab.update(TableRole::Presentity, *row, {{u"body"_s, text}});
}

void TestChangeGuards::isTakenBackOnce()
{
    ChangeLab lab({.url = {u"sqlite"_s, path()}});
    const auto made = lab.apply({bodyOf(lab, u"mine"_s)});
    QVERIFY(made && made->isSaved());
    const auto entry = lab.journal().entry(made->journalId);
    QVERIFY(entry);
    QVERIFY(lab.await(lab.desk().undo(*entry))->isSaved());
    QCOMPARE(bodyNow(), u"before"_s);
    // Somebody else wants what we had: an entry that was read before the undo must not take that away.
    QVERIFY(executeSql(path(), u"UPDATE presentity SET body = 'mine'"_s));
    const auto again = lab.await(lab.desk().undo(*entry));
    QVERIFY(!again);
    QCOMPARE(again.error().fault, Fault::Refused);
    QCOMPARE(bodyNow(), u"mine"_s);
}

void TestChangeGuards::isTakenBackWhereItWasMade()
{
    ChangeLab lab({.url = {u"sqlite"_s, path()}});
    const auto made = lab.apply({bodyOf(lab, u"mine"_s)});
    QVERIFY(made && made->isSaved());
    auto entry = lab.journal().entry(made->journalId);
    entry->database = u"root@192.0.2.1/openser"_s;
    const auto answer = lab.await(lab.desk().undo(*entry));
    QVERIFY(!answer);
    QVERIFY2(answer.error().message.contains(entry->database), qPrintable(answer.error().message));
    QCOMPARE(bodyNow(), u"mine"_s);
}

void TestChangeGuards::whatWaitedWhileItWasLockedStaysOut()
{
    ChangeLab lab({.url = {u"sqlite"_s, path()}});
    const RowChange change = bodyOf(lab, u"mine"_s);
    std::atomic<bool> go = false;
    lab.session().writer().run([&go](Connection &) {
        while (!go)
            std::this_thread::yield();
        return Result<bool>(true);
    });
    const auto waiting = lab.desk().apply({change}, u"waits"_s);
    lab.desk().gate().setLevel(WriteGate::Level::Locked);
    lab.desk().gate().setLevel(WriteGate::Level::Open);
    go = true;
    const auto answer = lab.await(waiting);
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Refused);
    QCOMPARE(bodyNow(), u"before"_s);
    QVERIFY(lab.apply({change})->isSaved());
}

void TestChangeGuards::zeroIsNoNumberOfARow()
{
    ChangeLab lab({.url = {u"sqlite"_s, path()}});
    DatabaseSchema schema = lab.desk().schema();
    for (TableInfo &table : schema.tables)
        for (ColumnInfo &column : table.columns)
            column.isGenerated = column.name == "id"_L1;
    const RowChange change =
        lab.insert(TableRole::Presentity, {{u"id"_s, qlonglong(0)}, {u"username"_s, u"bob"_s}});
    const auto sql = [&](const Dialect &dialect) {
        return planChanges({change}, schema, dialect).sql.value(0);
    };
    QVERIFY2(!sql(mariaDbDialect).contains("`id`"_L1), qPrintable(sql(mariaDbDialect)));
    QVERIFY2(sql(postgresDialect).contains("\"id\""_L1), qPrintable(sql(postgresDialect)));
}

void TestChangeGuards::byteOrderMarkStays()
{
    const QByteArray marked("\xef\xbb\xbf<a/>");
    ColumnInfo column;
    column.kind = ColumnKind::Text;
    const QVariant value = storedLike(u"<a/>"_s, column, marked);
    QCOMPARE(value.typeId(), int(QMetaType::QString));
    QCOMPARE(value.toString().toUtf8(), marked);

    ChangeLab lab({.url = {u"sqlite"_s, path()}});
    const QList<RowChange> changes {bodyOf(lab, value.toString())};
    const auto kept = unpackedChanges(packedChanges(changes));
    QVERIFY(kept);
    QCOMPARE(kept->constFirst().wanted.constFirst().value.toString().toUtf8(), marked);
    QVERIFY(*kept == changes);
    QVERIFY(lab.apply(*kept)->isSaved());
    QCOMPARE(sqlAnswer(path(), u"SELECT lower(hex(body)) FROM presentity"_s).toString().toLatin1(),
        marked.toHex());
}

void TestChangeGuards::nobodyOpensTheFileDuringAWrite()
{
    auto writing = closeDescriptorGate();
    auto explained = std::async(std::launch::async, [path = path()] { return explainSqliteFile(path); });
    QCOMPARE(explained.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    writing.unlock();
    QVERIFY(!explained.get());
}

QTEST_GUILESS_MAIN(TestChangeGuards)
#include "tst_changeguards.moc"
