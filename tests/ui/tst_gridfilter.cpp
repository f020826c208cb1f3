// SPDX-License-Identifier: GPL-3.0-or-later
// Filters from the filter bar to the rows of the database and back, on both kinds of tables.
#include "filterhands.h"

class TestGridFilter : public QObject {
    Q_OBJECT
private slots:
    void freeText_data();
    void freeText();
    void conditions_data();
    void conditions();
    void twoConditions_data() { addBothKinds(); }
    void twoConditions();
    void commandsOnARow_data();
    void commandsOnARow();
    void anErrorIsSaidAndChangesNothing_data() { addBothKinds(); }
    void anErrorIsSaidAndChangesNothing();
};

void TestGridFilter::freeText_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("text");
    for (const DemoKind kind : {DemoKind::Modern, DemoKind::Seed}) {
        const char *name = kind == DemoKind::Modern ? "current Kamailio" : "tables of 2006";
        QTest::addRow("%s, a user", name) << kind << u"2017"_s;
        QTest::addRow("%s, part of a domain", name) << kind << u"ple.ne"_s;
        QTest::addRow("%s, other case", name) << kind << u"EXAMPLE.NET"_s;
        QTest::addRow("%s, a percent sign is no wildcard", name) << kind << u"a%b"_s;
        QTest::addRow("%s, an underscore is no wildcard", name) << kind << u"_"_s;
        QTest::addRow("%s, a quote ends nothing", name) << kind << u"o'b"_s;
        QTest::addRow("%s, a blank inside", name) << kind << u"x y"_s;
    }
}

void TestGridFilter::freeText()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, text);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    const QString user = lab.isSeed() ? u"from_user"_s : u"watcher_username"_s;
    const QString some =
        u"UPDATE active_watchers SET %1 = ? WHERE rowid IN (SELECT rowid FROM active_watchers LIMIT 2 OFFSET %2)"_s;
    int place = 40;
    for (const char *name : {"a%b", "a_b", "o'b", "x y"})
        lab.write(some.arg(user).arg(place += 10), {QString::fromLatin1(name)});
    QVERIFY(lab.open());

    QTest::keyClicks(lab.findInGrid<QLineEdit>(u"freeText"_s), text);
    QVERIFY(apply(lab));
    QStringList places;
    for (const ColumnInfo &column : lab.grid().table().columns)
        if (column.identity)
            places.append(u"instr(lower(%1), lower('%2')) > 0"_s.arg(
                column.name, QString(text).replace(u"'"_s, u"''"_s)));
    QVERIFY(!places.isEmpty());
    const QVariantList expected = stored(lab, writer.keyColumn(), places.join(u" OR "_s));
    QVERIFY(!expected.isEmpty());
    QCOMPARE(shown(lab, writer.keyColumn()), expected);

    QTest::mouseClick(lab.findInGrid<QPushButton>(u"clearFilter"_s), Qt::LeftButton);
    QVERIFY(apply(lab));
    QCOMPARE(shown(lab, writer.keyColumn()), stored(lab, writer.keyColumn(), u"1"_s));
}

void TestGridFilter::conditions_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("column");
    QTest::addColumn<FilterOp>("op");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("where");
    const auto modern = DemoKind::Modern;
    const auto seed = DemoKind::Seed;
    const QString moment = QString::number(QDateTime::currentSecsSinceEpoch() + 1800);
    QTest::newRow("current, a word of a number")
        << modern << u"status"_s << FilterOp::Equal << u"pending"_s << u"status = 2"_s;
    QTest::newRow("2006, a word") << seed << u"status"_s << FilterOp::Equal << u"pending"_s
                                  << u"status = 'pending'"_s;
    QTest::newRow("current, not a word")
        << modern << u"status"_s << FilterOp::NotEqual << u"active"_s << u"status <> 1"_s;
    QTest::newRow("current, after a moment")
        << modern << u"expires"_s << FilterOp::Greater << moment << u"expires > "_s + moment;
    QTest::newRow("2006, after a moment")
        << seed << u"expires"_s << FilterOp::Greater << moment << u"expires > "_s + moment;
    QTest::newRow("current, at or before a moment")
        << modern << u"expires"_s << FilterOp::LessEqual << moment << u"expires <= "_s + moment;
    QTest::newRow("current, contains")
        << modern << u"contact"_s << FilterOp::Contains << u"10.1"_s << u"contact LIKE '%10.1%'"_s;
    QTest::newRow("2006, contains") << seed << u"contact"_s << FilterOp::Contains << u"10.1"_s
                                    << u"contact LIKE '%10.1%'"_s;
    QTest::newRow("current, starts") << modern << u"watcher_username"_s << FilterOp::Starts << u"20"_s
                                     << u"watcher_username LIKE '20%'"_s;
    QTest::newRow("2006, starts") << seed << u"from_user"_s << FilterOp::Starts << u"20"_s
                                  << u"from_user LIKE '20%'"_s;
    QTest::newRow("2006, ends") << seed << u"to_domain"_s << FilterOp::Ends << u".net"_s
                                << u"to_domain LIKE '%.net'"_s;
    QTest::newRow("current, no value")
        << modern << u"event_id"_s << FilterOp::Null << QString() << u"event_id IS NULL"_s;
    QTest::newRow("2006, a value") << seed << u"event_id"_s << FilterOp::NotNull << QString()
                                   << u"event_id IS NOT NULL"_s;
    QTest::newRow("current, one of several")
        << modern << u"status"_s << FilterOp::In << u"pending, waiting"_s << u"status IN (2, 4)"_s;
}

