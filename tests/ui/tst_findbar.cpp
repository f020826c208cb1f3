// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttype.h"
#include "document/textsearch.h"
#include "editor/documenteditor.h"
#include "editor/findbar.h"
#include "editor/sourceview.h"
#include "editor/textfinder.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {
/// The find bar of an editor, by its widgets.
class Bar {
public:
    explicit Bar(const QByteArray &text)
    {
        editor.resize(800, 400);
        editor.showText(text, *documentTypeOf("xml"_L1));
        editor.show();
        if (!QTest::qWaitForWindowActive(&editor))
            qWarning("the window does not become active");
        view().setFocus();
    }

    SourceView &view() const { return *editor.findChild<SourceView *>(); }
    QLineEdit *what() const { return editor.findChild<QLineEdit *>(u"findText"_s); }
    QLineEdit *with() const { return editor.findChild<QLineEdit *>(u"replaceText"_s); }
    QCheckBox *option(const QString &name) const { return editor.findChild<QCheckBox *>(name); }
    QString count() const { return editor.findChild<QLabel *>(u"findCount"_s)->text(); }
    bool countBecomes(const QString &wanted) const
    {
        return QTest::qWaitFor([this, &wanted] { return count() == wanted; });
    }
    bool textBecomes(const QByteArray &wanted) const
    {
        return QTest::qWaitFor([this, &wanted] { return editor.utf8() == wanted; });
    }
    QString message() const
    {
        const auto *label = editor.findChild<QLabel *>(u"findMessage"_s);
        return label->isVisible() ? label->text() : QString();
    }
    QByteArray selected() const
    {
        const qint64 from = qMin(view().anchor(), view().cursor());
        return editor.utf8().mid(from, qMax(view().anchor(), view().cursor()) - from);
    }
    qint64 from() const { return qMin(view().anchor(), view().cursor()); }

    DocumentEditor editor;
};

QList<qint64> places(const QByteArray &text, const SearchWish &wish)
{
    QList<qint64> found;
    for (const TextMatch &match : searchText(text, wish).matches)
        found << match.byte;
    return found;
}

QByteArray replaced(const QByteArray &text, const SearchWish &wish, const QString &with)
{
    return applied(replaceInText(text, wish, with).edits, text);
}
} // namespace

class TestFindBar : public QObject {
    Q_OBJECT

private slots:
    void findsBytes_data();
    void findsBytes();
    void findsAcrossItsWindows();
    void replacesText_data();
    void replacesText();
    void saysWhyAnExpressionIsNone();
    void pathologicalExpressionsEnd_data();
    void pathologicalExpressionsEnd();
    void findsAsOneTypes();
    void goesRoundTheEnd();
    void takesTheSelection();
    void followsTheText();
    void anInvalidExpressionSaysWhy();
    void aSlowExpressionDoesNotFreezeTheWindow();
    void replacesByKeyboard();
    void replacesAllAsOneStep();
    void escCloses();
    void aDocumentThatIsReadCannotBeReplacedIn();
};

void TestFindBar::findsBytes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<SearchWish>("wish");
    QTest::addColumn<QList<qint64>>("found");
    const QByteArray text = "Open open OPEN reopened";
    QTest::newRow("any case") << text << SearchWish {u"open"_s} << QList<qint64> {0, 5, 10, 17};
    QTest::newRow("case") << text << SearchWish {u"open"_s, false, true} << QList<qint64> {5, 17};
    QTest::newRow("whole words") << text << SearchWish {u"open"_s, false, false, true}
                                 << QList<qint64> {0, 5, 10};
    QTest::newRow("words that end in signs")
        << QByteArray("<a> b<a>") << SearchWish {u"<a>"_s, false, false, true} << QList<qint64> {0};
    QTest::newRow("signs of expressions are text")
        << QByteArray("a.c abc") << SearchWish {u"a.c"_s} << QList<qint64> {0};
    QTest::newRow("expression") << QByteArray("a.c abc") << SearchWish {u"a.c"_s, true}
                                << QList<qint64> {0, 4};
    QTest::newRow("bytes, not characters") << QByteArray("\xF0\x9F\x98\x80\xC3\xA9x\xEF\xBB\xBFx")
                                           << SearchWish {u"x"_s} << QList<qint64> {6, 10};
    QTest::newRow("above the first plane")
        << QByteArray("a\xF0\x9F\x98\x80") << SearchWish {u"."_s, true} << QList<qint64> {0, 1};
    QTest::newRow("lines of all ends")
        << QByteArray("a\r\na\ra\nxa") << SearchWish {u"^a$"_s, true} << QList<qint64> {0, 3, 5};
    QTest::newRow("over lines") << QByteArray("<a>\n<b>") << SearchWish {u">\\s<"_s, true}
                                << QList<qint64> {2};
    QTest::newRow("never nothing") << QByteArray("bab\xF0\x9F\x98\x80") << SearchWish {u"a*"_s, true}
                                   << QList<qint64> {1};
    QTest::newRow("looking behind") << QByteArray("xa ya") << SearchWish {u"(?<=y)a"_s, true}
                                    << QList<qint64> {4};
}

