// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttemplates.h"
#include "document/validator.h"
#include "editor/formline.h"
#include "editor/formview.h"
#include "editor/outlineview.h"
#include "plainlabel.h"
#include "theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

// Form and outline beside a text: they show it, change it by edits, and stay calm while it changes.
class FormViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presenceIsChangedByHand();
    void rulesAreChangedByHand();
    void theLastWatcherStays();
    void membersAreChangedByHand();
    void whatIsTypedStays();
    void whatIsTypedForSomebodyElseGoes();
    void escapeTakesBack();
    void brokenTextsAreSaid();
    void kindsWithoutFormAreSaid();
    void lockedFormsChangeNothing();
    void hostileTextIsVisibleAndNotEditable();
    void everythingHasANameAndAKeyboardWay();
    void theOutlineFollowsAndJumps();
    void theOutlineKeepsWhatIsClosed();
    void pictures();
};

namespace {

/// A form over a text that takes its edits, as the pane does.
class Desk {
public:
    Desk(const QByteArray &begin, const QString &typeId) : text(begin), type(*documentTypeOf(typeId))
    {
        view.resize(700, 500);
        QObject::connect(&view, &FormView::editsWanted, &view,
            [this](const QList<TextEdit> &edits, const QByteArray &basis) {
                QCOMPARE(basis, text);
                text = applied(edits, text);
                ++steps;
                view.showTree(readXmlTree(text), type);
            });
        view.showTree(readXmlTree(text), type);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.activateWindow();
    }

    template <typename T>
    T *find(const QString &name)
    {
        T *const widget = view.findChild<T *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }

    void choose(QComboBox *box, const QString &word)
    {
        box->setFocus();
        const int from = box->currentIndex();
        const int to = box->findText(word);
        for (int at = from; at != to; at += to > from ? 1 : -1)
            QTest::keyClick(box, to > from ? Qt::Key_Down : Qt::Key_Up);
    }

    bool isValid() const { return validateDocument(text, type).isValid.value_or(false); }
    QString sentence() { return find<PlainLabel>(u"formSentence"_s)->text(); }

    QByteArray text;
    const DocumentType &type;
    int steps = 0;
    FormView view;
};

QByteArray templateText(QLatin1StringView file)
{
    for (const DocumentTemplate &one : documentTemplates()) {
        if (one.file == file)
            return filledTemplate(
                one, {u"alice"_s, u"example.com"_s, u"sip:bob@example.com"_s, QDateTime(), u"1a"_s});
    }
    return {};
}

void type(QWidget *widget, const QString &text)
{
    widget->setFocus();
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(widget, text);
}

} // namespace

void FormViewTest::presenceIsChangedByHand()
{
    Desk desk(templateText("presence-open.xml"_L1), u"presence"_s);
    desk.choose(desk.find<QComboBox>(u"tupleBasic0"_s), u"closed"_s);
    QVERIFY(desk.text.contains("<basic>closed</basic>"));
    QTest::mouseClick(desk.find<QCheckBox>(u"activity-on-the-phone"_s), Qt::LeftButton, {}, {5, 5});
    QVERIFY(desk.text.contains(":on-the-phone/>"));
    type(desk.find<FormLine>(u"personNote"_s), u"Back at <5>"_s);
    QTest::keyClick(desk.find<FormLine>(u"personNote"_s), Qt::Key_Return);
    QVERIFY(desk.text.contains("Back at &lt;5&gt;"));
    type(desk.find<FormLine>(u"tupleNote0"_s), u"desk phone"_s);
    desk.find<FormLine>(u"documentNote"_s)->setFocus(); // leaving is enough
    QVERIFY(desk.text.contains("<note>desk phone</note>"));
    QTest::mouseClick(desk.find<QPushButton>(u"tupleAdd"_s), Qt::LeftButton);
    QCOMPARE(desk.find<QComboBox>(u"tupleBasic1"_s)->currentText(), u"open"_s);
    QTest::mouseClick(desk.find<QToolButton>(u"tupleRemove1"_s), Qt::LeftButton);
    QTRY_VERIFY(!desk.view.findChild<QToolButton *>(u"tupleRemove1"_s));
    QTest::mouseClick(desk.find<QCheckBox>(u"activity-on-the-phone"_s), Qt::LeftButton, {}, {5, 5});
    QVERIFY(!desk.text.contains("activities"));
    QCOMPARE(desk.steps, 7);
    QVERIFY2(desk.isValid(), desk.text.constData());
}

