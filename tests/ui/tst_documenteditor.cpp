// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentmeasure.h"
#include "editor/documenteditor.h"
#include "editor/sourcecolours.h"
#include "editor/sourceview.h"
#include "plainlabel.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;

namespace {
double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return qMax(first, second) / qMin(first, second);
}

/// An editor on the screen with a document; "|" in it is where the cursor stands.
class Desk {
public:
    explicit Desk(QByteArray text = {}, const char *type = "xml")
    {
        const qsizetype cursor = text.indexOf('|');
        text.replace("|", "");
        editor.resize(700, 400);
        editor.showText(text, *documentTypeOf(QLatin1StringView(type)));
        editor.show();
        if (!QTest::qWaitForWindowActive(&editor))
            qWarning("the window does not become active");
        view().setFocus();
        if (cursor >= 0)
            view().select(cursor, cursor);
    }

    SourceView &view() const { return *editor.findChild<SourceView *>(); }
    void type(const char *text) const { QTest::keyClicks(&view(), QLatin1StringView(text)); }
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(&view(), key, with);
    }
    /// The text with "|" at the cursor.
    QByteArray seen() const
    {
        QByteArray text = editor.utf8();
        return text.insert(editor.cursorByte(), '|');
    }
    bool isMarked(int indicator, qint64 byte) const
    {
        return view().SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, ulong(indicator), long(byte))
            != 0;
    }

    DocumentEditor editor;
};

Diagnostic problem(
    Severity severity, qint64 byte, qint64 length, int line, const QString &sentence = u"Wrong."_s)
{
    return {severity, u"test"_s, sentence, {byte, length, line, 1}, {}, {}};
}

QuickFix fixOf(qint64 byte, const QString &label)
{
    return {label, {{byte, 1, "X"}}};
}
} // namespace

class TestDocumentEditor : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void bytesComeBackAsTheyWere_data();
    void bytesComeBackAsTheyWere();
    void typingKeepsWhatIsNotTyped();
    void enterWritesTheLineEndOfTheDocument_data();
    void enterWritesTheLineEndOfTheDocument();
    void pastedTextGetsTheLineEndOfTheDocument();
    void hiddenCharactersAreShownByName();
    void isModifiedComparesTheText();
    void showingTheSameAgainKeepsThePlace();
    void typingCloses_data();
    void typingCloses();
    void whatIsClosedByItselfIsOneUndoStep();
    void aNameIsRenamedInBothTags_data();
    void aNameIsRenamedInBothTags();
    void renamingIsOneUndoStep();
    void bothTagsAreFramed_data();
    void bothTagsAreFramed();
    void longAndDeepDocumentsHaveNoLexer_data();
    void longAndDeepDocumentsHaveNoLexer();
    void aDeepPasteTurnsTheLexerOff();
    void readOnlyTakesNoKeys();
    void keysOfTheWindowAreLeftToIt();
    void zoomsByKeyboard();
    void zoomsByWheel();
    void goesToALine_data();
    void goesToALine();
    void everyTextCanBeRead_data();
    void everyTextCanBeRead();
    void problemsAreMarked();
    void problemsMoveWithTheText();
    void keysGoFromProblemToProblem();
    void altEnterWantsTheFix();
    void severalFixesAreAMenu();
    void annotationsShowTheSentences();
    void editsAreOneUndoStepAndKeepTheCursor();
    void editsThatDoNotFitChangeNothing_data();
    void editsThatDoNotFitChangeNothing();
};

