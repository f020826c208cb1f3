// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegrid.h"

#include "connection/connection.h"
#include "details/bodytext.h"
#include "details/bodyview.h"
#include "details/detailspane.h"
#include "details/rowtable.h"
#include "patience.h"
#include "theme.h"

#include <Qsci/qsciscintilla.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 now = 1'764'026'289;

TableInfo tableWithBodies()
{
    TableInfo table = subscriptionsTable();
    table.columns << ColumnInfo {u"body"_s, {}, ColumnKind::Binary, 0, false, true, false, Meaning::Document}
                  << ColumnInfo {u"extra_hdrs"_s, {}, ColumnKind::Binary, 0, false, true, false,
                         Meaning::HeaderLines};
    return table;
}

DecodeContext contextOf(const TableInfo &table)
{
    return {table.family, table.generation, table.role, now, TimeStyle::Utc};
}

QVariantList rowOf(qint64 id, const QByteArray &body, const QVariant &callid = u"x@y"_s)
{
    return {id, u"sip:alice@example.com"_s, u"bob"_s, u"presence"_s, u"tag"_s, callid, 5, 1, now + 40,
        u"Yealink"_s, body, QByteArray("Accept: application/pidf+xml\r\n")};
}

QByteArray longBody(int lines, const QByteArray &mark = "line")
{
    QByteArray text;
    for (int line = 0; line < lines; ++line)
        text += mark + ' ' + QByteArray::number(line) + '\n';
    return text;
}

/// A details pane that shows something.
class Pane : public DetailsPane {
public:
    Pane()
    {
        resize(500, 600);
        show();
    }
    void show(const QVariantList &cells) { showRow(tableWithBodies(), cells, contextOf(tableWithBodies())); }
    using QWidget::show;
    RowTable *columns() const { return findChild<RowTable *>(); }
    QsciScintilla *body() const { return findChild<QsciScintilla *>(u"body"_s); }
    int rowNamed(const QString &name) const
    {
        return columns()->findItems(name, Qt::MatchExactly).value(0)->row();
    }
};
} // namespace

class TestDetails : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void emptyPaneSaysWhatToDo();
    void allColumnsDecodedAndStored();
    void hostileValuesStayPlain();
    void selectedCellsAreCopied();
    void theSameRowKeepsItsPlace();
    void anotherRowBeginsAtTheTop();
    void bodiesHaveTabs();
    void tablesWithoutBodyShowNone();
    void linksSayWhichWasPressed();
    void bodiesAreShownSafely_data();
    void bodiesAreShownSafely();
    void hexDumpIsExact();
    void depthIsCounted_data();
    void depthIsCounted();
    void hostileBodiesDoNotStall_data();
    void hostileBodiesDoNotStall();
    void wrappingIsASwitch();
    void theBodyIsReadOnlyAndTabLeavesIt();
    void coloursFollowTheTheme();
};

void TestDetails::emptyPaneSaysWhatToDo()
{
    Pane pane;
    QVERIFY(pane.findChild<QLabel *>(u"detailsEmpty"_s)->isVisible());
    QCOMPARE(pane.findChild<QLabel *>(u"detailsEmpty"_s)->text(), u"Select a row to see all its columns."_s);
    pane.show(rowOf(1, "<a/>"));
    QVERIFY(pane.columns()->isVisible());
    pane.clear();
    QVERIFY(!pane.columns()->isVisible());
}

void TestDetails::allColumnsDecodedAndStored()
{
    Pane pane;
    pane.show(rowOf(7, "<a/>"));
    QCOMPARE(pane.columns()->rowCount(), tableWithBodies().columns.size());
    const int expires = pane.rowNamed(u"expires"_s);
    QCOMPARE(pane.columns()->item(expires, 2)->text(), QString::number(now + 40));
    QVERIFY2(pane.columns()->item(expires, 1)->text().contains("40 s"_L1),
        qPrintable(pane.columns()->item(expires, 1)->text()));
}

void TestDetails::hostileValuesStayPlain()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>", u"<img src=x>\u202Ey"_s));
    const QTableWidgetItem *cell = pane.columns()->item(pane.rowNamed(u"callid"_s), 2);
    QCOMPARE(cell->text(), u"<img src=x>‹U+202E›y"_s);
    QVERIFY(!cell->toolTip().contains("<img"_L1));
}

void TestDetails::selectedCellsAreCopied()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    RowTable *columns = pane.columns();
    columns->selectRow(pane.rowNamed(u"callid"_s));
    QCOMPARE(columns->selectedText(), u"callid\tx@y\tx@y"_s);
    QTest::keyClick(columns, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"callid\tx@y\tx@y"_s);
}

