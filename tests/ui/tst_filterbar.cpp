// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegrid.h"

#include "connection/connection.h"
#include "grid/filterbar.h"
#include "theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 now = 1'764'026'289;

DecodeContext contextOf(const TableInfo &table)
{
    return {table.family, table.generation, table.role, now, TimeStyle::Utc};
}

/// A filter bar over the subscriptions table that emits at once.
class Bar : public FilterBar {
public:
    explicit Bar(const TableInfo &table = subscriptionsTable())
    {
        setDelay(0);
        setTable(table, contextOf(table));
        show();
        QTest::qWait(1); // lets the first, empty filter pass
    }

    template <typename T>
    T *one(const QString &name) const
    {
        return findChild<T *>(name);
    }
    /// Conditions on the screen; removed ones live until the event loop takes them.
    QList<QFrame *> chips() const
    {
        QList<QFrame *> shown;
        for (QFrame *chip : findChildren<QFrame *>(u"filterChip"_s)) {
            if (!chip->isHidden())
                shown << chip;
        }
        return shown;
    }
    QFrame *add(const QString &column, FilterOp op)
    {
        one<QPushButton>(u"addCondition"_s)->click();
        QFrame *chip = chips().last();
        choose(chip->findChild<QComboBox *>(u"column"_s), column);
        choose(chip->findChild<QComboBox *>(u"operator"_s), static_cast<int>(op));
        return chip;
    }
    static void choose(QComboBox *box, const QVariant &data)
    {
        box->setCurrentIndex(box->findData(data));
        emit box->activated(box->currentIndex());
    }
};

QLineEdit *timeOf(const QFrame *chip)
{
    return chip->findChild<QComboBox *>(u"valueTime"_s)->lineEdit();
}

RowFilter filterOf(const Condition &condition)
{
    return {{condition}, {}};
}

TableInfo documentsTable()
{
    TableInfo table;
    table.role = TableRole::XcapXml;
    table.name = u"xcap_xml"_s;
    table.columns << ColumnInfo {u"username"_s, {}, ColumnKind::Text, 64, true, true, true, Meaning::Plain};
    return table;
}
} // namespace

class TestFilterBar : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void typingEmitsOnce();
    void returnDoesNotWait();
    void escapeClearsTheFreeText();
    void aStatusIsChosenByWord();
    void aTextIsTyped();
    void severalWordsAreAList();
    void operatorsWithoutValueHideIt();
    void aConditionWithoutValueIsNone();
    void relativeTimesMoveWithTheClock();
    void aTimeHintFillsTheValue();
    void aValueThatIsNotUnderstoodIsExplained();
    void quickFilters_data();
    void quickFilters();
    void quickFiltersNeedTheirColumns();
    void aSecondQuickFilterOnTheSameTimeReleasesTheFirst();
    void aFilterFromElsewhereComesBackAsItIs_data();
    void aFilterFromElsewhereComesBackAsItIs();
    void theSameConditionIsAddedOnce();
    void conditionsSurviveAReadSchema();
    void conditionsOfAnotherTableGo();
    void clearShowsEverything();
    void removingAConditionEmits();
    void hostileColumnNamesStayPlain();
    void everyControlCanBeNamedAndReached();
};

void TestFilterBar::typingEmitsOnce()
{
    Bar bar;
    bar.setDelay(30);
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    QTest::keyClicks(bar.one<QLineEdit>(u"freeText"_s), u"alice"_s);
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<RowFilter>().freeText, u"alice"_s);
    QTest::keyClicks(bar.one<QLineEdit>(u"freeText"_s), u" "_s); // blanks around do not make another filter
    QTest::qWait(60);
    QCOMPARE(spy.count(), 1);
}

