// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/completer.h"
#include "editor/completionpopup.h"
#include "editor/documentchecker.h"
#include "editor/documenteditor.h"
#include "editor/sourceview.h"

#include <QHelpEvent>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace {
constexpr auto pidf = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b\">";

/// An editor with a presence document; "|" is where the cursor stands.
class Desk {
public:
    explicit Desk(QByteArray text)
    {
        const qsizetype cursor = text.indexOf('|');
        text.replace("|", "");
        editor.resize(700, 400);
        editor.showText(text, *documentTypeOf("presence"_L1));
        editor.show();
        if (!QTest::qWaitForWindowActive(&editor))
            qWarning("the window does not become active");
        view().setFocus();
        view().select(cursor, cursor);
    }

    SourceView &view() const { return *editor.findChild<SourceView *>(); }
    CompletionPopup &popup() const { return *editor.findChild<CompletionPopup *>(); }
    void type(const char *text) const { QTest::keyClicks(&view(), QLatin1StringView(text)); }
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(&view(), key, with);
    }
    QByteArray seen() const
    {
        QByteArray text = editor.utf8();
        return text.insert(editor.cursorByte(), '|');
    }
    QStringList proposed() const
    {
        QStringList labels;
        if (!popup().isVisible())
            return labels;
        const QAbstractItemModel *model = popup().findChild<QListView *>()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            labels << model->index(row, 0).data().toString();
        return labels;
    }

    DocumentEditor editor;
};

DocumentText textOf(const QByteArray &stored)
{
    return decodeDocument(stored);
}
} // namespace

class TestCompleter : public QObject {
    Q_OBJECT

private slots:
    void proposesOnControlSpace();
    void proposesWhileOneTypes_data();
    void proposesWhileOneTypes();
    void narrowsWithWhatIsTyped();
    void enterIsNotTakenBeforeAChoice();
    void escClosesTheListAlone();
    void aChoiceIsOneUndoStep();
    void tabTakesTheFirst();
    void mouseChooses();
    void knownAddressesAreProposed();
    void leavingThePlaceCloses();
    void proposesNothingInWhatIsRead();
    void largeDocumentsAreLookedAtElsewhere();
    void hoveringTellsWhatItMeans();
    void theNewestTextIsChecked();
    void olderAnswersAreDropped();
    void whatCannotBeEncodedIsSaid_data();
    void whatCannotBeEncodedIsSaid();
};

void TestCompleter::proposesOnControlSpace()
{
    const Desk desk(
        pidf + QByteArray("<tuple id=\"t\"><status><basic>|</basic></status></tuple></presence>"));
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(desk.proposed().contains(u"open"_s));
    QVERIFY(desk.proposed().contains(u"closed"_s));
    QCOMPARE(desk.popup().current(), 0);
    QVERIFY(desk.view().hasFocus());
    const QString meaning = desk.popup().findChild<QLabel *>(u"completionDescription"_s)->text();
    QVERIFY2(meaning.startsWith(u"Value"_s), qPrintable(meaning));
}

void TestCompleter::proposesWhileOneTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("proposed");
    QTest::newRow("an element") << QByteArray("<tuple id=\"t\">|</tuple></presence>") << QByteArray("<")
                                << u"status (required)"_s;
    QTest::newRow("an attribute") << QByteArray("<tuple|></tuple></presence>") << QByteArray(" ")
                                  << u"id (required)"_s;
    QTest::newRow("nothing in text") << QByteArray("<note>|</note></presence>") << QByteArray("a b")
                                     << QString();
}

void TestCompleter::proposesWhileOneTypes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, keys);
    QFETCH(QString, proposed);
    const Desk desk(pidf + text);
    desk.type(keys.constData());
    if (proposed.isEmpty())
        QVERIFY(!desk.popup().isVisible());
    else
        QVERIFY2(desk.proposed().contains(proposed), qPrintable(desk.proposed().join(u' ')));
    QCOMPARE(desk.popup().current(), -1);
}

