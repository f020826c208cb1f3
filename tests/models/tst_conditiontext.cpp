// SPDX-License-Identifier: GPL-3.0-or-later
#include "filtertable.h"
#include "grid/rowfilter.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Conditions as typed on the command line, and the operators that a column is offered.
class TestConditionText : public QObject {
    Q_OBJECT

private slots:
    void everyOperatorIsReadByItsWord();
    void wrongConditionsSayWhatIsAccepted_data();
    void wrongConditionsSayWhatIsAccepted();
    void conditionsAreReadIntoStoredValues();
    void operatorsForAColumnFitItsKind_data();
    void operatorsForAColumnFitItsKind();
};

void TestConditionText::everyOperatorIsReadByItsWord()
{
    for (const FilterOpSpec &spec : filterOps()) {
        QVERIFY2(qstrlen(spec.label) > 0, spec.word);
        const QString value = spec.takesValue ? u"2"_s : QString();
        const QString text = u"id %1 %2"_s.arg(QString::fromLatin1(spec.word), value);
        const Result<Condition> condition = parseCondition(text, filterTable(), filterContext());
        QVERIFY2(condition, spec.word);
        QCOMPARE(condition->op, spec.op);
        QCOMPARE(condition->values.size(), spec.takesValue ? 1 : 0);
    }
}

void TestConditionText::wrongConditionsSayWhatIsAccepted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << u""_s << u"watcher_username"_s;
    QTest::newRow("unknown column") << u"nope = 1"_s << u"watcher_username"_s;
    QTest::newRow("beginning of a column") << u"watcher = 1"_s << u"watcher_username"_s;
    QTest::newRow("unknown quoted column") << u"\"nope\" = 1"_s << u"watcher_username"_s;
    QTest::newRow("no operator") << u"status"_s << u"contains"_s;
    QTest::newRow("unknown word") << u"status like 1"_s << u"contains"_s;
    QTest::newRow("unknown symbol") << u"status ~ 1"_s << u"contains"_s;
    QTest::newRow("two equal signs") << u"status == 1"_s << u"contains"_s;
    QTest::newRow("angle brackets") << u"status<>1"_s << u"contains"_s;
    QTest::newRow("missing value") << u"status ="_s << u"VALUE"_s;
    QTest::newRow("missing list") << u"status in"_s << u"VALUE"_s;
    QTest::newRow("value behind null") << u"reason null 1"_s << u"no value"_s;
    QTest::newRow("unknown status word") << u"status = asleep"_s << u"pending"_s;
    QTest::newRow("unknown status word in a list") << u"status in active,asleep"_s << u"pending"_s;
    QTest::newRow("no number") << u"id = many"_s << u"number"_s;
    QTest::newRow("no real") << u"score < high"_s << u"number"_s;
    QTest::newRow("no time") << u"expires < soon"_s << u"now"_s;
}

void TestConditionText::wrongConditionsSayWhatIsAccepted()
{
    QFETCH(QString, text);
    QFETCH(QString, hint);
    const Result<Condition> condition = parseCondition(text, filterTable(), filterContext());
    QVERIFY(!condition);
    QCOMPARE(condition.error().fault, Fault::Usage);
    QVERIFY2(condition.error().message.contains(hint), qPrintable(condition.error().message));
}

void TestConditionText::conditionsAreReadIntoStoredValues()
{
    const auto read = [](const QString &text) {
        const Result<Condition> condition = parseCondition(text, filterTable(), filterContext());
        return condition ? *condition : Condition {condition.error().message, FilterOp::Null, {}};
    };
    QCOMPARE(read(u"status=active"_s), (Condition {u"status"_s, FilterOp::Equal, {1LL}}));
    QCOMPARE(read(u"expires < now+300"_s), (Condition {u"expires"_s, FilterOp::Less, {1300LL}}));
    QCOMPARE(read(u"reason in a, 'b, c'"_s), (Condition {u"reason"_s, FilterOp::In, {u"a"_s, u"b, c"_s}}));
    QCOMPARE(read(u"  reason   contains   two  words "_s),
        (Condition {u"reason"_s, FilterOp::Contains, {u"two  words"_s}}));
}

void TestConditionText::operatorsForAColumnFitItsKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("without");
    QTest::newRow("text") << u"reason"_s << int(FilterOp::Contains) << -1;
    QTest::newRow("number") << u"id"_s << int(FilterOp::Equal) << int(FilterOp::Contains);
    QTest::newRow("time") << u"expires"_s << int(FilterOp::Less) << int(FilterOp::Contains);
    QTest::newRow("status") << u"status"_s << int(FilterOp::Equal) << int(FilterOp::Less);
    QTest::newRow("document") << u"body"_s << int(FilterOp::Contains) << int(FilterOp::Equal);
}

void TestConditionText::operatorsForAColumnFitItsKind()
{
    QFETCH(QString, name);
    QFETCH(int, first);
    QFETCH(int, without);
    ColumnInfo info = filterTable().columns.at(filterTable().indexOf(name));
    const QList<FilterOp> ops = filterOpsFor(info);
    QCOMPARE(int(ops.first()), first);
    QVERIFY(without < 0 || !ops.contains(FilterOp(without)));
    QVERIFY(ops.contains(FilterOp::Null));
    info.notNull = true;
    QVERIFY(!filterOpsFor(info).contains(FilterOp::Null));
}

QTEST_GUILESS_MAIN(TestConditionText)
#include "tst_conditiontext.moc"