void TestFindBar::findsBytes()
{
    QFETCH(QByteArray, text);
    QFETCH(SearchWish, wish);
    QFETCH(QList<qint64>, found);
    QCOMPARE(places(text, wish), found);
}

/// The text is looked through in pieces; what lies over their borders is found all the same.
void TestFindBar::findsAcrossItsWindows()
{
    const QByteArray text = QByteArray("0123456789").repeated(3000);
    QCOMPARE(places(text, {u"9012"_s}).size(), 2999);
    const SearchResult whole = searchText(text, {u"(?s)1.*8"_s, true});
    QCOMPARE(whole.matches, (QList<TextMatch> {{1, text.size() - 2}}));
    QCOMPARE(places(text, {u"\\d+$"_s, true}), QList<qint64> {0});
    const QByteArray long4 = QByteArray(4094, 'a') + "\xF0\x9F\x98\x80" + "b";
    QCOMPARE(places(long4, {u"b"_s}), QList<qint64> {4098});
}

void TestFindBar::replacesText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<SearchWish>("wish");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("plain") << QByteArray("a b a") << SearchWish {u"a"_s} << u"$0\\n"_s
                           << QByteArray("$0\\n b $0\\n");
    QTest::newRow("groups") << QByteArray("k=v x=y") << SearchWish {u"(\\w)=(\\w)"_s, true}
                            << u"$2=$1[$0]$$"_s << QByteArray("v=k[k=v]$ y=x[x=y]$");
    QTest::newRow("escapes") << QByteArray("a;b") << SearchWish {u";"_s, true} << u"\\n\\t\\\\"_s
                             << QByteArray("a\n\t\\b");
    QTest::newRow("a group that is not there")
        << QByteArray("a") << SearchWish {u"a"_s, true} << u"[$7]"_s << QByteArray("[]");
    QTest::newRow("with nothing") << QByteArray("a\xC3\xA9"
                                                "a")
                                  << SearchWish {u"\u00e9"_s} << QString() << QByteArray("aa");
}

void TestFindBar::replacesText()
{
    QFETCH(QByteArray, text);
    QFETCH(SearchWish, wish);
    QFETCH(QString, with);
    QFETCH(QByteArray, wanted);
    QCOMPARE(replaced(text, wish, with), wanted);
}

void TestFindBar::saysWhyAnExpressionIsNone()
{
    QVERIFY(searchFault({u"a(b"_s, true}).startsWith(u"At character 3"_s));
    QCOMPARE(searchFault({u"a(b"_s, false}), QString());
    QCOMPARE(searchText("a", {u"(*LIMIT_MATCH=9999999)a"_s, true}).matches.size(), 1);
    QVERIFY(!searchFault({QString(5000, u'a'), false}).isEmpty());
    QVERIFY(searchText("x", {u"["_s, true}).matches.isEmpty());
}

void TestFindBar::pathologicalExpressionsEnd_data()
{
    QTest::addColumn<QString>("expression");
    QTest::newRow("nested repeats") << u"(a+)+$"_s;
    QTest::newRow("alternatives") << u"(a|aa)+b"_s;
    QTest::newRow("references") << u"(a*)*\\1b"_s;
    QTest::newRow("many any") << u".*.*.*.*.*b"_s;
    QTest::newRow("recursion") << u"(a(?1)*)+b"_s;
}