void TestCompleter::narrowsWithWhatIsTyped()
{
    const Desk desk(pidf + QByteArray("<tuple id=\"t\"><status/>|</tuple></presence>"));
    desk.type("<");
    const qsizetype all = desk.proposed().size();
    QVERIFY(all > 1);
    desk.type("no");
    QCOMPARE(desk.proposed(), QStringList {u"note"_s});
    desk.press(Qt::Key_Backspace);
    desk.press(Qt::Key_Backspace);
    QCOMPARE(desk.proposed().size(), all);
}

void TestCompleter::enterIsNotTakenBeforeAChoice()
{
    const Desk desk(pidf + QByteArray("<tuple id=\"t\">|</tuple></presence>"));
    desk.type("<");
    QVERIFY(desk.popup().isVisible());
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.seen(), pidf + QByteArray("<tuple id=\"t\"><\n|</tuple></presence>"));
    QVERIFY(!desk.popup().isVisible());
}

void TestCompleter::escClosesTheListAlone()
{
    Desk desk(pidf + QByteArray("<tuple id=\"t\">|</tuple></presence>"));
    desk.type("<");
    desk.press(Qt::Key_Escape);
    QVERIFY(!desk.popup().isVisible());
    QVERIFY(desk.editor.utf8().contains("\"t\"><</tuple>"));
    QVERIFY(desk.view().hasFocus());
}

void TestCompleter::aChoiceIsOneUndoStep()
{
    Desk desk(pidf + QByteArray("<tuple id=\"t\">|</tuple></presence>"));
    desk.type("<");
    desk.press(Qt::Key_Down);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.seen(), pidf + QByteArray("<tuple id=\"t\"><status>|</status></tuple></presence>"));
    desk.editor.undo();
    QCOMPARE(desk.editor.utf8(), pidf + QByteArray("<tuple id=\"t\"><</tuple></presence>"));
}

void TestCompleter::tabTakesTheFirst()
{
    const Desk desk(pidf + QByteArray("<tuple id=\"t\"><status/>|</tuple></presence>"));
    desk.type("<no");
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.seen(), pidf + QByteArray("<tuple id=\"t\"><status/><note>|</note></tuple></presence>"));
}