void TestDetails::theSameRowKeepsItsPlace()
{
    Pane pane;
    pane.resize(500, 260);
    pane.show(rowOf(1, longBody(500)));
    pane.columns()->selectRow(8);
    pane.columns()->verticalScrollBar()->setValue(3);
    QsciScintilla *body = pane.body();
    body->setFirstVisibleLine(200);
    body->setSelection(205, 2, 206, 4);
    const int top = body->firstVisibleLine();
    QVERIFY(top > 190);
    QVariantList next = rowOf(1, longBody(501));
    next[8] = now + 20;
    pane.show(next);
    QCOMPARE(pane.columns()->verticalScrollBar()->value(), 3);
    QCOMPARE(pane.columns()->selectionModel()->selectedRows().value(0).row(), 8);
    QCOMPARE(pane.columns()->item(pane.rowNamed(u"expires"_s), 2)->text(), QString::number(now + 20));
    QCOMPARE(body->firstVisibleLine(), top);
    QCOMPARE(body->selectedText(), u"ne 205\nline"_s);
    QCOMPARE(body->lines(), 502);
}

void TestDetails::anotherRowBeginsAtTheTop()
{
    Pane pane;
    pane.show(rowOf(1, longBody(500)));
    pane.body()->setFirstVisibleLine(200);
    pane.show(rowOf(2, longBody(500, "other")));
    QCOMPARE(pane.body()->firstVisibleLine(), 0);
    QVERIFY(pane.body()->text().startsWith("other 0"_L1));
}

void TestDetails::bodiesHaveTabs()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    auto *tabs = pane.findChild<QTabBar *>(u"bodyTabs"_s);
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(pane.bodyView()->text(), u"<a/>"_s);
    tabs->setCurrentIndex(1);
    QCOMPARE(pane.bodyView()->text(), u"Accept: application/pidf+xml\n"_s);
    pane.show(rowOf(1, "<b/>"));
    QCOMPARE(tabs->currentIndex(), 1);
    tabs->setCurrentIndex(0);
    QCOMPARE(pane.bodyView()->text(), u"<b/>"_s);
}

void TestDetails::tablesWithoutBodyShowNone()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    pane.showRow(subscriptionsTable(), rowOf(1, "<a/>").first(10), contextOf(subscriptionsTable()));
    QVERIFY(!pane.body()->isVisible());
    QVERIFY(!pane.findChild<QTabBar *>(u"bodyTabs"_s)->isVisible());
}

void TestDetails::linksSayWhichWasPressed()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    QSignalSpy spy(&pane, &DetailsPane::linkActivated);
    pane.setLinks({{u"Watcher row of bob & co"_s, u"watcher"_s}, {u"Rules of alice"_s, u"rules"_s}});
    auto *watcher = pane.findChild<QPushButton *>(u"link-watcher"_s);
    QVERIFY(watcher->isVisible());
    QCOMPARE(watcher->text(), u"Watcher row of bob && co"_s);
    watcher->setFocus();
    pane.setLinks({{u"Watcher row of bob & co"_s, u"watcher"_s}, {u"Rules of alice"_s, u"rules"_s}});
    QCOMPARE(pane.findChild<QPushButton *>(u"link-watcher"_s), watcher); // the same links keep their buttons
    pane.findChild<QPushButton *>(u"link-rules"_s)->click();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), u"rules"_s);
    pane.setLinks({});
    QVERIFY(!watcher->isVisible());
}

