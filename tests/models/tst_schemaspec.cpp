// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/tablespec.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

// The specifications are tables; here they are walked for slips that a compiler cannot see.
class SchemaSpecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generationsAreInOrder();
    void rolesAreInOrder();
    void rowsNameGenerations();
    void identityIsKnown();
    void indexesUseTheirColumns();
    void columnsByGeneration_data();
    void columnsByGeneration();
    void versions_data();
    void versions();
    void shippedTables_data();
    void shippedTables();
};

namespace {

QStringList columnNames(const TableSpec &spec, const QString &key)
{
    const Generation *generation = generationOf(QLatin1StringView(key.toLatin1()));
    QStringList names;
    if (generation)
        for (const ColumnSpec &column : spec.columnsIn(*generation))
            names.append(QString::fromLatin1(column.name));
    names.sort();
    return names;
}

QStringList sorted(const QString &words)
{
    QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    list.sort();
    return list;
}

} // namespace

void SchemaSpecTest::generationsAreInOrder()
{
    QStringList seen;
    for (const Generation &generation : generations()) {
        QVERIFY2(!seen.contains(QLatin1StringView(generation.key)), generation.key);
        QVERIFY2(!generation.parent || seen.contains(QLatin1StringView(generation.parent)), generation.key);
        QVERIFY2(!releasesText(generation).isEmpty(), generation.key);
        seen.append(QLatin1StringView(generation.key));
    }
    QVERIFY(descendsFrom(*generationOf("K57"_L1), "B14"));
    QVERIFY(!descendsFrom(*generationOf("I32"_L1), "K32"));
    QVERIFY(!generationOf("K99"_L1));
}

void SchemaSpecTest::rolesAreInOrder()
{
    int position = 0;
    for (const TableSpec &spec : tableSpecs())
        QCOMPARE(int(spec.role), position++);
    QCOMPARE(position, 8);
    QCOMPARE(roleName(TableRole::ActiveWatchers), u"active_watchers"_s);
    QCOMPARE(familyName(Family::OpenSer), u"openser"_s);
    QCOMPARE(familyName(Family::Seed), u"seed"_s);
}

void SchemaSpecTest::rowsNameGenerations()
{
    const auto isKey = [](const char *key) { return !key || generationOf(QLatin1StringView(key)); };
    for (const TableSpec &spec : tableSpecs()) {
        QVERIFY(isKey(spec.shippedSince) && isKey(spec.shippedUntil));
        for (const ColumnSpec &row : spec.columns)
            QVERIFY2(row.since && isKey(row.since) && isKey(row.until), row.name);
        for (const IndexSpec &row : spec.indexes)
            QVERIFY2(row.since && isKey(row.since) && isKey(row.until), row.columns);
    }
}

void SchemaSpecTest::identityIsKnown()
{
    for (const TableSpec &spec : tableSpecs())
        for (const Generation &generation : generations()) {
            const QList<ColumnSpec> &columns = spec.columnsIn(generation);
            const bool any =
                std::ranges::any_of(columns, [](const ColumnSpec &c) { return c.has(Identity); });
            QVERIFY2(columns.isEmpty() || any, spec.name);
        }
}

void SchemaSpecTest::indexesUseTheirColumns()
{
    for (const TableSpec &spec : tableSpecs())
        for (const Generation &generation : generations())
            for (const IndexSpec &index : spec.indexesIn(generation))
                for (const QString &name : index.columnList())
                    QVERIFY2(
                        std::ranges::any_of(spec.columnsIn(generation),
                            [&](const ColumnSpec &column) { return name == QLatin1StringView(column.name); }),
                        qPrintable(QLatin1StringView(generation.key) + u' ' + name));
}