void TestCompleter::mouseChooses()
{
    const Desk desk(
        pidf + QByteArray("<tuple id=\"t\"><status><basic>|</basic></status></tuple></presence>"));
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    auto *list = desk.popup().findChild<QListView *>();
    const int row = int(desk.proposed().indexOf(u"closed"_s));
    const QRect place = list->visualRect(list->model()->index(row, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place.center());
    QVERIFY(desk.editor.utf8().contains("<basic>closed</basic>"));
}

void TestCompleter::knownAddressesAreProposed()
{
    Desk desk("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"|\"/>");
    desk.editor.setKnownUris({u"sip:bob@example.com"_s});
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(desk.proposed(), QStringList {u"sip:bob@example.com"_s});
    desk.press(Qt::Key_Return);
    QVERIFY(desk.editor.utf8().contains("entity=\"sip:bob@example.com\"/>"));
}

void TestCompleter::leavingThePlaceCloses()
{
    const Desk desk(pidf + QByteArray("<tuple id=\"t\">|</tuple></presence>"));
    desk.type("<");
    desk.view().select(0, 0);
    QVERIFY(!desk.popup().isVisible());
}

void TestCompleter::proposesNothingInWhatIsRead()
{
    Desk desk(pidf + QByteArray("<tuple id=\"t\">|</tuple></presence>"));
    desk.editor.setReadOnly(true);
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(!desk.popup().isVisible());
}

void TestCompleter::largeDocumentsAreLookedAtElsewhere()
{
    const QByteArray filling = QByteArray("<note>a remark</note>\n").repeated(10'000);
    const Desk desk(pidf + QByteArray("<tuple id=\"t\"><status/>|</tuple>") + filling + "</presence>");
    desk.type("<");
    QTRY_VERIFY(desk.proposed().contains(u"note"_s));
    desk.type("no");
    QTRY_COMPARE(desk.proposed(), QStringList {u"note"_s});
}

void TestCompleter::hoveringTellsWhatItMeans()
{
    const Desk desk("|" + QByteArray(pidf) + "</presence>");
    const long x = desk.view().SendScintilla(QsciScintillaBase::SCI_POINTXFROMPOSITION, 0UL, 4L);
    const long y = desk.view().SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, 4L);
    const QPoint place(int(x) + 1, int(y) + 5);
    QHelpEvent hover(QEvent::ToolTip, place, desk.view().viewport()->mapToGlobal(place));
    QApplication::sendEvent(desk.view().viewport(), &hover);
    QTRY_VERIFY(!QToolTip::text().isEmpty());
    QVERIFY2(QToolTip::text().startsWith(u"<qt>"_s), qPrintable(QToolTip::text()));
}

void TestCompleter::theNewestTextIsChecked()
{
    DocumentChecker checker;
    QSignalSpy checked(&checker, &DocumentChecker::checked);
    checker.setDocument(textOf("<presence/>"), *documentTypeOf("presence"_L1));
    checker.check("<presence", 1);
    checker.check("<presen", 2);
    checker.check(pidf + QByteArray("</presence>"), 3);
    QVERIFY(checker.isBusy());
    QVERIFY(checked.wait());
    QVERIFY(!checker.isBusy());
    QCOMPARE(checked.count(), 1);
    QCOMPARE(checked.constFirst().at(1).toInt(), 3);
    QVERIFY(checked.constFirst().constFirst().value<Verdict>().isFine());
    checker.check("<presence", 4);
    QVERIFY(checked.wait());
    const auto verdict = checked.constLast().constFirst().value<Verdict>();
    QCOMPARE(verdict.isWellFormed, std::optional(false));
    QCOMPARE(verdict.diagnostics.constFirst().severity, Severity::Malformed);
}

void TestCompleter::olderAnswersAreDropped()
{
    DocumentChecker checker;
    QSignalSpy checked(&checker, &DocumentChecker::checked);
    checker.setDocument(textOf("<presence/>"), *documentTypeOf("presence"_L1));
    for (int revision = 0; revision < 20; ++revision)
        checker.checkNow(QByteArray("<presence>") + QByteArray(revision, 'x'), revision);
    QTRY_VERIFY(!checker.isBusy());
    QCOMPARE(checked.count(), 1);
    QCOMPARE(checked.constFirst().at(1).toInt(), 19);
    checker.checkNow("<a/>", 20);
    checker.cancel();
    QTRY_VERIFY(!checker.isBusy());
    QCOMPARE(checked.count(), 1);
}

void TestCompleter::whatCannotBeEncodedIsSaid_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<qint64>("byte");
    QTest::addColumn<QByteArray>("reference");
    const QByteArray head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>";
    QTest::newRow("in the middle") << head + "\xC3\xA9\xE2\x82\xAC</a>" << qint64(head.size() + 2)
                                   << QByteArray("&#x20AC;");
    QTest::newRow("at the end") << head + "</a>\xF0\x9F\x98\x80" << qint64(head.size() + 4)
                                << QByteArray("&#x1F600;");
}

void TestCompleter::whatCannotBeEncodedIsSaid()
{
    QFETCH(QByteArray, typed);
    QFETCH(qint64, byte);
    QFETCH(QByteArray, reference);
    DocumentChecker checker;
    QSignalSpy checked(&checker, &DocumentChecker::checked);
    checker.setDocument(
        textOf("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9</a>"), *documentTypeOf("presence"_L1));
    checker.checkNow(typed, 1);
    QVERIFY(checked.wait());
    const auto verdict = checked.constFirst().constFirst().value<Verdict>();
    QCOMPARE(verdict.diagnostics.size(), 1);
    QCOMPARE(verdict.diagnostics.constFirst().code, u"encoding-character"_s);
    QCOMPARE(verdict.diagnostics.constFirst().place.byte, byte);
    QCOMPARE(verdict.diagnostics.constFirst().fix.edits.constFirst().replacement, reference);
}

QTEST_MAIN(TestCompleter)
#include "tst_completer.moc"