void TestDocumentEditor::bytesComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("mixed line ends") << QByteArray("<a>\r\n<b/>\n<c/>\r</a>\r\n");
    QTest::newRow("no last line end") << QByteArray("<a/>\r");
    QTest::newRow("beyond the first plane") << QByteArray("<a>\xF0\x9F\x98\x80 \xF0\x9D\x84\x9E</a>");
    QTest::newRow("combining and bidi")
        << QByteArray("<a>e\xCC\x81 \xE2\x80\xAE"
                      "evil\xE2\x80\xAC \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D</a>");
    QTest::newRow("controls") << QByteArray("<a>\x01\x02\x1b\x7f\xC2\x85</a>");
    QTest::newRow("a mark that is a character") << QByteArray("<a/>\xEF\xBB\xBF");
    QTest::newRow("tabs and blanks") << QByteArray("<a>\n\t <b/>  \n</a>");
    QTest::newRow("unicode line ends") << QByteArray("<a>\xE2\x80\xA8\xE2\x80\xA9</a>");
}

void TestDocumentEditor::bytesComeBackAsTheyWere()
{
    QFETCH(QByteArray, text);
    const Desk desk(text);
    QCOMPARE(desk.editor.utf8(), text);
    QVERIFY(!desk.editor.isModified());
}

void TestDocumentEditor::typingKeepsWhatIsNotTyped()
{
    const Desk desk("<a>\r\n\xE2\x80\xAE|\n\xF0\x9F\x98\x80</a>\r");
    QSignalSpy edited(&desk.editor, &DocumentEditor::edited);
    desk.type("xy");
    QCOMPARE(desk.editor.utf8(), QByteArray("<a>\r\n\xE2\x80\xAExy\n\xF0\x9F\x98\x80</a>\r"));
    QCOMPARE(edited.count(), 2);
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Delete); // one character, four bytes
    QCOMPARE(desk.editor.utf8(), QByteArray("<a>\r\n\xE2\x80\xAExy\n</a>\r"));
}

void TestDocumentEditor::enterWritesTheLineEndOfTheDocument_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("CRLF") << QByteArray("a|b\r\nc\r\n") << QByteArray("xml") << QByteArray("a\r\nb\r\nc\r\n");
    QTest::newRow("LF") << QByteArray("a|b\nc\n") << QByteArray("xml") << QByteArray("a\nb\nc\n");
    QTest::newRow("CR") << QByteArray("a|b\rc\r") << QByteArray("xml") << QByteArray("a\rb\rc\r");
    QTest::newRow("mostly CRLF") << QByteArray("a|b\r\nc\r\nd\n") << QByteArray("xml")
                                 << QByteArray("a\r\nb\r\nc\r\nd\n");
    QTest::newRow("none") << QByteArray("a|b") << QByteArray("xml") << QByteArray("a\nb");
    QTest::newRow("none, header lines")
        << QByteArray("a|b") << QByteArray("message-summary") << QByteArray("a\r\nb");
}

void TestDocumentEditor::enterWritesTheLineEndOfTheDocument()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, wanted);
    const Desk desk(text, type);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.editor.utf8(), wanted);
}

void TestDocumentEditor::pastedTextGetsTheLineEndOfTheDocument()
{
    const Desk desk("<a>|</a>\r\n");
    QApplication::clipboard()->setText(u"1\n2\r3\r\n4"_s + QChar(u'\0') + u"5"_s);
    desk.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(desk.editor.utf8(), QByteArray("<a>1\r\n2\r\n3\r\n45</a>\r\n"));
}

void TestDocumentEditor::hiddenCharactersAreShownByName()
{
    const Desk desk("<a>\xE2\x80\xAE</a>|");
    const auto shown = [&desk](const char *character) {
        QByteArray name(40, '\0');
        desk.view().SendScintilla(QsciScintillaBase::SCI_GETREPRESENTATION, character, name.data());
        return QByteArray(name.constData());
    };
    QCOMPARE(shown("\xE2\x80\xAE"), QByteArray("U+202E"));
    QApplication::clipboard()->setText(QString(QChar(0x200B)));
    desk.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shown("\xE2\x80\x8B"), QByteArray("U+200B"));
    QCOMPARE(desk.editor.utf8(), QByteArray("<a>\xE2\x80\xAE</a>\xE2\x80\x8B"));
}