void SchemaSpecTest::columnsByGeneration_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<QString>("generations");
    QTest::addColumn<QString>("columns");
    const auto add = [](const char *name, TableRole role, const QString &keys, const QString &columns) {
        QTest::newRow(name) << int(role) << keys << columns;
    };
    const QString presentity = u"username domain event etag expires received_time body "_s;
    add("presentity of the seed", TableRole::Presentity, u"S0trunk S0"_s, presentity);
    add("presentity with id", TableRole::Presentity, u"S12 S13dev S13"_s, presentity + u"id"_s);
    add("presentity with sender", TableRole::Presentity, u"B14 K32 K33 K40 I15 I16"_s,
        presentity + u"id sender"_s);
    add("presentity with priority", TableRole::Presentity, u"K43 K44"_s,
        presentity + u"id sender priority"_s);
    add("presentity with ruid", TableRole::Presentity, u"K52 K53 K57"_s,
        presentity + u"id sender priority ruid"_s);
    add("presentity with headers", TableRole::Presentity, u"I17 I22 I24 I32"_s,
        presentity + u"id sender extra_hdrs"_s);

    const QString early =
        u"to_user to_domain from_user from_domain event event_id to_tag from_tag callid cseq contact "
        "record_route expires status version "_s;
    const QString active =
        u"id presentity_uri watcher_username watcher_domain to_user to_domain event event_id to_tag "
        "from_tag callid local_cseq remote_cseq contact record_route expires status reason version "
        "socket_info local_contact "_s;
    const QString k33 = active + u"from_user from_domain updated updated_winfo "_s;
    add("subscriptions of the seed", TableRole::ActiveWatchers, u"S0trunk S0"_s, early);
    add("subscriptions of 1.2", TableRole::ActiveWatchers, u"S12"_s, early + u"id"_s);
    add("subscriptions of 1.3", TableRole::ActiveWatchers, u"S13 B14 K32 I15 I16 I17 I22"_s, active);
    add("subscriptions with updated", TableRole::ActiveWatchers, u"K33 K40 K43"_s, k33);
    add("subscriptions with flags", TableRole::ActiveWatchers, u"K44 K52 K53 K57"_s,
        k33 + u"flags user_agent"_s);
    add("subscriptions with sharing_tag", TableRole::ActiveWatchers, u"I24 I32"_s, active + u"sharing_tag"_s);

    add("watchers of the seed", TableRole::Watchers, u"S0trunk S0"_s,
        u"p_user p_domain w_user w_domain subs_status reason inserted_time"_s);
    add("watchers of 1.2", TableRole::Watchers, u"S12"_s,
        u"id p_user p_domain w_user w_domain subs_status reason inserted_time"_s);
    add("watchers since 1.3", TableRole::Watchers,
        u"S13 B14 K32 K33 K40 K43 K44 K52 K53 K57 I15 I16 I17 I22 I24 I32"_s,
        u"id presentity_uri watcher_username watcher_domain event status reason inserted_time"_s);

    add("xcap_xml of the trunk", TableRole::XcapXml, u"S0trunk"_s, u"user domain xcap doc_type"_s);
    add("xcap_xml of the seed", TableRole::XcapXml, u"S0"_s, u"username domain xcap doc_type"_s);
    add("xcap_xml of 1.2", TableRole::XcapXml, u"S12"_s, u"id username domain xcap doc_type"_s);
    add("no xcap_xml since 1.3", TableRole::XcapXml, u"S13 B14 K53 I32"_s, {});
    add("no xcap before", TableRole::Xcap, u"S0trunk S0 S12"_s, {});
    add("xcap since 1.3", TableRole::Xcap,
        u"S13 B14 K32 K33 K40 K43 K44 K52 K53 K57 I15 I16 I17 I22 I24 I32"_s,
        u"id username domain doc doc_type etag source doc_uri port"_s);

    const QString pua =
        u"id pres_uri pres_id event expires desired_expires flag etag tuple_id watcher_uri call_id to_tag "
        "from_tag cseq record_route contact version extra_headers "_s;
    add("pua of 2006", TableRole::Pua, u"S0trunk S0 S12"_s,
        u"id pres_uri pres_id expires flag etag tuple_id watcher_uri call_id to_tag from_tag cseq version"_s);
    add("pua of 1.3", TableRole::Pua, u"S13"_s, pua);
    add("pua with remote_contact", TableRole::Pua, u"B14 K32 K33 K40 K43 K44 K52 K53 K57 I15"_s,
        pua + u"remote_contact"_s);
    add("pua with to_uri", TableRole::Pua, u"I16 I17 I22 I24"_s, pua + u"remote_contact to_uri"_s);
    add("pua with sharing_tag", TableRole::Pua, u"I32"_s, pua + u"remote_contact to_uri sharing_tag"_s);

    add("no resource lists before", TableRole::RlsPresentity, u"S0 S12"_s, {});
    add("rls_presentity", TableRole::RlsPresentity,
        u"S13 B14 K32 K33 K40 K43 K44 K52 K53 K57 I15 I16 I17 I22 I24 I32"_s,
        u"id rlsubs_did resource_uri content_type presence_state expires updated auth_state reason"_s);
    add("rls_watchers as subscriptions", TableRole::RlsWatchers, u"S13 B14 K32 I15 I16 I17 I22 I24 I32"_s,
        active);
    add("rls_watchers with updated", TableRole::RlsWatchers, u"K33 K40 K43 K44 K52 K53 K57"_s,
        active + u"from_user from_domain updated"_s);
}