void TestFindBar::pathologicalExpressionsEnd()
{
    QFETCH(QString, expression);
    const QByteArray text = QByteArray(20'000, 'a') + "!";
    QElapsedTimer time;
    time.start();
    const SearchResult result = searchText(text, {expression, true});
    QVERIFY2(time.elapsed() < 60'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(result.matches.isEmpty());
}

void TestFindBar::findsAsOneTypes()
{
    Bar bar("<a open='1'/>\n<b opened='2'/>\n<c Open='3'/>");
    QTest::keyClick(&bar.view(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(bar.what()->hasFocus());
    QTest::keyClicks(bar.what(), u"open"_s);
    QVERIFY(bar.countBecomes(u"1 of 3"_s));
    QCOMPARE(bar.from(), 3);
    QTest::keyClicks(bar.what(), u"ed"_s);
    QVERIFY(bar.countBecomes(u"1 of 1"_s));
    QCOMPARE(bar.selected(), QByteArray("opened"));
    QVERIFY(bar.what()->hasFocus());
    QTest::keyClicks(bar.what(), u"x"_s);
    QVERIFY(bar.countBecomes(u"Not found"_s));
}

void TestFindBar::goesRoundTheEnd()
{
    Bar bar("x x x");
    QTest::keyClick(&bar.view(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(bar.what(), u"x"_s);
    QVERIFY(bar.countBecomes(u"1 of 3"_s));
    QTest::keyClick(bar.what(), Qt::Key_F3);
    QTest::keyClick(bar.what(), Qt::Key_Return);
    QVERIFY(bar.countBecomes(u"3 of 3"_s));
    QTest::keyClick(bar.what(), Qt::Key_F3);
    QVERIFY(bar.countBecomes(u"1 of 3"_s));
    QCOMPARE(bar.message(), u"Went on from the beginning."_s);
    bar.option(u"findWrap"_s)->click();
    QTest::keyClick(bar.what(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(bar.message(), u"This is the first match."_s);
    QCOMPARE(bar.count(), u"1 of 3"_s);
}

void TestFindBar::takesTheSelection()
{
    Bar bar("basic <basic>");
    bar.view().select(0, 5);
    QTest::keyClick(&bar.view(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(bar.what()->text(), u"basic"_s);
    QVERIFY(bar.countBecomes(u"1 of 2"_s));
    QTest::keyClick(bar.what(), Qt::Key_Escape);
    QTest::keyClick(&bar.view(), Qt::Key_F3); // goes on with the bar closed
    QTRY_COMPARE(bar.from(), 7);
}

void TestFindBar::followsTheText()
{
    Bar bar("x x");
    QTest::keyClick(&bar.view(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(bar.what(), u"x"_s);
    QVERIFY(bar.countBecomes(u"1 of 2"_s));
    bar.view().setFocus();
    bar.view().select(3, 3);
    QTest::keyClicks(&bar.view(), u" x"_s);
    QVERIFY(bar.countBecomes(u"3 found"_s));
}

void TestFindBar::anInvalidExpressionSaysWhy()
{
    Bar bar("x x");
    bar.editor.find();
    bar.option(u"findRegex"_s)->click();
    QTest::keyClicks(bar.what(), u"x("_s);
    QTRY_VERIFY(bar.message().startsWith(u"At character 2"_s));
    QTest::keyClicks(bar.what(), u")"_s);
    QVERIFY(bar.countBecomes(u"1 of 2"_s));
    QCOMPARE(bar.message(), QString());
}

void TestFindBar::aSlowExpressionDoesNotFreezeTheWindow()
{
    Bar bar(QByteArray(30'000, 'a') + "!");
    bar.editor.find();
    bar.option(u"findRegex"_s)->click();
    bar.what()->setText(u"(a|aa)+b"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!bar.message().isEmpty(), 60'000);
    bar.what()->setText(u"a!"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bar.count(), u"1 of 1"_s, 60'000);
}

void TestFindBar::replacesByKeyboard()
{
    Bar bar("x x x");
    QTest::keyClick(&bar.view(), Qt::Key_H, Qt::ControlModifier);
    QTRY_VERIFY(bar.what()->hasFocus());
    QTest::keyClicks(bar.what(), u"x"_s);
    QVERIFY(bar.countBecomes(u"1 of 3"_s));
    QTest::keyClick(bar.what(), Qt::Key_Tab);
    QVERIFY(bar.with()->hasFocus());
    QTest::keyClicks(bar.with(), u"yy"_s);
    QTest::keyClick(bar.with(), Qt::Key_Return);
    QVERIFY(bar.textBecomes("yy x x"));
    QTRY_COMPARE(bar.from(), 3);
    QTest::keyClick(bar.with(), Qt::Key_Return);
    QVERIFY(bar.textBecomes("yy yy x"));
    bar.editor.undo();
    QCOMPARE(bar.editor.utf8(), QByteArray("yy x x"));
}

void TestFindBar::replacesAllAsOneStep()
{
    Bar bar("<a>\r\n" + QByteArray("x\r").repeated(1500) + "</a>");
    const QByteArray before = bar.editor.utf8();
    bar.editor.replace();
    bar.what()->setText(u"x"_s);
    bar.with()->setText(u"long"_s);
    QVERIFY(bar.countBecomes(u"1 of 1500"_s));
    QTest::keyClick(bar.with(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bar.editor.utf8(), "<a>\r\n" + QByteArray("long\r").repeated(1500) + "</a>");
    QCOMPARE(bar.message(), u"1500 were replaced."_s);
    bar.editor.undo();
    QCOMPARE(bar.editor.utf8(), before);
}

void TestFindBar::escCloses()
{
    Bar bar("x");
    bar.editor.find();
    auto *findBar = bar.editor.findChild<FindBar *>();
    QVERIFY(findBar->isVisible());
    QTest::keyClick(bar.what(), Qt::Key_Escape);
    QVERIFY(!findBar->isVisible());
    QVERIFY(bar.view().hasFocus());
}

void TestFindBar::aDocumentThatIsReadCannotBeReplacedIn()
{
    Bar bar("x");
    bar.editor.setReadOnly(true);
    bar.editor.replace();
    QVERIFY(!bar.with()->isVisible());
    bar.what()->setText(u"x"_s);
    bar.editor.findChild<TextFinder *>()->replaceAll(u"y"_s);
    QTest::keyClick(bar.what(), Qt::Key_Return);
    QVERIFY(bar.countBecomes(u"1 of 1"_s));
    QCOMPARE(bar.editor.utf8(), QByteArray("x"));
}

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
