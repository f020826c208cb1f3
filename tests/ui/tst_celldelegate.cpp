// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegrid.h"

#include "connection/connection.h"
#include "grid/cellappearance.h"
#include "grid/celldelegate.h"
#include "theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int statusColumn = 7;

/// A view over a fake grid, as the real one is set up.
class GridWindow : public QTableView {
public:
    explicit GridWindow(int rows) : grid(subscriptionsTable(), rows)
    {
        setModel(&grid);
        setItemDelegate(new CellDelegate(this));
        verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
        setShowGrid(false);
        resize(1200, 400);
    }
    ~GridWindow() override { setModel(nullptr); }

    QImage cell(int row, int column)
    {
        return viewport()->grab(visualRect(grid.index(row, column))).toImage();
    }

    FakeGrid grid;
};

bool holdsColor(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).rgb() == color.rgb())
                return true;
        }
    }
    return false;
}

/// How many pixels are not the background of the cell's upper right corner.
int inkOf(const QImage &image)
{
    const QRgb background = image.pixel(image.width() - 1, 0);
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixel(x, y) != background ? 1 : 0;
    }
    return ink;
}

CellState stateOf(
    const QString &text, Meaning meaning = Meaning::Plain, ExpiryState expiry = ExpiryState::None)
{
    CellState state;
    state.text = text;
    state.meaning = meaning;
    state.expiry = expiry;
    return state;
}

CellState statusCell(const QString &text, const QString &status)
{
    CellState state = stateOf(text, Meaning::Status);
    state.status = status;
    return state;
}

bool sanitized()
{
#if defined(__SANITIZE_ADDRESS__)
    return true;
#else
    return false;
#endif
}
} // namespace

class TestCellDelegate : public QObject {
    Q_OBJECT

private slots:
    void init() { applyTheme(*qApp, ThemeChoice::Light); }
    void appearance_data();
    void appearance();
    void ghostsAreStruckOut();
    void aChangedCellHasABar();
    void placeholdersShowABarAndNoText();
    void selectionWinsOverEveryTint();
    void theFirstVisibleColumnCarriesTheMark();
    void markupIsDrawnAsText();
    void longTextIsElided();
    void aCellIsAskedFewTimes();
    void aFullRepaintIsFast();
    void rowsAreOneHeight();
    void theEditorOnlyReads();
    void theEditorShowsWhatHides();
    void aRefreshLeavesTheEditorsSelection();
    void placeholdersHaveNoEditor();
};

void TestCellDelegate::appearance_data()
{
    QTest::addColumn<CellState>("state");
    QTest::addColumn<bool>("lead");
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<QColor>("background");
    const auto tint = [](const auto &style) { return style.tint(false); };
    const CellState plain = stateOf(u"bob"_s);
    QTest::newRow("plain") << plain << false << u""_s << u""_s << QColor();

    CellState state = plain;
    state.row = RowState::New;
    QTest::newRow("new row, lead") << state << true << u"new"_s << u"new"_s << tint(styleOf(RowState::New));
    QTest::newRow("new row, other column")
        << state << false << u""_s << u""_s << tint(styleOf(RowState::New));
    state.row = RowState::Ghost;
    state.changed = true;
    QTest::newRow("gone wins over changed")
        << state << true << u"gone"_s << u"gone"_s << tint(styleOf(RowState::Ghost));
    state.row = RowState::Changed;
    QTest::newRow("changed cell") << state << false << u""_s << u""_s << tint(styleOf(RowState::Changed));
    state.changed = false;
    QTest::newRow("other cell of a changed row") << state << false << u""_s << u""_s << QColor();

    CellState expiry = stateOf(u"1764026289"_s, Meaning::Expiry, ExpiryState::Alarm);
    QTest::newRow("raw expiry gets its word")
        << expiry << false << u"imminent"_s << u"imminent"_s << tint(styleOf(ExpiryState::Alarm));
    expiry = stateOf(u"Expired 3 min ago"_s, Meaning::Expiry, ExpiryState::Expired);
    QTest::newRow("word is not said twice")
        << expiry << false << u"expired"_s << u""_s << tint(styleOf(ExpiryState::Expired));
    expiry.row = RowState::New;
    QTest::newRow("expired wins over new in its column")
        << expiry << false << u"expired"_s << u""_s << tint(styleOf(ExpiryState::Expired));
    expiry = stateOf(u"bob"_s, Meaning::Plain, ExpiryState::Expired);
    QTest::newRow("expired row, lead") << expiry << true << u"expired"_s << u"expired"_s
                                       << rowWash(styleOf(ExpiryState::Expired), Qt::white, false);
    expiry.expiry = ExpiryState::Permanent;
    QTest::newRow("permanent rows are calm") << expiry << true << u""_s << u""_s << QColor();

    const CellState pending = statusCell(u"pending"_s, u"pending"_s);
    QTest::newRow("pending") << pending << false << u"pending"_s << u""_s
                             << tint(styleOfStatus(u"pending"_s));
    const CellState raw = statusCell(u"1"_s, u"active"_s);
    QTest::newRow("raw status gets its word") << raw << false << u"active"_s << u"active"_s << QColor();
    CellState placeholder = expiry;
    placeholder.placeholder = true;
    placeholder.expiry = ExpiryState::Expired;
    QTest::newRow("placeholder") << placeholder << true << u""_s << u""_s << QColor();
}

