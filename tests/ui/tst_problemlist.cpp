// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hexview.h"
#include "editor/problemlist.h"
#include "editor/problemmodel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
Diagnostic problem(Severity severity, qint64 byte, int line, int column, const QString &sentence)
{
    return {severity, u"code"_s, sentence, {byte, 1, line, column}, u"basic"_s, {}};
}

const QList<Diagnostic> &threeProblems()
{
    static const QList<Diagnostic> all {
        problem(Severity::Stumble, 10, 2, 3, u"The server will ignore this."_s),
        problem(Severity::Malformed, 100, 10, 1, u"The tag <b> is not closed."_s),
        problem(Severity::Invalid, 50, 5, 7, u"No such element."_s),
    };
    return all;
}

/// The list on the screen.
class Sheet {
public:
    Sheet()
    {
        list.resize(900, 300);
        list.show();
        if (!QTest::qWaitForWindowActive(&list))
            qWarning("the window does not become active");
    }
    QTreeView &tree() const { return *list.findChild<QTreeView *>(); }
    QString text(int row, int column) const { return tree().model()->index(row, column).data().toString(); }
    void choose(int row, int column = 0) const { tree().setCurrentIndex(tree().model()->index(row, column)); }

    ProblemList list;
};
} // namespace

class TestProblemList : public QObject {
    Q_OBJECT

private slots:
    void modelKeepsItsPromises();
    void isEmptyAtFirst();
    void countsBySeverity_data();
    void countsBySeverity();
    void showsSeverityAsIconAndWord();
    void isSortedByEveryColumn();
    void activatingJumps();
    void keysRepair();
    void keepsWhatIsSelected();
    void copiesAsText();
    void takesNoFocus();
    void hostileSentencesAreShownAsTyped();
    void hexShowsOffsetBytesAndCharacters();
    void hexMovesByKeys();
    void hexSelectsAndCopies();
    void hexGoesToAnOffset_data();
    void hexGoesToAnOffset();
    void hexShowsMegabytes();
    void hexIsChosenByMouse();
};

void TestProblemList::modelKeepsItsPromises()
{
    ProblemModel model;
    const QAbstractItemModelTester tester(&model);
    model.set(threeProblems());
    model.set({threeProblems().constFirst()});
    model.set(threeProblems());
    QCOMPARE(model.rowCount(), 3);
    model.set({});
    QCOMPARE(model.rowCount(), 0);
}

void TestProblemList::isEmptyAtFirst()
{
    const Sheet sheet;
    QCOMPARE(sheet.list.findChild<QLabel *>(u"problemSummary"_s)->text(), u"No problems"_s);
    QVERIFY(!sheet.list.findChild<QAction *>(u"problemFix"_s)->isEnabled());
}

void TestProblemList::countsBySeverity_data()
{
    QTest::addColumn<QList<Severity>>("severities");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QList<Severity> {} << u"No problems"_s;
    QTest::newRow("one") << QList<Severity> {Severity::Malformed} << u"1 error"_s;
    QTest::newRow("errors and a warning") << QList<Severity> {Severity::Invalid, Severity::Stumble,
        Severity::Limit} << u"2 errors, 1 warning"_s;
    QTest::newRow("notes") << QList<Severity> {Severity::Note, Severity::Note} << u"2 notes"_s;
}

void TestProblemList::countsBySeverity()
{
    QFETCH(QList<Severity>, severities);
    QFETCH(QString, words);
    QList<Diagnostic> all;
    for (const Severity severity : severities)
        all << problem(severity, 1, 1, 1, u"x"_s);
    ProblemList list;
    list.setDiagnostics(all);
    QCOMPARE(list.summary(), words);
}

void TestProblemList::showsSeverityAsIconAndWord()
{
    Sheet sheet;
    sheet.list.setDiagnostics(threeProblems());
    QCOMPARE(sheet.text(0, ProblemModel::SeverityColumn), u"server will stumble"_s);
    QCOMPARE(sheet.text(0, ProblemModel::LineColumn), u"2"_s);
    QCOMPARE(sheet.text(0, ProblemModel::ExpectedColumn), u"basic"_s);
    const QModelIndex first = sheet.tree().model()->index(0, 0);
    QVERIFY(!first.data(Qt::DecorationRole).value<QPixmap>().isNull());
}