void FormViewTest::rulesAreChangedByHand()
{
    Desk desk(templateText("pres-rules-allow-one.xml"_L1), u"pres-rules"_s);
    desk.choose(desk.find<QComboBox>(u"ruleAction"_s), u"confirm"_s);
    QVERIFY(desk.text.contains(">confirm<"));
    type(desk.find<FormLine>(u"identityNew"_s), u"sip:carol@example.com"_s);
    QTest::keyClick(desk.find<FormLine>(u"identityNew"_s), Qt::Key_Return);
    QVERIFY(desk.text.contains("<one id=\"sip:carol@example.com\"/>"));
    QCOMPARE(desk.find<FormLine>(u"identity1"_s)->text(), u"sip:carol@example.com"_s);
    type(desk.find<FormLine>(u"newRule"_s), u"sip:eve@example.com"_s);
    desk.find<QComboBox>(u"newAction"_s)->setCurrentText(u"block"_s);
    QTest::mouseClick(desk.find<QPushButton>(u"ruleAdd"_s), Qt::LeftButton);
    QVERIFY(desk.text.contains(">block<"));
    QTest::mouseClick(desk.find<QToolButton>(u"identityRemove1"_s), Qt::LeftButton);
    QVERIFY(!desk.text.contains("carol"));
    QTest::mouseClick(desk.find<QToolButton>(u"ruleRemove1"_s), Qt::LeftButton);
    QVERIFY(!desk.text.contains("eve"));
    QVERIFY2(desk.isValid(), desk.text.constData());
}

void FormViewTest::theLastWatcherStays()
{
    Desk desk(templateText("pres-rules-allow-one.xml"_L1), u"pres-rules"_s);
    QVERIFY(!desk.find<QToolButton>(u"identityRemove0"_s)->isEnabled());
    QVERIFY(!desk.find<QToolButton>(u"identityRemove0"_s)->toolTip().isEmpty());
}

void FormViewTest::membersAreChangedByHand()
{
    Desk desk(templateText("resource-lists-buddies.xml"_L1), u"resource-lists"_s);
    auto *const members = desk.find<QTableWidget>(u"members"_s);
    QCOMPARE(members->rowCount(), 1);
    type(desk.find<QLineEdit>(u"memberAddress"_s), u"sip:carol@example.com"_s);
    type(desk.find<QLineEdit>(u"memberName"_s), u"Carol"_s);
    QTest::keyClick(desk.find<QLineEdit>(u"memberName"_s), Qt::Key_Return);
    QCOMPARE(members->rowCount(), 2);
    members->item(0, 1)->setText(u"Bob & Bob"_s);
    QVERIFY(desk.text.contains("<display-name>Bob &amp; Bob</display-name>"));
    members->item(1, 0)->setText(u"sip:dave@example.com"_s);
    QVERIFY(desk.text.contains("sip:dave@example.com"));
    members->setCurrentCell(0, 0);
    members->setFocus();
    QTest::keyClick(members, Qt::Key_Delete);
    QCOMPARE(members->rowCount(), 1);
    QVERIFY(!desk.text.contains("bob@example.com"));
    QVERIFY2(desk.isValid(), desk.text.constData());
}

void FormViewTest::whatIsTypedStays()
{
    Desk desk(templateText("presence-open.xml"_L1), u"presence"_s);
    auto *const note = desk.find<FormLine>(u"tupleNote0"_s);
    type(note, u"half a sen"_s);
    // The server, or the text beside, changes the document meanwhile.
    desk.text.replace("open", "closed");
    desk.view.showTree(readXmlTree(desk.text), desk.type);
    QVERIFY(note->hasFocus());
    QCOMPARE(note->text(), u"half a sen"_s);
    QCOMPARE(desk.find<QComboBox>(u"tupleBasic0"_s)->currentText(), u"closed"_s);
    // A text that breaks for a moment, as texts do while one types.
    desk.view.showTree(readXmlTree("<presence"), desk.type);
    desk.view.showTree(readXmlTree(desk.text), desk.type);
    QTest::keyClicks(note, u"tence"_s);
    QTest::keyClick(note, Qt::Key_Return);
    QVERIFY(desk.text.contains("tence"));
}

