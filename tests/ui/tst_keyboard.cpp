// SPDX-License-Identifier: GPL-3.0-or-later
// Everything can be done from the keyboard, and every widget that takes part has a name for tests and
// readers.
#include "subscriptionwriter.h"

#include "details/detailsdock.h"
#include "refresher.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QKeySequence>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace {
/// Parts of Qt's own composite widgets, which speak for themselves or through their owner.
bool isPart(const QWidget *widget)
{
    const QString name = widget->objectName();
    return name.startsWith("qt_"_L1) || name == "ScrollLeftButton"_L1 || name == "ScrollRightButton"_L1
        || widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton")
        || widget->inherits("QComboBoxListView") || widget->inherits("QComboBoxPrivateContainer")
        || widget->inherits("QLineEditIconButton") || widget->inherits("QDockWidgetTitleButton")
        || qobject_cast<QComboBox *>(widget->parentWidget())
        || qobject_cast<QAbstractSpinBox *>(widget->parentWidget());
}

bool isInteractive(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
        || qobject_cast<const QTabBar *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || widget->inherits("QsciScintilla");
}

QString spokenName(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return widget->accessibleName().isEmpty() && button ? button->text() : widget->accessibleName();
}

QString described(const QWidget *widget)
{
    return u"%1 “%2” in “%3”"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
        widget->objectName(), widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

/// What Tab should reach: everything in sight that takes it.
QSet<QWidget *> tabStops(const QWidget &window)
{
    QSet<QWidget *> stops;
    for (QWidget *widget : window.findChildren<QWidget *>())
        if (widget->isVisible() && widget->isEnabled() && isInteractive(widget) && !isPart(widget)
            && (widget->focusPolicy() & Qt::TabFocus))
            stops.insert(widget);
    return stops;
}

QStringList described(const QSet<QWidget *> &widgets)
{
    QStringList all;
    for (const QWidget *widget : widgets)
        all.append(described(widget));
    return all;
}
} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT
private slots:
    void everyWidgetHasItsNames_data() { addBothKinds(); }
    void everyWidgetHasItsNames();
    void tabReachesEverything_data() { addBothKinds(); }
    void tabReachesEverything();
    void f5Refreshes_data() { addBothKinds(); }
    void f5Refreshes();
    void spacePausesInTheGridOnly_data() { addBothKinds(); }
    void spacePausesInTheGridOnly();
    void findAndBack_data() { addBothKinds(); }
    void findAndBack();
    void copiesCellsAndRows_data() { addBothKinds(); }
    void copiesCellsAndRows();
    void noShortcutIsTakenTwice();
};

void TestKeyboard::everyWidgetHasItsNames()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(3, 1));
    QTest::mouseClick(lab.findInGrid<QPushButton>(u"addCondition"_s), Qt::LeftButton);
    QTest::keyClick(&lab.view(), Qt::Key_G, Qt::ControlModifier);
    lab.window().actions()[Command::Settings]->trigger();
    lab.window().actions()[Command::Findings]->trigger();
    QStringList nameless;
    for (const QWidget *widget : lab.window().findChildren<QWidget *>()) {
        if (!isInteractive(widget) || isPart(widget))
            continue;
        // The buttons of a dialog are known by their texts.
        const bool isStandard = widget->parentWidget()->inherits("QDialogButtonBox");
        if ((widget->objectName().isEmpty() && !isStandard) || spokenName(widget).isEmpty())
            nameless.append(described(widget));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestKeyboard::tabReachesEverything()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(3, 1));
    QVERIFY(lab.tick());
    QTest::mouseClick(lab.findInGrid<QPushButton>(u"addCondition"_s), Qt::LeftButton);
    lab.view().setFocus();
    QSet<QWidget *> missed = tabStops(lab.window());
    QVERIFY(missed.size() > 8);
    QSet<QWidget *> met;
    for (int step = 0; step < 200 && !missed.isEmpty(); ++step) {
        QWidget *focused = QApplication::focusWidget();
        QVERIFY(focused);
        missed.remove(focused);
        met.insert(focused);
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    QVERIFY2(missed.isEmpty(),
        qPrintable(
            u"missed: %1\nmet: %2"_s.arg(described(missed).join(u", "_s), described(met).join(u", "_s))));
}