void TestCellDelegate::appearance()
{
    QFETCH(CellState, state);
    QFETCH(bool, lead);
    const CellAppearance cell = appearanceOf(state, lead, Qt::white, false);
    QTEST(cell.mark ? cell.mark->label() : QString(), "mark");
    QTEST(cell.badge, "badge");
    QTEST(cell.background, "background");
}

void TestCellDelegate::ghostsAreStruckOut()
{
    GridWindow view(2);
    view.grid.putRow(0, Qt::DisplayRole, u"iiii"_s);
    view.grid.putRow(1, Qt::DisplayRole, u"iiii"_s);
    view.grid.putRow(1, RowStateRole, int(RowState::Ghost));
    const QImage cell = view.cell(1, 4);
    QVERIFY(inkOf(cell) > inkOf(view.cell(0, 4)));
    QVERIFY(holdsColor(cell, styleOf(RowState::Ghost).tint(false)));
}

void TestCellDelegate::aChangedCellHasABar()
{
    GridWindow view(1);
    view.grid.put(0, 4, CellChangedRole, true);
    const QImage cell = view.cell(0, 4);
    QCOMPARE(cell.pixelColor(0, cell.height() / 2).rgb(), styleOf(RowState::Changed).lightText);
    QCOMPARE(cell.pixelColor(cell.width() / 2, 1).rgb(), styleOf(RowState::Changed).lightTint);
    QVERIFY(!holdsColor(view.cell(0, 5), styleOf(RowState::Changed).tint(false)));
}

void TestCellDelegate::placeholdersShowABarAndNoText()
{
    GridWindow view(2);
    view.grid.putRow(0, PlaceholderRole, true);
    view.grid.putRow(1, PlaceholderRole, true);
    view.grid.putRow(1, Qt::DisplayRole, u"must not be seen"_s);
    const QColor bar =
        mixed(qApp->palette().color(QPalette::Base), qApp->palette().color(QPalette::Text), 0.12);
    QVERIFY(holdsColor(view.cell(0, 2), bar));
    QVERIFY(!holdsColor(view.cell(1, 2), qApp->palette().color(QPalette::Text)));
}

void TestCellDelegate::selectionWinsOverEveryTint()
{
    GridWindow view(1);
    view.grid.putRow(0, RowStateRole, int(RowState::New));
    view.selectRow(0);
    const QImage cell = view.cell(0, 4);
    QVERIFY(!holdsColor(cell, styleOf(RowState::New).tint(false)));
    QVERIFY(holdsColor(cell, qApp->palette().color(QPalette::Highlight)));
}

void TestCellDelegate::theFirstVisibleColumnCarriesTheMark()
{
    GridWindow view(2);
    view.grid.putRow(1, RowStateRole, int(RowState::New));
    QVERIFY(inkOf(view.cell(1, 0)) > 0);
    QCOMPARE(inkOf(view.cell(1, 5)), 0);
    view.setColumnHidden(0, true);
    view.horizontalHeader()->moveSection(view.horizontalHeader()->visualIndex(5), 0);
    QVERIFY(inkOf(view.cell(1, 5)) > 0);
    QCOMPARE(inkOf(view.cell(1, 1)), 0);
}

void TestCellDelegate::markupIsDrawnAsText()
{
    GridWindow view(2);
    view.setColumnWidth(4, 300);
    view.grid.put(0, 4, Qt::DisplayRole, u"<b>x</b>"_s);
    view.grid.put(1, 4, Qt::DisplayRole, u"x"_s);
    QVERIFY(inkOf(view.cell(0, 4)) > 3 * inkOf(view.cell(1, 4)));
}