void TestFilterBar::returnDoesNotWait()
{
    Bar bar;
    bar.setDelay(100'000);
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    QTest::keyClicks(bar.one<QLineEdit>(u"freeText"_s), u"bob\r"_s);
    QCOMPARE(spy.count(), 1);
    QTest::keyClicks(
        bar.add(u"callid"_s, FilterOp::Equal)->findChild<QLineEdit *>(u"valueText"_s), u"x@y\r"_s);
    QCOMPARE(spy.count(), 2);
    QCOMPARE(spy.last().first().value<RowFilter>(),
        (RowFilter {{{u"callid"_s, FilterOp::Equal, {u"x@y"_s}}}, u"bob"_s}));
}

void TestFilterBar::escapeClearsTheFreeText()
{
    Bar bar;
    auto *text = bar.one<QLineEdit>(u"freeText"_s);
    text->setText(u"alice"_s);
    bar.activateWindow();
    bar.focusFreeText();
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClick(text, Qt::Key_Escape);
    QCOMPARE(text->text(), QString());
}

void TestFilterBar::aStatusIsChosenByWord()
{
    Bar bar;
    QFrame *chip = bar.add(u"status"_s, FilterOp::Equal);
    auto *words = chip->findChild<QComboBox *>(u"valueWord"_s);
    QVERIFY(words->isVisible());
    words->setCurrentText(u"pending"_s);
    emit words->activated(words->currentIndex());
    QCOMPARE(bar.filter(), filterOf({u"status"_s, FilterOp::Equal, {2}}));
}

void TestFilterBar::aTextIsTyped()
{
    Bar bar;
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    auto *value = bar.add(u"presentity_uri"_s, FilterOp::Starts)->findChild<QLineEdit *>(u"valueText"_s);
    QTest::keyClicks(value, u"sip:a"_s);
    QTRY_VERIFY(!spy.isEmpty());
    QCOMPARE(spy.last().first().value<RowFilter>(),
        filterOf({u"presentity_uri"_s, FilterOp::Starts, {u"sip:a"_s}}));
}

void TestFilterBar::severalWordsAreAList()
{
    Bar bar;
    auto *value = bar.add(u"status"_s, FilterOp::In)->findChild<QLineEdit *>(u"valueText"_s);
    QVERIFY(value->isVisible());
    value->setText(u"active, pending,"_s);
    QCOMPARE(bar.filter(), filterOf({u"status"_s, FilterOp::In, {1, 2}}));
}

void TestFilterBar::operatorsWithoutValueHideIt()
{
    TableInfo table = subscriptionsTable();
    for (ColumnInfo &column : table.columns)
        column.notNull = false;
    Bar bar(table);
    QFrame *chip = bar.add(u"user_agent"_s, FilterOp::Null);
    QVERIFY(!chip->findChild<QLineEdit *>(u"valueText"_s)->isVisible());
    QCOMPARE(bar.filter(), filterOf({u"user_agent"_s, FilterOp::Null, {}}));
}

void TestFilterBar::aConditionWithoutValueIsNone()
{
    Bar bar;
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    bar.add(u"callid"_s, FilterOp::Contains);
    QTest::qWait(10);
    QCOMPARE(bar.filter(), RowFilter());
    QCOMPARE(spy.count(), 0);
    QVERIFY(bar.one<QLabel>(u"filterError"_s)->isHidden());
}

void TestFilterBar::relativeTimesMoveWithTheClock()
{
    Bar bar;
    QVERIFY(!bar.movesWithTime());
    timeOf(bar.add(u"expires"_s, FilterOp::Less))->setText(u"now+300"_s);
    QCOMPARE(bar.filterAt(1000), filterOf({u"expires"_s, FilterOp::Less, {1300}}));
    QCOMPARE(bar.filterAt(2000), filterOf({u"expires"_s, FilterOp::Less, {2300}}));
    QVERIFY(bar.movesWithTime());
}

void TestFilterBar::aTimeHintFillsTheValue()
{
    Bar bar;
    auto *times = bar.add(u"expires"_s, FilterOp::Less)->findChild<QComboBox *>(u"valueTime"_s);
    Bar::choose(times, u"now+300"_s);
    QCOMPARE(times->currentText(), u"now+300"_s);
    QCOMPARE(bar.filterAt(0), filterOf({u"expires"_s, FilterOp::Less, {300}}));
}

void TestFilterBar::aValueThatIsNotUnderstoodIsExplained()
{
    Bar bar;
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    QLineEdit *value = timeOf(bar.add(u"expires"_s, FilterOp::Less));
    auto *error = bar.one<QLabel>(u"filterError"_s);
    QTest::keyClicks(value, u"tomorrow"_s);
    QTRY_VERIFY(error->isVisible());
    QVERIFY2(error->text().contains("tomorrow"_L1), qPrintable(error->text()));
    QCOMPARE(error->textFormat(), Qt::PlainText);
    QCOMPARE(spy.count(), 0);
    value->clear();
    QTest::keyClicks(value, u"now"_s);
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(error->isHidden());
}

void TestFilterBar::quickFilters_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<RowFilter>("filter");
    const auto expires = [](FilterOp op, qint64 value) { return Condition {u"expires"_s, op, {value}}; };
    QTest::newRow("expiring") << u"quickExpiring"_s
                              << RowFilter {{expires(FilterOp::GreaterEqual, 1000),
                                                expires(FilterOp::LessEqual, 1300)},
                                     {}};
    QTest::newRow("expired, not permanent or never")
        << u"quickExpired"_s
        << RowFilter {{expires(FilterOp::Greater, 0), expires(FilterOp::Less, 1000)}, {}};
    QTest::newRow("pending") << u"quickPending"_s << filterOf({u"status"_s, FilterOp::Equal, {2}});
}

