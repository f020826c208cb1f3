// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/tablecounts.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 now = 1000;
constexpr ReadLimit limit {};

/// Expiry times around now: five within the threshold of 300 s, two past their end, and three that are
/// neither.
QString subscriptionSql(const QString &columns, const QString &values)
{
    QString sql;
    int number = 0;
    for (const int expires : {1000, 1001, 1060, 1061, 1300, 999, 1, 1301, -1, 0}) {
        const bool pending = ++number % 5 == 0;
        sql += u"INSERT INTO active_watchers (%1, expires, status) VALUES (%2, %3, '%4');"_s.arg(columns,
            QString(values).replace(u'#', QString::number(number)), QString::number(expires),
            pending ? u"pending"_s : u"active"_s);
    }
    return sql;
}

DecodeContext contextOf(const TableInfo &table)
{
    return {table.family, table.generation, table.role, now, TimeStyle::Utc};
}

Result<TableCounts> countsOf(SchemaFile &file, TableRole role)
{
    const DatabaseSchema schema = file.schema();
    const TableInfo &table = *schema.table(role);
    return readCounts(file.connection(), table, {300, 60}, contextOf(table), limit);
}
} // namespace

/// What a tab says beside its name.
class TestTableCounts : public QObject {
    Q_OBJECT

private slots:
    void countsSeedSubscriptions();
    void countsByStatusNumber();
    void tablesWithoutExpiryOrStatusSayNothingOfThem();
    void aMissingTableIsAnError();
    void thresholdsDecideWhatIsExpiring();
};

void TestTableCounts::countsSeedSubscriptions()
{
    const QString columns =
        u"to_user, to_domain, from_user, from_domain, event, to_tag, from_tag, callid, cseq, contact"_s;
    SchemaFile file(sqliteDdl(seedDdl())
        + subscriptionSql(columns, u"'a', 'd', 'b', 'd', 'presence', 't#', 'f#', 'c#', 1, 'x'"_s));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const auto counts = countsOf(file, TableRole::ActiveWatchers);
    QVERIFY(counts);
    QCOMPARE(counts->rows, 10);
    QCOMPARE(counts->expiring, 5);
    QCOMPARE(counts->expired, 2);
    QCOMPARE(counts->pending, 2);
}

void TestTableCounts::countsByStatusNumber()
{
    const QString ddl = shippedDdl();
    QVERIFY2(
        !ddl.isEmpty(), "Kamailio's SQLite scripts are not installed; packaging/setup --test installs them.");
    QString rows;
    for (int i = 0; i < 6; ++i)
        rows +=
            u"INSERT INTO watchers (presentity_uri, watcher_username, watcher_domain, status, inserted_time)"
            " VALUES ('sip:a@d', 'w%1', 'd', %2, 900);"_s.arg(i)
                .arg(1 + i % 3);
    SchemaFile file(ddl + rows);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const auto counts = countsOf(file, TableRole::Watchers);
    QVERIFY(counts);
    QCOMPARE(counts->rows, 6);
    QCOMPARE(counts->pending, 2);
    QCOMPARE(counts->expiring, -1);
}

void TestTableCounts::tablesWithoutExpiryOrStatusSayNothingOfThem()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"INSERT INTO xcap_xml VALUES ('a', 'd', '<ruleset/>', 1);"
          "INSERT INTO presentity VALUES ('a', 'd', 'presence', 'e', 1100, 900, '<presence/>');"_s);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const auto documents = countsOf(file, TableRole::XcapXml);
    QVERIFY(documents);
    QCOMPARE(documents->rows, 1);
    QCOMPARE(documents->expiring, -1);
    QCOMPARE(documents->expired, -1);
    QCOMPARE(documents->pending, -1);
    const auto publications = countsOf(file, TableRole::Presentity);
    QVERIFY(publications);
    QCOMPARE(publications->expiring, 1);
    QCOMPARE(publications->expired, 0);
    QCOMPARE(publications->pending, -1);
}

void TestTableCounts::aMissingTableIsAnError()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    const DatabaseSchema schema = file.schema();
    TableInfo table = *schema.table(TableRole::Watchers);
    table.name = u"gone"_s;
    const auto counts = readCounts(file.connection(), table, {}, contextOf(table), limit);
    QVERIFY(!counts);
    QVERIFY(!counts.error().message.isEmpty());
}

void TestTableCounts::thresholdsDecideWhatIsExpiring()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"INSERT INTO presentity VALUES ('a', 'd', 'presence', 'e', 1030, 900, '<presence/>');"_s);
    const DatabaseSchema schema = file.schema();
    const TableInfo &table = *schema.table(TableRole::Presentity);
    for (const auto &[warn, expected] : {std::pair {29, 0}, std::pair {30, 1}, std::pair {0, 0}}) {
        const auto counts = readCounts(file.connection(), table, {warn, 5}, contextOf(table), limit);
        QVERIFY(counts);
        QCOMPARE(counts->expiring, expected);
    }
}

QTEST_GUILESS_MAIN(TestTableCounts)
#include "tst_tablecounts.moc"