void TestCellDelegate::longTextIsElided()
{
    GridWindow view(1);
    view.setColumnWidth(4, 60);
    view.grid.put(0, 4, Qt::DisplayRole, QString(u'M').repeated(100));
    const QImage cell = view.cell(0, 4);
    const QImage edge = cell.copy(cell.width() - 3, 0, 3, cell.height());
    QCOMPARE(inkOf(edge), 0); // the ellipsis ends before the margin
}

void TestCellDelegate::aCellIsAskedFewTimes()
{
    GridWindow view(10);
    view.setColumnHidden(statusColumn, true);
    view.viewport()->grab(QRect(0, 0, 10, 10));
    const int before = view.grid.asked();
    view.viewport()->grab(view.visualRect(view.grid.index(3, 4)).adjusted(1, 1, -1, -1));
    QVERIFY2(view.grid.asked() - before <= 7, qPrintable(QString::number(view.grid.asked() - before)));
}

void TestCellDelegate::aFullRepaintIsFast()
{
    GridWindow view(80);
    for (int row = 0; row < 80; ++row) {
        view.grid.putRow(row, Qt::DisplayRole, u"sip:alice%1@example.com;transport=tcp"_s.arg(row));
        view.grid.putRow(row, ExpiryStateRole, 1 + row % 7);
    }
    view.resize(
        1600, 70 * CellDelegate::rowHeight(view.fontMetrics()) + view.horizontalHeader()->height() + 20);
    view.horizontalHeader()->setDefaultSectionSize(150);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QList<qint64> times;
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer timer;
        timer.start();
        view.viewport()->repaint();
        times << timer.nsecsElapsed() / 1'000;
    }
    std::sort(times.begin(), times.end());
    qInfo("700 cells: best %lld us, median %lld us", times.first(), times.at(7));
    if (!sanitized()) // about 7 ms alone on the machine; others may use it
        QVERIFY2(times.first() < 25'000, qPrintable(QString::number(times.first())));
}

void TestCellDelegate::rowsAreOneHeight()
{
    GridWindow view(1);
    view.grid.put(0, 4, Qt::DisplayRole, u"a\nb\nc"_s);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    QCOMPARE(view.itemDelegate()->sizeHint(option, view.grid.index(0, 4)).height(),
        CellDelegate::rowHeight(view.fontMetrics()));
}

void TestCellDelegate::theEditorOnlyReads()
{
    GridWindow view(1);
    view.show();
    view.grid.put(0, 4, Qt::DisplayRole, u"shown"_s);
    view.grid.put(0, 4, RawValueRole, u"stored"_s);
    view.edit(view.grid.index(0, 4));
    auto *editor = view.findChild<QLineEdit *>(u"cellEditor"_s);
    QVERIFY(editor);
    QVERIFY(editor->isReadOnly());
    QCOMPARE(editor->text(), u"stored"_s);
    QTest::keyClicks(editor, u"typed"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(view.grid.index(0, 4).data().toString(), u"shown"_s);
}

void TestCellDelegate::theEditorShowsWhatHides()
{
    GridWindow view(1);
    view.show();
    view.grid.put(0, 4, RawValueRole,
        QVariant::fromValue(RawText {"a\xE2\x80\xAE"
                                     "b"}));
    view.edit(view.grid.index(0, 4));
    QCOMPARE(view.findChild<QLineEdit *>(u"cellEditor"_s)->text(), u"a‹U+202E›b"_s);
}

void TestCellDelegate::aRefreshLeavesTheEditorsSelection()
{
    GridWindow view(1);
    view.show();
    view.grid.put(0, 4, Qt::DisplayRole, u"a6a1c5f60faecf035a1ae5b6e96e979a"_s);
    view.edit(view.grid.index(0, 4));
    auto *editor = view.findChild<QLineEdit *>(u"cellEditor"_s);
    editor->setSelection(3, 5);
    view.grid.put(0, 4, Qt::DisplayRole, u"another value"_s);
    QCOMPARE(editor->selectedText(), u"1c5f6"_s);
    QCOMPARE(editor->selectionStart(), 3);
}

void TestCellDelegate::placeholdersHaveNoEditor()
{
    GridWindow view(1);
    view.show();
    view.grid.putRow(0, PlaceholderRole, true);
    QStyleOptionViewItem option;
    QVERIFY(!view.itemDelegate()->createEditor(view.viewport(), option, view.grid.index(0, 4)));
}

QTEST_MAIN(TestCellDelegate)
#include "tst_celldelegate.moc"