void TestDocumentEditor::isModifiedComparesTheText()
{
    Desk desk("<a>|</a>");
    QSignalSpy modified(&desk.editor, &DocumentEditor::modifiedChanged);
    desk.type("x");
    QVERIFY(desk.editor.isModified());
    desk.press(Qt::Key_Backspace);
    QVERIFY(!desk.editor.isModified());
    QCOMPARE(modified.count(), 2);
    desk.type("y");
    desk.editor.setSaved();
    QVERIFY(!desk.editor.isModified());
    desk.editor.undo();
    QVERIFY(desk.editor.isModified());
}

void TestDocumentEditor::showingTheSameAgainKeepsThePlace()
{
    Desk desk("<a>" + QByteArray("\n<b/>").repeated(200) + "\n</a>");
    desk.view().select(600, 605);
    const long top = desk.view().SendScintilla(QsciScintillaBase::SCI_GETFIRSTVISIBLELINE);
    QVERIFY(top > 0);
    desk.editor.showText(desk.editor.utf8() + "\n", *documentTypeOf("xml"_L1), true);
    QCOMPARE(desk.editor.cursorByte(), 605);
    QCOMPARE(desk.view().SendScintilla(QsciScintillaBase::SCI_GETFIRSTVISIBLELINE), top);
    desk.editor.undo(); // what was shown is not a step that could be undone
    QVERIFY(!desk.editor.isModified());
    desk.editor.showText("<x/>", *documentTypeOf("xml"_L1));
    QCOMPARE(desk.editor.cursorByte(), 0);
}

void TestDocumentEditor::typingCloses_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("after");
    const auto add = [](const char *name, const char *before, const char *keys, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(keys) << QByteArray(after);
    };
    add("an element", "<a>|</a>", "<b>", "<a><b>|</b></a>");
    add("with a prefix", "|", "<dm:note>", "<dm:note>|</dm:note>");
    add("with attributes", "|", "<b c=\"d>", "<b c=\"d>|\"");
    add("an empty element", "|", "<b/>", "<b/>|");
    add("one that is closed", "<b|</b>", ">", "<b>|</b>");
    add("within one of the same name", "<a>|</a>", "<a>", "<a><a>|</a></a>");
    add("a comment", "|", "<!-- <b> -->", "<!-- <b> -->|");
    add("an instruction", "|", "<?x <b>?>", "<?x <b>?>|");
    add("the end tag", "<a><b>x|</a>", "</", "<a><b>x</b>|</a>");
    add("the end tag past what is closed", "<a><b/><c></c>x|", "</", "<a><b/><c></c>x</a>|");
    add("the end tag past a comment", "<a><!-- <b> -->|", "</", "<a><!-- <b> --></a>|");
    add("nothing to end", "<a/>|", "</", "<a/></|");
    add("a value", "<a b|/>", "=\"", "<a b=\"|\"/>");
    add("a value in apostrophes", "<a b|/>", "='", "<a b='|'/>");
    add("past the closing quote", "<a b|/>", "=\"c\"", "<a b=\"c\"|/>");
    add("an apostrophe in a value", "<a b=\"c|\"/>", "'", "<a b=\"c'|\"/>");
    add("quotes in text", "<a>|</a>", "=\"x\"", "<a>=\"x\"|</a>");
}

void TestDocumentEditor::typingCloses()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, after);
    const Desk desk(before);
    desk.type(keys);
    QCOMPARE(desk.seen(), after);
}

void TestDocumentEditor::whatIsClosedByItselfIsOneUndoStep()
{
    Desk desk("|");
    desk.type("<b>");
    QCOMPARE(desk.seen(), QByteArray("<b>|</b>"));
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.seen(), QByteArray("<b>|"));
    desk.editor.redo();
    desk.press(Qt::Key_End);
    desk.view().select(3, 3);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.seen(), QByteArray("<b>\n  |\n</b>"));
    desk.type("x");
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.seen(), QByteArray("<b>\n  x\n  |\n</b>"));
}