void FormViewTest::whatIsTypedForSomebodyElseGoes()
{
    Desk desk(templateText("presence-open.xml"_L1), u"presence"_s);
    auto *const note = desk.find<FormLine>(u"tupleNote0"_s);
    type(note, u"for the first"_s);
    desk.text.replace("id=\"t1a\"", "id=\"another\"");
    desk.view.showTree(readXmlTree(desk.text), desk.type);
    QCOMPARE(note->text(), QString());
}

void FormViewTest::escapeTakesBack()
{
    Desk desk(templateText("presence-away.xml"_L1), u"presence"_s);
    auto *const note = desk.find<FormLine>(u"personNote"_s);
    type(note, u"oops"_s);
    QTest::keyClick(note, Qt::Key_Escape);
    QCOMPARE(note->text(), u"Away"_s);
    desk.find<FormLine>(u"tupleNote0"_s)->setFocus();
    QCOMPARE(desk.steps, 0);
}

void FormViewTest::brokenTextsAreSaid()
{
    Desk desk(templateText("presence-open.xml"_L1), u"presence"_s);
    QVERIFY(desk.sentence().isEmpty());
    desk.view.showTree(readXmlTree("<presence><tuple>"), desk.type);
    QCOMPARE(desk.sentence(), u"The form comes back when the text is well-formed."_s);
    QVERIFY(!desk.find<QPushButton>(u"tupleAdd"_s)->isEnabled());
    desk.view.showTree(readXmlTree("<ruleset/>"), desk.type);
    QVERIFY(desk.sentence().contains(u"another kind"_s));
    desk.view.showTree(readXmlTree(desk.text), desk.type);
    QVERIFY(desk.sentence().isEmpty());
    QVERIFY(desk.find<QPushButton>(u"tupleAdd"_s)->isEnabled());
}

void FormViewTest::kindsWithoutFormAreSaid()
{
    Desk desk(templateText("dialog-info-idle.xml"_L1), u"dialog-info"_s);
    QVERIFY(desk.sentence().contains(u"no form"_s));
    desk.view.showTree(
        readXmlTree(templateText("pres-rules-ask-all.xml"_L1)), *documentTypeOf(u"pres-rules"_s));
    QVERIFY(desk.sentence().isEmpty());
    QCOMPARE(desk.find<PlainLabel>(u"many0"_s)->text(), u"Everybody"_s);
}

void FormViewTest::lockedFormsChangeNothing()
{
    Desk desk(templateText("pres-rules-allow-one.xml"_L1), u"pres-rules"_s);
    desk.view.setEditable(false);
    QVERIFY(desk.find<FormLine>(u"identity0"_s)->isReadOnly());
    QVERIFY(!desk.find<QComboBox>(u"ruleAction"_s)->isEnabled());
    type(desk.find<FormLine>(u"newRule"_s), u"sip:eve@example.com"_s);
    QTest::keyClick(desk.find<FormLine>(u"newRule"_s), Qt::Key_Return);
    QCOMPARE(desk.steps, 0);
    desk.view.setEditable(true);
    QVERIFY(!desk.find<FormLine>(u"identity0"_s)->isReadOnly());
}

void FormViewTest::hostileTextIsVisibleAndNotEditable()
{
    QByteArray text = templateText("presence-away.xml"_L1);
    text.replace("Away", "<![CDATA[<b>\xE2\x80\xAE]]>evil").replace("t1a", "<img>");
    text.replace("id=\"<img>\"", "id=\"t&lt;img src='x'&gt;\"")
        .replace("<rpid:away/>", "<rpid:other>\xE2\x80\xAE&lt;b&gt;</rpid:other>");
    Desk desk(text, u"presence"_s);
    auto *const note = desk.find<FormLine>(u"personNote"_s);
    QCOMPARE(note->text(), u"<b>‹U+202E›evil"_s);
    QVERIFY(note->isReadOnly());
    QVERIFY(desk.find<PlainLabel>(u"otherActivities"_s)->text().contains(u"‹U+202E›<b>"_s));
}