void SchemaSpecTest::columnsByGeneration()
{
    QFETCH(int, role);
    QFETCH(QString, generations);
    QFETCH(QString, columns);
    for (const QString &key : generations.split(u' ')) {
        QVERIFY2(generationOf(QLatin1StringView(key.toLatin1())), qPrintable(key));
        QCOMPARE(columnNames(tableSpec(TableRole(role)), key), sorted(columns));
    }
}

void SchemaSpecTest::versions_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("numbers"); // P AW W X PUA RP RW
    const auto add = [](const char *key, const char *numbers) {
        QTest::newRow(key) << QString::fromLatin1(key) << QString::fromLatin1(numbers);
    };
    add("S0", "- - - - - - -");
    add("S12", "1 1 1 1 1 - -");
    add("S13", "2 9 3 3 5 0 1");
    add("B14", "3 9 3 3 6 0 1");
    add("K32", "3 9 3 4 7 1 1");
    add("K33", "3 11 3 4 7 1 3");
    add("K40", "3 11 3 4 7 1 3");
    add("K43", "4 11 3 4 7 1 3");
    add("K44", "4 12 3 4 7 1 3");
    add("K52", "5 12 3 4 7 1 3");
    add("K53", "5 12 3 4 7 1 3");
    add("K57", "5 12 3 4 7 1 3");
    add("I15", "4 10 4 4 7 1 2");
    add("I16", "4 10 4 4 8 1 2");
    add("I17", "5 10 4 4 8 1 2");
    add("I22", "5 11 4 4 8 1 2");
    add("I24", "5 12 4 4 8 1 2");
    add("I32", "5 12 4 4 9 1 2");
}

void SchemaSpecTest::versions()
{
    QFETCH(QString, key);
    QFETCH(QString, numbers);
    const Generation &generation = *generationOf(QLatin1StringView(key.toLatin1()));
    const auto text = [&](TableRole role) {
        const VersionSpan span = generation.version(role);
        return span.isEmpty() ? u"-"_s : QString::number(span.last);
    };
    const TableRole documents = key == "S12"_L1 ? TableRole::XcapXml : TableRole::Xcap;
    const QStringList found {text(TableRole::Presentity), text(TableRole::ActiveWatchers),
        text(TableRole::Watchers), text(documents), text(TableRole::Pua), text(TableRole::RlsPresentity),
        text(TableRole::RlsWatchers)};
    QCOMPARE(found.join(u' '), numbers);
}

void SchemaSpecTest::shippedTables_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("tables");
    QTest::newRow("seed") << u"S0"_s << u"presentity active_watchers watchers xcap_xml"_s;
    QTest::newRow("OpenSER 1.2") << u"S12"_s << u"presentity active_watchers watchers xcap_xml pua"_s;
    for (const char *key : {"S13", "B14", "K57", "I32"})
        QTest::newRow(key) << QString::fromLatin1(key)
                           << u"presentity active_watchers watchers xcap pua rls_presentity rls_watchers"_s;
}

void SchemaSpecTest::shippedTables()
{
    QFETCH(QString, key);
    QFETCH(QString, tables);
    QStringList shipped;
    for (const TableSpec &spec : tableSpecs())
        if (spec.shippedIn(*generationOf(QLatin1StringView(key.toLatin1()))))
            shipped.append(QString::fromLatin1(spec.name));
    QCOMPARE(shipped.join(u' '), tables);
}

QTEST_APPLESS_MAIN(SchemaSpecTest)
#include "tst_schemaspec.moc"