void TestProblemList::isSortedByEveryColumn()
{
    Sheet sheet;
    sheet.list.setDiagnostics(threeProblems());
    const auto order = [&sheet] {
        QStringList lines;
        for (int row = 0; row < 3; ++row)
            lines << sheet.text(row, ProblemModel::LineColumn);
        return lines;
    };
    QCOMPARE(order(), (QStringList {u"2"_s, u"5"_s, u"10"_s})); // by place, not by digits
    sheet.tree().sortByColumn(ProblemModel::SeverityColumn, Qt::AscendingOrder);
    QCOMPARE(order(), (QStringList {u"10"_s, u"5"_s, u"2"_s}));
    sheet.tree().sortByColumn(ProblemModel::SentenceColumn, Qt::AscendingOrder);
    QCOMPARE(order(), (QStringList {u"5"_s, u"2"_s, u"10"_s}));
}

void TestProblemList::activatingJumps()
{
    Sheet sheet;
    sheet.list.setDiagnostics(threeProblems());
    QSignalSpy wanted(&sheet.list, &ProblemList::placeWanted);
    sheet.tree().setFocus();
    sheet.choose(1);
    QTest::keyClick(&sheet.tree(), Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().value<TextPlace>().line, 5);
}

void TestProblemList::keysRepair()
{
    Sheet sheet;
    QList<Diagnostic> all = threeProblems();
    all[0].fix = {u"Remove & go"_s, {{10, 1, ""}}};
    sheet.list.setDiagnostics(all);
    QSignalSpy wanted(&sheet.list, &ProblemList::fixWanted);
    sheet.tree().setFocus();
    sheet.choose(1);
    QTest::keyClick(&sheet.tree(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(wanted.count(), 0);
    sheet.choose(0);
    QCOMPARE(sheet.text(0, ProblemModel::FixColumn), u"Remove & go"_s);
    QTest::keyClick(&sheet.tree(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(wanted.count(), 1);
    sheet.choose(0, ProblemModel::FixColumn);
    QTest::keyClick(&sheet.tree(), Qt::Key_Return);
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(wanted.constLast().constFirst().value<QuickFix>(), all.constFirst().fix);
}

void TestProblemList::keepsWhatIsSelected()
{
    Sheet sheet;
    sheet.list.setDiagnostics(threeProblems());
    sheet.choose(1); // line 5
    QList<Diagnostic> later = threeProblems();
    later.prepend(problem(Severity::Note, 0, 1, 1, u"New."_s));
    later[3].place.line = 6;
    sheet.list.setDiagnostics(later);
    QCOMPARE(sheet.tree().currentIndex().siblingAtColumn(ProblemModel::LineColumn).data().toString(), u"6"_s);
    later.removeAt(3);
    sheet.list.setDiagnostics(later);
    QVERIFY(!sheet.tree().currentIndex().isValid());
}

void TestProblemList::copiesAsText()
{
    Sheet sheet;
    sheet.list.setDiagnostics(threeProblems());
    sheet.tree().setFocus();
    QCOMPARE(sheet.list.asText().split(u'\n').size(), 3);
    sheet.choose(1);
    QTest::keyClick(&sheet.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"invalid\t5\t7\tNo such element.\tbasic"_s);
}

void TestProblemList::takesNoFocus()
{
    QWidget window;
    auto *other = new QWidget(&window);
    other->setFocusPolicy(Qt::StrongFocus);
    auto *list = new ProblemList(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    list->setDiagnostics(threeProblems());
    list->setDiagnostics({});
    QVERIFY(other->hasFocus());
}

void TestProblemList::hostileSentencesAreShownAsTyped()
{
    Sheet sheet;
    sheet.list.setDiagnostics({problem(Severity::Note, 0, 1, 1, u"a\u202Eb\n<img src='x'>"_s)});
    QCOMPARE(sheet.text(0, ProblemModel::SentenceColumn), u"a‹U+202E›b⏎<img src='x'>"_s);
    const QString tip =
        sheet.tree().model()->index(0, ProblemModel::SentenceColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(u"&lt;img"_s));
}

void TestProblemList::hexShowsOffsetBytesAndCharacters()
{
    HexView view;
    view.showBytes(QByteArray("Bytes\0that are <no> text\xff", 26));
    QCOMPARE(
        view.rowText(0), u"00000000  42 79 74 65 73 00 74 68  61 74 20 61 72 65 20 3c   Bytes·that are <"_s);
    QCOMPARE(view.rowText(1), u"00000010  6e 6f 3e 20 74 65 78 74  ff 00                     no> text··"_s);
    view.showBytes({});
    QCOMPARE(view.selectedBytes(), QByteArray());
}

void TestProblemList::hexMovesByKeys()
{
    HexView view;
    view.resize(700, 300);
    view.showBytes(QByteArray(1000, 'x'));
    view.show();
    const auto press = [&view](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(&view, key, with);
        return view.cursor();
    };
    QCOMPARE(press(Qt::Key_Right), 1);
    QCOMPARE(press(Qt::Key_Down), 17);
    QCOMPARE(press(Qt::Key_Home), 16);
    QCOMPARE(press(Qt::Key_End), 31);
    QCOMPARE(press(Qt::Key_Up), 15);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_End, Qt::ControlModifier), 999);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    QCOMPARE(press(Qt::Key_Down), 999);
    QVERIFY(press(Qt::Key_PageUp) < 999);
    QCOMPARE(press(Qt::Key_Home, Qt::ControlModifier), 0);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestProblemList::hexSelectsAndCopies()
{
    HexView view;
    view.resize(700, 300);
    view.showBytes(QByteArray("a\0\xff"
                              "d",
        4));
    view.show();
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedBytes(), QByteArray("a\0\xff", 3));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"61 00 ff"_s);
    view.copyBytes();
    QCOMPARE(
        QApplication::clipboard()->mimeData()->data(u"application/octet-stream"_s), QByteArray("a\0\xff", 3));
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selectedBytes().size(), 4);
}

void TestProblemList::hexGoesToAnOffset_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("decimal") << u"20"_s << qint64(20);
    QTest::newRow("hexadecimal") << u" 0x1f "_s << qint64(31);
    QTest::newRow("the last byte") << u"99"_s << qint64(99);
    QTest::newRow("past the end") << u"100"_s << qint64(-1);
    QTest::newRow("negative") << u"-1"_s << qint64(-1);
    QTest::newRow("no number") << u"abc"_s << qint64(-1);
}