void TestDocumentEditor::aNameIsRenamedInBothTags_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("after");
    const auto add = [](const char *name, const char *before, const char *keys, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(keys) << QByteArray(after);
    };
    add("the start tag", "<a><b|>x<b/></b></a>", "cd", "<a><bcd|>x<b/></bcd></a>");
    add("the end tag", "<a><b>x<b/></b|></a>", "cd", "<a><bcd>x<b/></bcd|></a>");
    add("in the middle", "<b|d e=\"f\">x</bd>", "c", "<bc|d e=\"f\">x</bcd>");
    add("with a prefix", "<x:|b></x:b>", "c", "<x:c|b></x:cb>");
    add("an attribute is no name", "<b |></b>", "c", "<b c|></b>");
    add("names that differ already", "<b|></c>", "d", "<bd|></c>");
    add("an attribute after the name", "<b|></b>", "c d", "<bc d|></bc>");
}

void TestDocumentEditor::aNameIsRenamedInBothTags()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, after);
    const Desk desk(before);
    desk.type(keys);
    QCOMPARE(desk.seen(), after);
}

void TestDocumentEditor::renamingIsOneUndoStep()
{
    const Desk desk("<a><old|>x</old></a>");
    for (int i = 0; i < 3; ++i)
        desk.press(Qt::Key_Backspace);
    QCOMPARE(desk.seen(), QByteArray("<a><|>x</></a>"));
    desk.type("new");
    QCOMPARE(desk.seen(), QByteArray("<a><new|>x</new></a>"));
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.editor.utf8(), QByteArray("<a><old>x</old></a>"));
    desk.press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(desk.editor.utf8(), QByteArray("<a><new>x</new></a>"));
    desk.view().select(4, 7);
    QApplication::clipboard()->setText(u"pasted"_s);
    desk.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(desk.editor.utf8(), QByteArray("<a><pasted>x</pasted></a>"));
}

void TestDocumentEditor::bothTagsAreFramed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("indicator");
    QTest::addColumn<QByteArray>("framed");
    QTest::newRow("at the start tag")
        << QByteArray("<a><|b><b/></b></a>") << 13 << QByteArray("____#_______#_____");
    QTest::newRow("at the end tag") << QByteArray("<a><b>x</b|></a>") << 13 << QByteArray("____#____#_____");
    QTest::newRow("in text") << QByteArray("<a><b>x|x</b></a>") << 13 << QByteArray("________________");
    QTest::newRow("names that differ") << QByteArray("<a|>x</c>") << 14 << QByteArray("_#____#_");
    QTest::newRow("past comments") << QByteArray("<a><!-- </a> --></a|>") << 13
                                   << QByteArray("_#________________#_");
    QTest::newRow("in a comment") << QByteArray("<a><!-- <b|></b> --></a>") << 13
                                  << QByteArray("_______________________");
}

void TestDocumentEditor::bothTagsAreFramed()
{
    QFETCH(QByteArray, text);
    QFETCH(int, indicator);
    QFETCH(QByteArray, framed);
    const Desk desk(text);
    QByteArray seen;
    for (qint64 byte = 0; byte < desk.editor.utf8().size(); ++byte)
        seen += desk.isMarked(indicator, byte) ? '#' : '_';
    QCOMPARE(seen, framed);
}

void TestDocumentEditor::longAndDeepDocumentsHaveNoLexer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isColoured");
    QTest::newRow("usual") << QByteArray("<a>\n<b/>\n</a>") << true;
    QTest::newRow("many lines") << "<a>" + QByteArray("\n").repeated(20'001) + "</a>" << false;
    QTest::newRow("deep") << QByteArray("<a>\n").repeated(201) + QByteArray("</a>\n").repeated(201) << false;
    QTest::newRow("more than 1 MB") << "<a>" + QByteArray("<b>xxxxxxxx</b>\n").repeated(1100 * 1024 / 16)
            + "</a>" << false;
}