void TestKeyboard::f5Refreshes()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    writer.change(writer.keyAt(4));
    QTest::keyClick(&lab.view(), Qt::Key_F5);
    const QModelIndex cell = lab.model().index(4, writer.columnOf(u"contact"_s));
    QTRY_COMPARE(cell.data(RawValueRole).toString(), u"sip:changed@192.0.2.7"_s);
    QVERIFY(cell.data(CellChangedRole).toBool());
    QVERIFY(!cell.data(OldTextRole).toString().isEmpty());
    lab.findInGrid<QLineEdit>(u"freeText"_s)->setFocus();
    writer.change(writer.keyAt(5));
    QTest::keyClick(lab.findInGrid<QLineEdit>(u"freeText"_s), Qt::Key_F5);
    QTRY_VERIFY(lab.model().index(5, cell.column()).data(CellChangedRole).toBool());
}

void TestKeyboard::spacePausesInTheGridOnly()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(3, 1));
    QTest::keyClick(&lab.view(), Qt::Key_Space);
    QVERIFY(lab.window().refresher().isPaused());
    QTest::keyClick(&lab.view(), Qt::Key_Space);
    QVERIFY(!lab.window().refresher().isPaused());

    auto *freeText = lab.findInGrid<QLineEdit>(u"freeText"_s);
    freeText->setFocus();
    QTest::keyClicks(freeText, u"a b"_s);
    QCOMPARE(freeText->text(), u"a b"_s);
    QVERIFY(!lab.window().refresher().isPaused());
    auto *add = lab.findInGrid<QPushButton>(u"addCondition"_s);
    add->setFocus();
    QTest::keyClick(add, Qt::Key_Space);
    QVERIFY(lab.findInGrid<QWidget>(u"filterChip"_s));
    QVERIFY(!lab.window().refresher().isPaused());
}

void TestKeyboard::findAndBack()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    auto *freeText = lab.findInGrid<QLineEdit>(u"freeText"_s);
    QTest::keyClick(&lab.view(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(freeText->hasFocus());
    QTest::keyClicks(freeText, u"2017"_s);
    QTRY_COMPARE(lab.grid().controller().filter().freeText, u"2017"_s);
    QTest::keyClick(freeText, Qt::Key_Backspace, Qt::ControlModifier);
    QTRY_VERIFY(lab.grid().controller().filter().isEmpty());

    const int at = lab.tabs().currentIndex();
    QTest::keyClick(&lab.window(), Qt::Key_PageDown, Qt::ControlModifier);
    QVERIFY(lab.tabs().currentIndex() != at);
    QTest::keyClick(&lab.window(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(lab.tabs().currentIndex(), at);
    const bool before = lab.window().details().isVisible();
    QTest::keyClick(&lab.window(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(lab.window().details().isVisible(), !before);
}

void TestKeyboard::copiesCellsAndRows()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QClipboard *clipboard = QApplication::clipboard();
    clipboard->clear();
    const QModelIndex cell = lab.model().index(3, writer.columnOf(u"callid"_s));
    lab.view().setCurrentIndex(cell);
    QTest::keyClick(&lab.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard->text().trimmed(), cell.data().toString());

    QTest::keyClick(&lab.view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&lab.view(), Qt::Key_C, Qt::ControlModifier);
    QStringList lines = clipboard->text().trimmed().split(u'\n');
    QCOMPARE(lines.size(), 2); // cells of one column need no header
    QCOMPARE(lines.at(1), cell.siblingAtRow(4).data().toString());

    QTest::keyClick(&lab.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    lines = clipboard->text().trimmed().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).contains(u"callid"_s) && lines.at(0).contains(u"expires"_s));
}

void TestKeyboard::noShortcutIsTakenTwice()
{
    WindowLab lab(DemoKind::Modern);
    QHash<QKeySequence, QString> owners;
    for (const QAction *action : lab.window().actions().all()) {
        if (action->shortcut().isEmpty())
            continue;
        QVERIFY2(!owners.contains(action->shortcut()),
            qPrintable(action->text() + u" and "_s + owners.value(action->shortcut())));
        owners.insert(action->shortcut(), action->text());
    }
    QVERIFY(owners.size() > 15);
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