void FormViewTest::everythingHasANameAndAKeyboardWay()
{
    for (const auto &[file, kind] : {std::pair {"presence-away.xml"_L1, u"presence"_s},
             std::pair {"pres-rules-allow-one.xml"_L1, u"pres-rules"_s},
             std::pair {"resource-lists-buddies.xml"_L1, u"resource-lists"_s}}) {
        Desk desk(templateText(file), kind);
        for (const QWidget *widget : desk.view.findChildren<QWidget *>()) {
            const bool isOwn = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget);
            if (!isOwn || widget->objectName().startsWith("qt_"_L1) || !widget->isVisibleTo(&desk.view))
                continue;
            const auto *const button = qobject_cast<const QAbstractButton *>(widget);
            if (qobject_cast<const QTableWidget *>(widget->parent()))
                continue; // the corner of a table
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                qPrintable(widget->objectName()));
            QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
        }
    }
}

void FormViewTest::theOutlineFollowsAndJumps()
{
    const QByteArray text = templateText("pres-rules-allow-one.xml"_L1);
    OutlineView view;
    const QAbstractItemModelTester tester(view.model());
    QSignalSpy jumps(&view, &OutlineView::placeWanted);
    view.showTree(readXmlTree(text));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.followCursor(text.indexOf("sub-handling>"));
    QCOMPARE(view.currentIndex().data().toString(), u"sub-handling  allow"_s);
    QCOMPARE(jumps.count(), 0);
    view.activateWindow();
    view.setFocus();
    QTRY_VERIFY(view.hasFocus());
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(jumps.count(), 1);
    const auto place = jumps.constLast().constFirst().value<TextPlace>();
    QCOMPARE(place.byte, text.indexOf("<actions"));
    QCOMPARE(place.line, 9);
    QCOMPARE(place.column, 5);
    view.clear();
    QVERIFY(!view.currentIndex().isValid());
    view.showTree(readXmlTree("<broken"));
    QCOMPARE(view.model()->rowCount(), 0);
}

void FormViewTest::theOutlineKeepsWhatIsClosed()
{
    QByteArray text = templateText("pres-rules-allow-one.xml"_L1);
    OutlineView view;
    const QAbstractItemModelTester tester(view.model());
    view.showTree(readXmlTree(text));
    const auto conditions = [&view] {
        return view.model()->index(0, 0, view.model()->index(0, 0, view.model()->index(0, 0)));
    };
    QCOMPARE(conditions().data().toString(), u"conditions"_s);
    QVERIFY(view.isExpanded(conditions()));
    view.collapse(conditions());
    // Other words in the same elements, and then an element more.
    view.showTree(readXmlTree(text.replace("allow", "block")));
    QVERIFY(!view.isExpanded(conditions()));
    view.showTree(readXmlTree(text.replace("</ruleset>", "<rule id=\"x\"><actions/></rule></ruleset>")));
    QVERIFY(!view.isExpanded(conditions()));
    QVERIFY(view.isExpanded(view.model()->index(0, 0)));
    QCOMPARE(view.model()->rowCount(view.model()->index(0, 0)), 2);
}

// Looked at by people: FORM_PICTURES names a folder.
void FormViewTest::pictures()
{
    const QString folder = qEnvironmentVariable("FORM_PICTURES");
    for (const bool dark : {false, true}) {
        applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        for (const auto &[file, kind] : {std::pair {"presence-away.xml"_L1, u"presence"_s},
                 std::pair {"pres-rules-allow-one.xml"_L1, u"pres-rules"_s},
                 std::pair {"resource-lists-buddies.xml"_L1, u"resource-lists"_s}}) {
            Desk desk(templateText(file), kind);
            const QPixmap picture = desk.view.grab();
            QVERIFY(!picture.isNull());
            if (!folder.isEmpty())
                picture.save(u"%1/%2-%3.png"_s.arg(folder, kind, dark ? u"dark"_s : u"light"_s));
        }
        OutlineView outline;
        outline.resize(400, 400);
        outline.showTree(readXmlTree(templateText("pres-rules-allow-one.xml"_L1)));
        outline.show();
        QVERIFY(QTest::qWaitForWindowExposed(&outline));
        if (!folder.isEmpty())
            outline.grab().save(u"%1/outline-%2.png"_s.arg(folder, dark ? u"dark"_s : u"light"_s));
    }
}

QTEST_MAIN(FormViewTest)
#include "tst_formview.moc"