void TestDocumentEditor::longAndDeepDocumentsHaveNoLexer()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isColoured);
    Desk desk("<x/>");
    desk.editor.showText(text, *documentTypeOf("xml"_L1));
    QCOMPARE(desk.view().lexer() != nullptr, isColoured);
    QCOMPARE(desk.editor.findChild<PlainLabel *>(u"editorNote"_s)->isVisible(), !isColoured);
    QCOMPARE(desk.editor.utf8(), text);
}

void TestDocumentEditor::aDeepPasteTurnsTheLexerOff()
{
    const Desk desk("<a>|</a>");
    QVERIFY(desk.view().lexer());
    QApplication::clipboard()->setText(u"<b>\n"_s.repeated(30'000));
    desk.press(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!desk.view().lexer());
}

void TestDocumentEditor::readOnlyTakesNoKeys()
{
    Desk desk("<a|>x</a>");
    desk.editor.setReadOnly(true);
    desk.type("b\">/");
    desk.press(Qt::Key_Return);
    desk.editor.applyEdits({{0, 1, "y"}});
    QCOMPARE(desk.seen(), QByteArray("<a|>x</a>"));
    desk.editor.showText("<b/>", *documentTypeOf("xml"_L1));
    QCOMPARE(desk.editor.utf8(), QByteArray("<b/>"));
    QVERIFY(desk.editor.isReadOnly());
}

/// QScintilla would cut a line or write it twice.
void TestDocumentEditor::keysOfTheWindowAreLeftToIt()
{
    const Desk desk("<a|>\n<b/>");
    for (const Qt::Key key : {Qt::Key_D, Qt::Key_L, Qt::Key_T, Qt::Key_U}) {
        QKeyEvent question(QEvent::ShortcutOverride, key, Qt::ControlModifier);
        question.ignore();
        QApplication::sendEvent(&desk.view(), &question);
        QVERIFY(!question.isAccepted());
        desk.press(key, Qt::ControlModifier);
    }
    QCOMPARE(desk.seen(), QByteArray("<a|>\n<b/>"));
}

void TestDocumentEditor::zoomsByKeyboard()
{
    const Desk desk("<a/>");
    const auto zoom = [&desk] { return desk.view().SendScintilla(QsciScintillaBase::SCI_GETZOOM); };
    desk.press(Qt::Key_Plus, Qt::ControlModifier);
    desk.press(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(zoom(), 2);
    desk.press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(zoom(), 1);
    desk.press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(zoom(), 0);
}

void TestDocumentEditor::zoomsByWheel()
{
    const Desk desk("<a/>");
    QWheelEvent up(QPointF(50, 50), desk.view().mapToGlobal(QPointF(50, 50)), {}, QPoint(0, 120),
        Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(desk.view().viewport(), &up);
    QCOMPARE(desk.view().SendScintilla(QsciScintillaBase::SCI_GETZOOM), 1);
}

void TestDocumentEditor::goesToALine_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("seen");
    QTest::newRow("line") << QByteArray("3")
                          << QByteArray("ab\ncd\n|\xC3\xA9"
                                        "f\n");
    QTest::newRow("line and column") << QByteArray("3:2") << QByteArray("ab\ncd\n\xC3\xA9|f\n");
    QTest::newRow("column past the end") << QByteArray("2:99")
                                         << QByteArray("ab\ncd|\n\xC3\xA9"
                                                       "f\n");
    QTest::newRow("no such line") << QByteArray("9")
                                  << QByteArray("|ab\ncd\n\xC3\xA9"
                                                "f\n");
    QTest::newRow("no number") << QByteArray("x")
                               << QByteArray("|ab\ncd\n\xC3\xA9"
                                             "f\n");
}

void TestDocumentEditor::goesToALine()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, seen);
    const Desk desk("|ab\ncd\n\xC3\xA9"
                    "f\n");
    desk.press(Qt::Key_G, Qt::ControlModifier);
    auto *line = desk.editor.findChild<QLineEdit *>(u"goToLine"_s);
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QString::fromLatin1(typed));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(desk.seen(), seen);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!line->isVisible());
    QVERIFY(desk.view().hasFocus());
}