void TestFilterBar::quickFilters()
{
    QFETCH(QString, button);
    QFETCH(RowFilter, filter);
    Bar bar;
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    bar.one<QToolButton>(button)->click();
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(bar.filterAt(1000), filter);
    bar.one<QToolButton>(button)->click();
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(spy.last().first().value<RowFilter>(), RowFilter());
}

void TestFilterBar::quickFiltersNeedTheirColumns()
{
    Bar bar;
    QVERIFY(bar.one<QToolButton>(u"quickPending"_s)->isVisible());
    bar.setQuickFilter(QuickFilter::Pending, true);
    bar.setTable(documentsTable(), contextOf(documentsTable()));
    for (const QuickFilterSpec &spec : ::quickFilters)
        QVERIFY(!bar.one<QToolButton>(QLatin1StringView(spec.objectName))->isVisible());
    QCOMPARE(bar.filter(), RowFilter());
    bar.setQuickFilter(QuickFilter::Expired, true);
    QVERIFY(!bar.quickFilter(QuickFilter::Expired));
}

void TestFilterBar::aSecondQuickFilterOnTheSameTimeReleasesTheFirst()
{
    Bar bar;
    bar.setQuickFilter(QuickFilter::Expiring, true);
    bar.setQuickFilter(QuickFilter::Pending, true);
    bar.setQuickFilter(QuickFilter::Expired, true);
    QVERIFY(!bar.quickFilter(QuickFilter::Expiring));
    QVERIFY(bar.quickFilter(QuickFilter::Pending));
    QCOMPARE(bar.filterAt(1000).conditions.size(), 3);
}

void TestFilterBar::aFilterFromElsewhereComesBackAsItIs_data()
{
    QTest::addColumn<RowFilter>("filter");
    QTest::newRow("status word") << filterOf({u"status"_s, FilterOp::Equal, {2}});
    QTest::newRow("unknown status number") << filterOf({u"status"_s, FilterOp::Equal, {99}});
    QTest::newRow("time") << filterOf({u"expires"_s, FilterOp::Greater, {now}});
    QTest::newRow("list with a comma inside") << filterOf({u"callid"_s, FilterOp::In, {u"a,b"_s, u"c"_s}});
    QTest::newRow("operator that is not offered") << filterOf({u"status"_s, FilterOp::Contains, {u"x"_s}});
    QTest::newRow("blanks around") << filterOf({u"callid"_s, FilterOp::Equal, {u" x "_s}});
    QTest::newRow("empty text") << filterOf({u"callid"_s, FilterOp::Equal, {u""_s}});
    QTest::newRow("hidden characters") << filterOf({u"callid"_s, FilterOp::Equal, {u"a\u202Eb"_s}});
    QTest::newRow("bytes that are no text")
        << filterOf({u"callid"_s, FilterOp::Equal, {QVariant::fromValue(RawText {"a\xFF"})}});
    QTest::newRow("null") << filterOf({u"callid"_s, FilterOp::Null, {}});
    QTest::newRow("several and free text") << RowFilter {
        {{u"status"_s, FilterOp::NotEqual, {1}}, {u"event"_s, FilterOp::Equal, {u"presence"_s}}}, u"alice"_s};
}