void TestGridFilter::conditions()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, column);
    QFETCH(FilterOp, op);
    QFETCH(QString, value);
    QFETCH(QString, where);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(addCondition(lab, column, op, value));
    QVERIFY(apply(lab));
    QVERIFY2(lab.grid().controller().filter().conditions.size() == 1,
        qPrintable(lab.findInGrid<QLabel>(u"filterError"_s)->text()));
    const QVariantList expected = stored(lab, writer.keyColumn(), where);
    QCOMPARE(shown(lab, writer.keyColumn()), expected);
    if (expected.isEmpty())
        QVERIFY(lab.findInGrid<QLabel>(u"gridNotice"_s)->isVisible());

    QTest::mouseClick(lastChip(lab)->findChild<QToolButton *>(u"removeCondition"_s), Qt::LeftButton);
    QVERIFY(apply(lab));
    QCOMPARE(lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt());
}

void TestGridFilter::twoConditions()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(addCondition(lab, u"event"_s, FilterOp::Equal, u"presence"_s));
    QVERIFY(addCondition(lab, u"to_domain"_s, FilterOp::Equal, u"example.net"_s));
    QTest::keyClicks(lab.findInGrid<QLineEdit>(u"freeText"_s), u"20"_s);
    QVERIFY(apply(lab));
    QStringList places;
    for (const ColumnInfo &column : lab.grid().table().columns)
        if (column.identity)
            places.append(u"instr(lower(%1), '20') > 0"_s.arg(column.name));
    QCOMPARE(shown(lab, writer.keyColumn()),
        stored(lab, writer.keyColumn(),
            u"event = 'presence' AND to_domain = 'example.net' AND (%1)"_s.arg(places.join(u" OR "_s))));
}

void TestGridFilter::commandsOnARow_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<Command>("command");
    QTest::addColumn<QString>("same"); ///< columns that all rows must share with the chosen one
    QTest::newRow("current, this presentity")
        << DemoKind::Modern << Command::FilterPresentity << u"presentity_uri"_s;
    QTest::newRow("2006, this presentity")
        << DemoKind::Seed << Command::FilterPresentity << u"to_user,to_domain"_s;
    QTest::newRow("current, this watcher")
        << DemoKind::Modern << Command::FilterWatcher << u"watcher_username,watcher_domain"_s;
    QTest::newRow("2006, this watcher")
        << DemoKind::Seed << Command::FilterWatcher << u"from_user,from_domain"_s;
    QTest::newRow("current, same Call-ID") << DemoKind::Modern << Command::FilterCallId << u"callid"_s;
    QTest::newRow("2006, same Call-ID") << DemoKind::Seed << Command::FilterCallId << u"callid"_s;
    QTest::newRow("current, same cell") << DemoKind::Modern << Command::FilterCell << u"contact"_s;
    QTest::newRow("2006, same cell") << DemoKind::Seed << Command::FilterCell << u"contact"_s;
}

void TestGridFilter::commandsOnARow()
{
    QFETCH(DemoKind, kind);
    QFETCH(Command, command);
    QFETCH(QString, same);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(30, writer.columnOf(u"contact"_s)));
    QStringList where;
    for (const QString &column : same.split(u','))
        where.append(u"%1 = '%2'"_s.arg(column,
            lab.model()
                .index(30, writer.columnOf(column))
                .data(RawValueRole)
                .toString()
                .replace(u"'"_s, u"''"_s)));
    lab.window().actions()[command]->trigger();
    QVERIFY(apply(lab));
    QCOMPARE(shown(lab, writer.keyColumn()), stored(lab, writer.keyColumn(), where.join(u" AND "_s)));
}

void TestGridFilter::anErrorIsSaidAndChangesNothing()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    const int rows = lab.model().rowCount();
    QVERIFY(addCondition(lab, u"expires"_s, FilterOp::Greater, u"soonish"_s));
    auto *error = lab.findInGrid<QLabel>(u"filterError"_s);
    QTRY_VERIFY(error->isVisible());
    QVERIFY2(error->text().contains(u"soonish"_s) && error->text().endsWith(u'.'), qPrintable(error->text()));
    QVERIFY(lab.tick());
    QCOMPARE(lab.model().rowCount(), rows);
    QVERIFY(lab.grid().controller().filter().isEmpty());

    auto *line = lastChip(lab)->findChild<QComboBox *>(u"valueTime"_s)->lineEdit();
    line->selectAll();
    QTest::keyClicks(line, u"1"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(!error->isVisible());
    QVERIFY(apply(lab));
    QCOMPARE(
        lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers WHERE expires > 1"_s).toInt());
}

QTEST_MAIN(TestGridFilter)
#include "tst_gridfilter.moc"
