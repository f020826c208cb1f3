// SPDX-License-Identifier: GPL-3.0-or-later
// One row as a form: what is typed becomes exactly the value that would be stored, and nothing else changes.
#include "change/rowform.h"

#include "connection/connection.h"
#include "connection/engine.h"
#include "fakegrid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 now = 1'764'026'289;

/// Subscriptions with columns of every kind.
TableInfo allKinds()
{
    TableInfo table = subscriptionsTable();
    for (ColumnInfo &column : table.columns) {
        column.declaredType = column.kind == ColumnKind::Integer ? u"INTEGER"_s : u"VARCHAR(64)"_s;
        column.width = column.kind == ColumnKind::Text ? 64 : 0;
    }
    table.columns[0].isGenerated = true;
    table.columns[3].defaultValue = u"'presence'"_s;
    const auto add = [&table](const QString &name, ColumnKind kind, Meaning meaning, bool known = true) {
        ColumnInfo column;
        column.name = name;
        column.kind = kind;
        column.known = known;
        column.meaning = meaning;
        table.columns.append(column);
    };
    add(u"reason"_s, ColumnKind::Text, Meaning::Plain);
    add(u"record_route"_s, ColumnKind::Text, Meaning::HeaderLines);
    add(u"body"_s, ColumnKind::Binary, Meaning::Document);
    add(u"vendor_flag"_s, ColumnKind::Real, Meaning::Plain, false);
    return table;
}

RowFormSubject subject(const TableInfo &table = allKinds())
{
    return {table, engineFor(u"sqlite"_s)->dialect,
        {table.family, table.generation, table.role, now, TimeStyle::Utc}};
}

SeenRow seen()
{
    SeenRow row;
    row.key = {{u"id"_s, qlonglong(7)}};
    row.cells = {qlonglong(7), u"sip:alice@example.com"_s, u"bob"_s, u"presence"_s, u"tag"_s, u"call-1"_s,
        qlonglong(5), qlonglong(2), qlonglong(now + 40), u"Yealink"_s, QVariant(), u"A: 1\r\nB: 2\r\n"_s,
        QByteArray("<a>\n</a>"), 0.5};
    return row;
}