void TestProblemList::hexGoesToAnOffset()
{
    QFETCH(QString, typed);
    QFETCH(qint64, offset);
    HexView view;
    view.showBytes(QByteArray(100, 'x'));
    QCOMPARE(view.goTo(typed), offset >= 0);
    QCOMPARE(view.cursor(), qMax<qint64>(0, offset));
}

void TestProblemList::hexShowsMegabytes()
{
    HexView view;
    view.resize(700, 400);
    view.showBytes(QByteArray(4 * 1024 * 1024, '\x5a'));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.cursor(), 4 * 1024 * 1024 - 1);
    QCOMPARE(view.rowText(4 * 1024 * 1024 / 16 - 1).left(8), u"003ffff0"_s);
    QVERIFY(!view.grab().isNull());
}

void TestProblemList::hexIsChosenByMouse()
{
    HexView view;
    view.resize(700, 300);
    view.showBytes(QByteArray(64, 'x'));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QFontMetricsF metrics(view.font());
    const auto cell = [&metrics](int row, int column) {
        return QPoint(qRound(4 + (column + 0.5) * metrics.horizontalAdvance(u'0')),
            qRound((row + 0.5) * std::ceil(metrics.lineSpacing())));
    };
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell(1, 10 + 3 * 3));
    QCOMPARE(view.cursor(), 19);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, cell(1, 61 + 5));
    QCOMPARE(view.selectedBytes().size(), 3);
}

QTEST_MAIN(TestProblemList)
#include "tst_problemlist.moc"