void TestDocumentEditor::everyTextCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestDocumentEditor::everyTextCanBeRead()
{
    QFETCH(bool, dark);
    Desk desk("<a b=\"c\">x</a>");
    desk.editor.setPalette(themePalette(dark));
    const auto pairs = desk.editor.findChild<SourceColours *>()->pairs();
    QVERIFY(pairs.size() > 20);
    for (const auto &[text, ground] : pairs)
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u" on "_s + ground.name()));
    for (const Severity severity :
        {Severity::Limit, Severity::Malformed, Severity::Invalid, Severity::Stumble, Severity::Note}) {
        const long color =
            desk.view().SendScintilla(QsciScintillaBase::SCI_INDICGETFORE, 8 + static_cast<int>(severity));
        const QColor shown(int(color & 0xff), int(color >> 8 & 0xff), int(color >> 16 & 0xff));
        QVERIFY2(contrast(shown, themePalette(dark).color(QPalette::Base)) >= 4.5, qPrintable(shown.name()));
    }
}

void TestDocumentEditor::problemsAreMarked()
{
    Desk desk("<a>\n<bad/>\n</a>");
    desk.editor.setDiagnostics({problem(Severity::Invalid, 4, 4, 2), problem(Severity::Stumble, 3, 0, 1)});
    QVERIFY(desk.isMarked(10, 4));
    QVERIFY(desk.isMarked(10, 7));
    QVERIFY(!desk.isMarked(10, 8));
    QVERIFY(desk.isMarked(11, 2)); // a point at the end of a line: the character before it
    QCOMPARE(desk.view().markersAtLine(1), 1 << 2);
    QCOMPARE(desk.view().markersAtLine(0), 1 << 1);
    desk.editor.setDiagnostics({});
    QVERIFY(!desk.isMarked(10, 4));
    QCOMPARE(desk.view().markersAtLine(1), 0);
}

void TestDocumentEditor::problemsMoveWithTheText()
{
    Desk desk("|<a>\n<bad/>\n</a>");
    QSignalSpy moved(&desk.editor, &DocumentEditor::diagnosticsMoved);
    Diagnostic invalid = problem(Severity::Invalid, 4, 6, 2);
    invalid.fix = fixOf(4, u"Repair"_s);
    desk.editor.setDiagnostics({invalid});
    desk.press(Qt::Key_Return);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(desk.editor.diagnostics().constFirst().place, (TextPlace {5, 6, 3, 1}));
    QCOMPARE(desk.editor.diagnostics().constFirst().fix.edits.constFirst().byte, 5);
    QVERIFY(desk.isMarked(10, 5));
    desk.view().select(7, 7);
    desk.type("x"); // within the problem: the place grows, what was meant to repair it fits no more
    QCOMPARE(desk.editor.diagnostics().constFirst().place.length, 7);
    desk.view().select(5, 5);
    desk.press(Qt::Key_Delete);
    QVERIFY(desk.editor.diagnostics().constFirst().fix.isEmpty());
    desk.view().select(4, 12);
    desk.press(Qt::Key_Delete);
    QVERIFY(desk.editor.diagnostics().isEmpty());
}

void TestDocumentEditor::keysGoFromProblemToProblem()
{
    Desk desk("|<a>\n<b/>\n<c/>\n</a>");
    desk.editor.setDiagnostics({problem(Severity::Note, 9, 2, 3, u"<b>Third</b>"_s),
        problem(Severity::Malformed, 4, 2, 2, u"Second"_s)});
    desk.press(Qt::Key_F8);
    QCOMPARE(desk.editor.cursorByte(), 4);
    QVERIFY(QToolTip::text().contains(u"malformed: Second"_s));
    desk.press(Qt::Key_F8);
    QCOMPARE(desk.editor.cursorByte(), 9);
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;Third"_s)); // shown as typed
    desk.press(Qt::Key_F8);
    QCOMPARE(desk.editor.cursorByte(), 4);
    desk.press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(desk.editor.cursorByte(), 9);
}