void TestFilterBar::aFilterFromElsewhereComesBackAsItIs()
{
    QFETCH(RowFilter, filter);
    Bar bar;
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    bar.setFilter(filter);
    QCOMPARE(bar.filter(), filter);
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<RowFilter>(), filter);
}

void TestFilterBar::theSameConditionIsAddedOnce()
{
    Bar bar;
    const Condition condition {u"callid"_s, FilterOp::Equal, {u"x@y"_s}};
    bar.addCondition(condition);
    bar.addCondition(condition);
    bar.addCondition({u"no_such_column"_s, FilterOp::Equal, {1}});
    QCOMPARE(bar.filter(), filterOf(condition));
    QCOMPARE(bar.chips().size(), 1);
}

void TestFilterBar::conditionsSurviveAReadSchema()
{
    Bar bar;
    timeOf(bar.add(u"expires"_s, FilterOp::Less))->setText(u"now+60"_s);
    bar.add(u"user_agent"_s, FilterOp::Contains)->findChild<QLineEdit *>(u"valueText"_s)->setText(u"Snom"_s);
    TableInfo next = subscriptionsTable();
    next.columns.removeLast(); // user_agent
    next.columns.prepend(
        ColumnInfo {u"extra"_s, {}, ColumnKind::Text, 0, false, false, false, Meaning::Plain});
    bar.setTable(next, contextOf(next));
    QCOMPARE(bar.chips().size(), 1);
    QCOMPARE(bar.filterAt(0), filterOf({u"expires"_s, FilterOp::Less, {60}}));
}

void TestFilterBar::conditionsOfAnotherTableGo()
{
    Bar bar;
    bar.addCondition({u"callid"_s, FilterOp::Equal, {u"x"_s}});
    bar.setTable(documentsTable(), contextOf(documentsTable()));
    QCOMPARE(bar.chips().size(), 0);
    QCOMPARE(bar.filter(), RowFilter());
}

void TestFilterBar::clearShowsEverything()
{
    Bar bar;
    auto *clear = bar.one<QPushButton>(u"clearFilter"_s);
    QVERIFY(!clear->isEnabled());
    bar.setFilter({{{u"callid"_s, FilterOp::Equal, {u"x"_s}}}, u"alice"_s});
    bar.setQuickFilter(QuickFilter::Expired, true);
    bar.add(u"event"_s, FilterOp::Contains); // without a value
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(clear->isEnabled());
    clear->click();
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(spy.last().first().value<RowFilter>(), RowFilter());
    QCOMPARE(bar.chips().size(), 0);
    QVERIFY(!clear->isEnabled());
}

void TestFilterBar::removingAConditionEmits()
{
    Bar bar;
    bar.addCondition({u"callid"_s, FilterOp::Equal, {u"x"_s}});
    bar.addCondition({u"event"_s, FilterOp::Equal, {u"presence"_s}});
    QSignalSpy spy(&bar, &FilterBar::filterChanged);
    QTRY_COMPARE(spy.count(), 1);
    bar.chips().first()->findChild<QToolButton *>(u"removeCondition"_s)->click();
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(bar.filter(), filterOf({u"event"_s, FilterOp::Equal, {u"presence"_s}}));
}

void TestFilterBar::hostileColumnNamesStayPlain()
{
    TableInfo table = subscriptionsTable();
    table.columns << ColumnInfo {
        u"<b>&x\u202E"_s, {}, ColumnKind::Text, 0, false, false, false, Meaning::Plain};
    Bar bar(table);
    const Condition condition {u"<b>&x\u202E"_s, FilterOp::Equal, {u"1"_s}};
    bar.addCondition(condition);
    QCOMPARE(bar.chips().first()->findChild<QComboBox *>(u"column"_s)->currentText(), u"<b>&x‹U+202E›"_s);
    QCOMPARE(bar.filter(), filterOf(condition));
}

void TestFilterBar::everyControlCanBeNamedAndReached()
{
    Bar bar;
    bar.add(u"expires"_s, FilterOp::Less);
    for (QWidget *widget : bar.findChildren<QWidget *>()) {
        const bool interactive = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget);
        if (!interactive || !widget->isVisible() || widget->objectName().startsWith("qt_"_L1))
            continue;
        if (qobject_cast<QLineEdit *>(widget->parent()))
            continue; // the line edit's own clear button
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
            qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