void TestDetails::bodiesAreShownSafely_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("xml");
    QTest::addColumn<bool>("hex");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray() << false << false << u""_s;
    QTest::newRow("xml") << QByteArray("<a>\r\n\t<b/></a>") << true << false << u"<a>\n\t<b/></a>"_s;
    QTest::newRow("plain text") << QByteArray("hello") << false << false << u"hello"_s;
    QTest::newRow("NUL") << QByteArray("<a\0/>", 5) << false << true
                         << u"00000000  3c 61 00 2f 3e                                   <a./>"_s;
    QTest::newRow("latin1") << QByteArray("<\xE9/>") << false << true
                            << u"00000000  3c e9 2f 3e                                      <./>"_s;
    QTest::newRow("bidi override") << QByteArray("<a>\xE2\x80\xAE</a>") << true << false
                                   << u"<a>‹U+202E›</a>"_s;
    QTest::newRow("too deep") << QByteArray("<a>").repeated(201) << false << false << QString();
    QTest::newRow("deep enough") << QByteArray("<a>").repeated(200) << true << false << QString();
    QTest::newRow("too many lines") << QByteArray("<a/>\n").repeated(20'001) << false << false << QString();
    QTest::newRow("one very long line") << "<a>" + QByteArray(200'000, 'x') << false << false << QString();
    QTest::newRow("over half a megabyte")
        << "<a>" + QByteArray("0123456789\n").repeated(100'000) << false << false << QString();
}

void TestDetails::bodiesAreShownSafely()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const BodyText body = bodyText(bytes);
    QTEST(body.xml, "xml");
    QTEST(body.hex, "hex");
    if (!text.isNull())
        QCOMPARE(body.text, text);
    QCOMPARE(body.note.isEmpty(), bytes.size() <= 512 << 10);
}

void TestDetails::hexDumpIsExact()
{
    QByteArray bytes;
    for (int value = 0; value < 256; ++value)
        bytes += static_cast<char>(value);
    const QStringList lines = hexDump(bytes).split(u'\n');
    QCOMPARE(lines.size(), 16);
    QString digits;
    for (const QString &line : lines)
        digits += line.mid(10, 47);
    QCOMPARE(QByteArray::fromHex(digits.toLatin1()), bytes);
    const BodyText cut = bodyText(QByteArray(100'000, '\0'));
    QVERIFY(cut.text.size() < 400'000);
    QVERIFY(!cut.note.isEmpty());
}

void TestDetails::depthIsCounted_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<int>("depth");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("flat") << QByteArray("<a><b/><c></c></a>") << 2;
    QTest::newRow("declaration and comment") << QByteArray("<?xml?><!-- <a> --><a/>") << 1;
    QTest::newRow("never closed") << QByteArray("<a><b><c") << 3;
    QTest::newRow("lone angle bracket") << QByteArray("<") << 0;
}

void TestDetails::depthIsCounted()
{
    QFETCH(QByteArray, xml);
    QFETCH(int, depth);
    QVERIFY2(elementDepth(xml) >= depth, "never fewer than there are");
    QVERIFY(elementDepth(xml) <= depth + 1);
}

void TestDetails::hostileBodiesDoNotStall_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("100,000 levels") << QByteArray("<a>\n").repeated(100'000);
    QTest::newRow("a megabyte on one line") << "<a b='" + QByteArray(1'000'000, 'x') + "'/>";
    QTest::newRow("just below every limit") << QByteArray("<ab c='d'>text text</ab>\n").repeated(19'900);
    QTest::newRow("lines of just below the limit")
        << (QByteArray("<a b='c'/>").repeated(9'900) + '\n').repeated(5);
    QTest::newRow("binary") << QByteArray(4'000'000, '\x01') + QByteArray(1, '\0');
    QTest::newRow("invisible characters") << QByteArray("\xE2\x80\x8B").repeated(300'000);
}

void TestDetails::hostileBodiesDoNotStall()
{
    QFETCH(QByteArray, bytes);
    Pane pane;
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    QElapsedTimer timer;
    timer.start();
    pane.show(rowOf(1, bytes));
    pane.body()->repaint();
    QCoreApplication::processEvents();
    qInfo("%lld ms", timer.elapsed());
#if !defined(__SANITIZE_ADDRESS__)
    QVERIFY(timer.elapsed() < patienceMs);
#endif
}

void TestDetails::wrappingIsASwitch()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    QSignalSpy spy(pane.bodyView(), &BodyView::wrapChanged);
    auto *wrap = pane.findChild<QCheckBox *>(u"wrapLines"_s);
    QCOMPARE(pane.body()->wrapMode(), QsciScintilla::WrapWord);
    wrap->click();
    QCOMPARE(pane.body()->wrapMode(), QsciScintilla::WrapNone);
    QCOMPARE(spy.count(), 1);
    pane.bodyView()->setWrapped(true);
    QVERIFY(wrap->isChecked());
}

void TestDetails::theBodyIsReadOnlyAndTabLeavesIt()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    QsciScintilla *body = pane.body();
    QTest::keyClicks(body, u"typed"_s);
    QCOMPARE(body->text(), u"<a/>"_s);
    pane.activateWindow();
    body->setFocus();
    QTRY_VERIFY(body->hasFocus());
    QTest::keyClick(body, Qt::Key_Tab);
    QVERIFY(!body->hasFocus());
}

void TestDetails::coloursFollowTheTheme()
{
    Pane pane;
    pane.show(rowOf(1, "<a/>"));
    const auto back = [&pane] {
        return pane.body()->SendScintilla(
            QsciScintilla::SCI_STYLEGETBACK, static_cast<long>(QsciScintilla::STYLE_DEFAULT));
    };
    const long light = back();
    applyTheme(*qApp, ThemeChoice::Dark);
    QTRY_VERIFY(back() != light);
    applyTheme(*qApp, ThemeChoice::Light);
    QTRY_COMPARE(back(), light);
}

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
