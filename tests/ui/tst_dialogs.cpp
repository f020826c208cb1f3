// SPDX-License-Identifier: GPL-3.0-or-later
#include "gotorowdialog.h"
#include "plainlabel.h"
#include "settings.h"
#include "settingsdialog.h"

#include <QComboBox>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

class TestDialogs : public QObject {
    Q_OBJECT

private slots:
    void settingsAreStoredOnlyOnOk();
    void anAlarmNeverComesBeforeItsWarning();
    void aBrokenSettingsFileFallsBack();
    void goToRowCountsFromOne_data();
    void goToRowCountsFromOne();
    void labelsAndTooltipsAreNeverRichText();

private:
    QTemporaryDir m_folder;
};

void TestDialogs::settingsAreStoredOnlyOnOk()
{
    QSettings settings(m_folder.filePath(u"ok.ini"_s), QSettings::IniFormat);
    SettingsDialog cancelled(settings);
    cancelled.findChild<QSpinBox *>(u"warnSeconds"_s)->setValue(600);
    cancelled.reject();
    QVERIFY(settings.allKeys().isEmpty());

    SettingsDialog dialog(settings);
    QSignalSpy spy(&dialog, &SettingsDialog::settingsStored);
    QCOMPARE(dialog.findChild<QSpinBox *>(u"warnSeconds"_s)->value(), 300);
    QCOMPARE(dialog.findChild<QSpinBox *>(u"alarmSeconds"_s)->value(), 60);
    dialog.findChild<QSpinBox *>(u"warnSeconds"_s)->setValue(600);
    dialog.findChild<QSpinBox *>(u"alarmSeconds"_s)->setValue(90);
    dialog.findChild<QSpinBox *>(u"markSeconds"_s)->setValue(20);
    dialog.findChild<QComboBox *>(u"times"_s)->setCurrentIndex(1);
    dialog.findChild<QComboBox *>(u"cells"_s)->setCurrentIndex(1);
    dialog.findChild<QComboBox *>(u"theme"_s)->setCurrentIndex(2);
    dialog.accept();
    QCOMPARE(spy.count(), 1);
    settings.sync();
    const QSettings read(settings.fileName(), QSettings::IniFormat);
    QCOMPARE(Settings::warnSeconds.value(read), 600);
    QCOMPARE(Settings::alarmSeconds.value(read), 90);
    QCOMPARE(Settings::markSeconds.value(read), 20);
    QCOMPARE(Settings::utcTimes.value(read), true);
    QCOMPARE(Settings::rawCells.value(read), true);
    QCOMPARE(Settings::theme.value(read), u"dark"_s);
}

void TestDialogs::anAlarmNeverComesBeforeItsWarning()
{
    QSettings settings(m_folder.filePath(u"alarm.ini"_s), QSettings::IniFormat);
    SettingsDialog dialog(settings);
    dialog.findChild<QSpinBox *>(u"warnSeconds"_s)->setValue(30);
    QCOMPARE(dialog.findChild<QSpinBox *>(u"alarmSeconds"_s)->value(), 30);
}

void TestDialogs::aBrokenSettingsFileFallsBack()
{
    QSettings settings(m_folder.filePath(u"broken.ini"_s), QSettings::IniFormat);
    settings.setValue(u"ui/theme"_s, u"purple"_s);
    settings.setValue(u"grid/warnSeconds"_s, u"-7"_s);
    SettingsDialog dialog(settings);
    QCOMPARE(dialog.findChild<QComboBox *>(u"theme"_s)->currentIndex(), 0);
    QCOMPARE(dialog.findChild<QSpinBox *>(u"warnSeconds"_s)->value(), 0);
}

void TestDialogs::goToRowCountsFromOne_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("typed");
    QTest::addColumn<qint64>("chosen");
    QTest::newRow("in the middle") << qint64(1'000'000) << 500'000 << qint64(500'000);
    QTest::newRow("beyond the end") << qint64(10) << 11 << qint64(10);
    QTest::newRow("zero") << qint64(10) << 0 << qint64(1);
    QTest::newRow("empty table") << qint64(0) << 5 << qint64(1);
    QTest::newRow("more rows than an int counts") << std::numeric_limits<qint64>::max() << 7 << qint64(7);
}

void TestDialogs::goToRowCountsFromOne()
{
    QFETCH(qint64, total);
    QFETCH(int, typed);
    GoToRowDialog dialog(total, 1);
    QSignalSpy spy(&dialog, &GoToRowDialog::rowChosen);
    dialog.findChild<QSpinBox *>(u"rowNumber"_s)->setValue(typed);
    dialog.accept();
    QCOMPARE(spy.count(), 1);
    QTEST(spy.first().first().toLongLong(), "chosen");
}

void TestDialogs::labelsAndTooltipsAreNeverRichText()
{
    const QString hostile = u"<img src=\"file:///etc/hostname\"> sip:x@y"_s;
    PlainLabel label(hostile);
    PlainLabel harmless(u"x"_s);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QVERIFY(label.sizeHint().width() > 10 * harmless.sizeHint().width());
    setPlainTooltip(&label, hostile);
    QVERIFY(!label.toolTip().contains("<img"_L1));
    QVERIFY(label.toolTip().contains("&lt;img"_L1));
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