void TestDocumentEditor::altEnterWantsTheFix()
{
    Desk desk("<a>\n<b|/>\n</a>");
    Diagnostic fixable = problem(Severity::Invalid, 4, 4, 2);
    fixable.fix = fixOf(5, u"Repair"_s);
    desk.editor.setDiagnostics({fixable});
    QSignalSpy wanted(&desk.editor, &DocumentEditor::fixWanted);
    desk.press(Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().value<QuickFix>(), fixable.fix);
    desk.view().select(0, 0);
    desk.press(Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(wanted.count(), 1);
}

void TestDocumentEditor::severalFixesAreAMenu()
{
    Desk desk("<a|/>");
    Diagnostic first = problem(Severity::Invalid, 0, 4, 1);
    first.fix = fixOf(1, u"First & best"_s);
    Diagnostic second = problem(Severity::Stumble, 0, 4, 1);
    second.fix = fixOf(2, u"Second"_s);
    desk.editor.setDiagnostics({first, second});
    QSignalSpy wanted(&desk.editor, &DocumentEditor::fixWanted);
    desk.press(Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(wanted.count(), 0);
    auto *menu = desk.editor.findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().size(), 2);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().value<QuickFix>(), second.fix);
}

void TestDocumentEditor::annotationsShowTheSentences()
{
    Desk desk("<a>\n<b/>\n</a>");
    desk.editor.setDiagnostics({problem(Severity::Invalid, 4, 4, 2, u"No b here."_s)});
    QCOMPARE(desk.view().annotation(1), QString());
    desk.editor.setAnnotated(true);
    QCOMPARE(desk.view().annotation(1), u"invalid: No b here."_s);
    desk.editor.setDiagnostics({});
    QCOMPARE(desk.view().annotation(1), QString());
    QCOMPARE(desk.editor.utf8(), QByteArray("<a>\n<b/>\n</a>"));
}

void TestDocumentEditor::editsAreOneUndoStepAndKeepTheCursor()
{
    Desk desk("<a><b/>|<c/></a>");
    QSignalSpy edited(&desk.editor, &DocumentEditor::edited);
    desk.editor.applyEdits({{0, 0, "<!-- -->"}, {3, 4, {}}, {8, 1, "long"}});
    QCOMPARE(desk.seen(), QByteArray("<!-- --><a>|<long/></a>"));
    QCOMPARE(edited.count(), 1);
    desk.editor.undo();
    QCOMPARE(desk.editor.utf8(), QByteArray("<a><b/><c/></a>"));
}

void TestDocumentEditor::editsThatDoNotFitChangeNothing_data()
{
    QTest::addColumn<QList<TextEdit>>("edits");
    QTest::newRow("past the end") << QList<TextEdit> {{2, 1, "x"}, {4, 1, "x"}};
    QTest::newRow("overlapping") << QList<TextEdit> {{0, 2, "x"}, {1, 1, "x"}};
    QTest::newRow("descending") << QList<TextEdit> {{2, 1, "x"}, {0, 1, "x"}};
    QTest::newRow("before the beginning") << QList<TextEdit> {{-1, 1, "x"}};
}

void TestDocumentEditor::editsThatDoNotFitChangeNothing()
{
    QFETCH(QList<TextEdit>, edits);
    Desk desk("<a/>");
    desk.editor.applyEdits(edits);
    QCOMPARE(desk.editor.utf8(), QByteArray("<a/>"));
}

QTEST_MAIN(TestDocumentEditor)
#include "tst_documenteditor.moc"