/// A form with hands on it.
class Form : public RowForm {
public:
    explicit Form(
        Purpose purpose, const std::optional<SeenRow> &row = seen(), const TableInfo &table = allKinds())
        : RowForm(subject(table), purpose, row)
    {
        show();
    }
    template <typename Widget>
    Widget *field(const QString &column) const
    {
        return findChild<Widget *>(u"field_"_s + column);
    }
    void type(const QString &column, const QString &text) const
    {
        auto *line = field<QLineEdit>(column);
        if (auto *combo = field<QComboBox>(column))
            line = combo->lineEdit();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    void typeLines(const QString &column, const QString &text) const
    {
        auto *lines = field<QPlainTextEdit>(column);
        lines->selectAll();
        lines->insertPlainText(text);
    }
    QCheckBox *isNull(const QString &column) const { return findChild<QCheckBox *>(u"null_"_s + column); }
    QString remark(const QString &column) const
    {
        const auto *label = findChild<QLabel *>(u"remark_"_s + column);
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton *save() const { return findChild<QPushButton *>(u"rowFormSave"_s); }
    QVariant wanted(const QString &column) const
    {
        const auto wish = change();
        const NamedValue *value = wish ? valueOf(wish->wanted, column) : nullptr;
        return value ? value->value : QVariant(u"(not wanted)"_s);
    }
};
} // namespace

class TestRowForm : public QObject {
    Q_OBJECT
private slots:
    void looksAtARowWithoutChangingIt();
    void whatIsTypedIsStored_data();
    void whatIsTypedIsStored();
    void whatDoesNotFitIsSaid_data();
    void whatDoesNotFitIsSaid();
    void nullAndEmptyAreNotTheSame();
    void timesAreDatesAndNumbers();
    void codesAreNumbersWithWords();
    void lineEndsStay();
    void bytesThatAreNoTextStay_data();
    void bytesThatAreNoTextStay();
    void newRowsLeaveDefaultsToTheDatabase();
    void duplicatesLeaveTheKeyOut();
    void goesOnWithAStagedChange();
    void everyColumnIsThere();
};

void TestRowForm::looksAtARowWithoutChangingIt()
{
    const Form form(RowForm::Purpose::Edit);
    const auto wish = form.change();
    QVERIFY(wish);
    QVERIFY(wish->wanted.isEmpty());
    QVERIFY(!form.save()->isEnabled());
    QVERIFY(!form.findChild<QPushButton *>(u"rowFormStage"_s)->isEnabled());
}

void TestRowForm::whatIsTypedIsStored_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("text") << u"user_agent"_s << u"Snom"_s << QVariant(u"Snom"_s);
    QTest::newRow("text with blanks at its ends") << u"user_agent"_s << u" x "_s << QVariant(u" x "_s);
    QTest::newRow("number") << u"local_cseq"_s << u"12"_s << QVariant(qlonglong(12));
    QTest::newRow("real number") << u"vendor_flag"_s << u"1.25"_s << QVariant(1.25);
    QTest::newRow("word of a code") << u"status"_s << u"active"_s << QVariant(qlonglong(1));
    QTest::newRow("number of a code") << u"status"_s << u"77"_s << QVariant(qlonglong(77));
    QTest::newRow("time from now") << u"expires"_s << u"now+1h"_s << QVariant(qlonglong(now + 3600));
    QTest::newRow("time in seconds") << u"expires"_s << u"1764030000"_s << QVariant(qlonglong(1'764'030'000));
    QTest::newRow("word of a time") << u"expires"_s << u"permanent"_s << QVariant(qlonglong(-1));
}

void TestRowForm::whatIsTypedIsStored()
{
    QFETCH(QString, column);
    QFETCH(QString, text);
    QFETCH(QVariant, value);
    const Form form(RowForm::Purpose::Edit);
    form.type(column, text);
    const auto wish = form.change();
    QVERIFY2(wish, qPrintable(wish ? QString() : wish.error().message));
    QCOMPARE(wish->wanted.size(), 1);
    QVERIFY(isSameValue(form.wanted(column), value));
    QVERIFY(isSameValue(valueOf(wish->seen, column)->value, seen().cells.at(allKinds().indexOf(column))));
    QCOMPARE(wish->key, seen().key);
    QVERIFY(form.save()->isEnabled());
}

void TestRowForm::whatDoesNotFitIsSaid_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("letters in a number") << u"local_cseq"_s << u"12x"_s << u"whole number"_s;
    QTest::newRow("too long") << u"user_agent"_s << QString(65, u'x') << u"64"_s;
    QTest::newRow("no word of the code") << u"status"_s << u"sleeping"_s << u"active"_s;
    QTest::newRow("no time") << u"expires"_s << u"tomorrow"_s << u"now+300"_s;
}

void TestRowForm::whatDoesNotFitIsSaid()
{
    QFETCH(QString, column);
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Form form(RowForm::Purpose::Edit);
    form.type(column, text);
    QVERIFY2(form.remark(column).contains(says), qPrintable(form.remark(column)));
    QVERIFY(!form.save()->isEnabled());
    form.type(column, column == u"expires"_s || column == u"status"_s ? u"3"_s : u"4"_s);
    QVERIFY2(form.save()->isEnabled(), qPrintable(form.remark(column)));
}

void TestRowForm::nullAndEmptyAreNotTheSame()
{
    const Form form(RowForm::Purpose::Edit);
    QVERIFY(form.isNull(u"reason"_s)->isChecked());
    QVERIFY2(form.isNull(u"user_agent"_s)->isHidden(), "a column that must have a value has no such switch");
    QTest::mouseClick(form.isNull(u"reason"_s), Qt::LeftButton);
    QVERIFY(isSameValue(form.wanted(u"reason"_s), QVariant(QString(u""_s))));
    form.type(u"reason"_s, u"x"_s);
    QTest::mouseClick(form.isNull(u"reason"_s), Qt::LeftButton);
    QVERIFY(form.change()->wanted.isEmpty());
    form.type(u"reason"_s, u"y"_s);
    QVERIFY2(!form.isNull(u"reason"_s)->isChecked(), "who types a value does not mean NULL");
    QVERIFY(isSameValue(form.wanted(u"reason"_s), u"y"_s));
}

void TestRowForm::timesAreDatesAndNumbers()
{
    const Form form(RowForm::Purpose::Edit);
    auto *date = form.findChild<QDateTimeEdit *>(u"date_expires"_s);
    QCOMPARE(date->dateTime().toSecsSinceEpoch(), now + 40);
    date->setDateTime(date->dateTime().addSecs(60));
    QCOMPARE(form.field<QLineEdit>(u"expires"_s)->text(), QString::number(now + 100));
    QVERIFY(isSameValue(form.wanted(u"expires"_s), qlonglong(now + 100)));
    form.type(u"expires"_s, u"1764030000"_s);
    QCOMPARE(date->dateTime().toSecsSinceEpoch(), 1'764'030'000);
    QVERIFY(form.remark(u"expires"_s).contains(u"in 1 h"_s));
}

void TestRowForm::codesAreNumbersWithWords()
{
    const Form form(RowForm::Purpose::Edit);
    auto *words = form.field<QComboBox>(u"status"_s);
    QCOMPARE(words->currentText(), u"2 (pending)"_s);
    words->setFocus();
    words->setCurrentIndex(words->findText(u"1 (active)"_s));
    emit words->activated(words->currentIndex());
    QVERIFY(isSameValue(form.wanted(u"status"_s), qlonglong(1)));

    TableInfo early = allKinds();
    early.generation = u"S0"_s;
    early.family = Family::Seed;
    early.columns[early.indexOf(u"status"_s)].kind = ColumnKind::Text;
    SeenRow row = seen();
    row.cells[7] = u"pending"_s;
    const Form old(RowForm::Purpose::Edit, row, early);
    QCOMPARE(old.field<QComboBox>(u"status"_s)->currentText(), u"pending"_s);
    old.type(u"status"_s, u"active"_s);
    QVERIFY2(isSameValue(old.wanted(u"status"_s), u"active"_s), "before 1.3 the word is what is stored");
}

void TestRowForm::lineEndsStay()
{
    const Form form(RowForm::Purpose::Edit);
    QCOMPARE(form.field<QPlainTextEdit>(u"record_route"_s)->toPlainText(), u"A: 1\nB: 2\n"_s);
    form.typeLines(u"record_route"_s, u"A: 1\nC: 3\n"_s);
    QVERIFY(isSameValue(form.wanted(u"record_route"_s), u"A: 1\r\nC: 3\r\n"_s));
    form.typeLines(u"body"_s, u"<a>\n\n</a>"_s);
    QVERIFY2(isSameValue(form.wanted(u"body"_s), QByteArray("<a>\n\n</a>")), "bytes stay bytes");
}

void TestRowForm::bytesThatAreNoTextStay_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::newRow("no UTF-8") << QVariant(QByteArray("a\xff"));
    QTest::newRow("text that is no UTF-8") << QVariant::fromValue(RawText {"a\xe4"});
    QTest::newRow("mixed line ends") << QVariant(QByteArray("a\r\nb\nc"));
    QTest::newRow("a blank that a text field would lose") << QVariant(QByteArray("a\xc2\xa0"
                                                                                 "b"));
    QTest::newRow("too much for a form") << QVariant(QByteArray(100'000, 'x'));
}

void TestRowForm::bytesThatAreNoTextStay()
{
    QFETCH(QVariant, stored);
    SeenRow row = seen();
    row.cells[allKinds().indexOf(u"body"_s)] = stored;
    const Form form(RowForm::Purpose::Edit, row);
    QVERIFY(form.field<QPlainTextEdit>(u"body"_s)->isReadOnly());
    QVERIFY(form.remark(u"body"_s).contains(u"document"_s));
    form.type(u"user_agent"_s, u"x"_s);
    QCOMPARE(form.wanted(u"body"_s).toString(), u"(not wanted)"_s);
    const Form copy(RowForm::Purpose::Duplicate, row);
    QVERIFY2(isSameValue(copy.wanted(u"body"_s), stored), "a copy has the very same bytes");
}

void TestRowForm::newRowsLeaveDefaultsToTheDatabase()
{
    const Form form(RowForm::Purpose::Insert, std::nullopt);
    QVERIFY2(!form.save()->isEnabled(), "local_cseq has no value yet");
    QVERIFY(form.findChild<QLabel *>(u"rowFormFault"_s)->isVisible());
    form.type(u"local_cseq"_s, u"1"_s);
    form.type(u"status"_s, u"active"_s);
    QVERIFY2(form.save()->isEnabled(), qPrintable(form.findChild<QLabel *>(u"rowFormFault"_s)->text()));
    QCOMPARE(form.field<QLineEdit>(u"event"_s)->placeholderText(), u"default: 'presence'"_s);
    QCOMPARE(form.wanted(u"id"_s).toString(), u"(not wanted)"_s);
    QCOMPARE(form.wanted(u"event"_s).toString(), u"(not wanted)"_s);
    QVERIFY(form.wanted(u"reason"_s).isNull());
    QVERIFY2(
        isSameValue(form.wanted(u"expires"_s), qlonglong(now + 3600)), "a new row does not begin expired");
    form.type(u"event"_s, u"dialog"_s);
    QVERIFY(!form.findChild<QCheckBox *>(u"default_event"_s)->isChecked());
    QVERIFY(isSameValue(form.wanted(u"event"_s), u"dialog"_s));
    QCOMPARE(form.change()->kind, ChangeKind::Insert);
}

void TestRowForm::duplicatesLeaveTheKeyOut()
{
    const Form form(RowForm::Purpose::Duplicate);
    QVERIFY(form.save()->isEnabled());
    QCOMPARE(form.wanted(u"id"_s).toString(), u"(not wanted)"_s);
    for (const QString &column : {u"callid"_s, u"expires"_s, u"record_route"_s, u"body"_s, u"vendor_flag"_s})
        QVERIFY2(isSameValue(form.wanted(column), seen().cells.at(allKinds().indexOf(column))),
            qPrintable(column));
}

void TestRowForm::goesOnWithAStagedChange()
{
    Form form(RowForm::Purpose::Edit);
    RowChange staged = updateOf(allKinds(), seen(), {{u"user_agent"_s, u"Snom"_s}});
    form.setStaged(staged);
    QCOMPARE(form.field<QLineEdit>(u"user_agent"_s)->text(), u"Snom"_s);
    QVERIFY2(form.save()->isHidden(), "one row has one staged change");
    form.type(u"callid"_s, u"call-2"_s);
    QSignalSpy wanted(&form, &RowForm::stageWanted);
    QTest::mouseClick(form.findChild<QPushButton *>(u"rowFormStage"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    const auto wish = wanted.first().first().value<RowChange>();
    QCOMPARE(wish.wanted.size(), 2);
}

void TestRowForm::everyColumnIsThere()
{
    const Form form(RowForm::Purpose::Edit);
    for (const ColumnInfo &column : allKinds().columns)
        QVERIFY2(form.field<QWidget>(column.name), qPrintable(column.name));
    QVERIFY(form.remark(u"vendor_flag"_s).contains(u"no known release"_s));
    QCOMPARE(form.findChild<QLabel *>(u"type_callid"_s)->text(), u"varchar(64)"_s);
}

QTEST_MAIN(TestRowForm)
#include "tst_rowform.moc"
