// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "demo/demodatabase.h"
#include "editor/scandialog.h"
#include "editor/scanmodel.h"
#include "patience.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

// A whole database is checked in a window beside the others, and each line leads to its row.
class TestScanDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void listsWhatIsFound();
    void linesLeadToRows();
    void linesAreSortedAndFiltered();
    void stopsWhenAsked();
    void linesCanBeCopied();
    void closingWhileRunningIsHarmless();

private:
    std::unique_ptr<ScanDialog> dialog() const
    {
        return std::make_unique<ScanDialog>(m_spec, m_schema, 1'800'000'000);
    }

    QTemporaryDir m_folder;
    ConnectionSpec m_spec;
    DatabaseSchema m_schema;
};

namespace {

QTreeView &listOf(const ScanDialog &dialog)
{
    return *dialog.findChild<QTreeView *>(u"scanList"_s);
}

QString textAt(const ScanDialog &dialog, int line, int column)
{
    return listOf(dialog).model()->index(line, column).data().toString();
}

QString stateOf(const ScanDialog &dialog)
{
    return dialog.findChild<QLabel *>(u"scanState"_s)->text();
}

bool runToEnd(ScanDialog &dialog)
{
    dialog.start();
    return QTest::qWaitFor([&dialog] { return !dialog.isRunning(); }, int(patienceMs));
}

} // namespace

void TestScanDialog::initTestCase()
{
    const QString path = m_folder.filePath(u"demo.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, path, 1'800'000'000));
    m_spec.url = *parseDatabaseUrl(path);
    const auto connection = openConnection(m_spec);
    QVERIFY(connection);
    m_schema = *readSchema(**connection);
}

void TestScanDialog::listsWhatIsFound()
{
    const auto window = dialog();
    const QAbstractItemModelTester tester(window->findChild<ScanModel *>());
    window->show();
    QVERIFY(!window->isModal());
    auto *button = window->findChild<QPushButton *>(u"scanButton"_s);
    const QString startWord = button->text();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(window->isRunning());
    QVERIFY(button->text() != startWord);
    QTRY_VERIFY_WITH_TIMEOUT(!window->isRunning(), int(patienceMs));
    QCOMPARE(button->text(), startWord);
    QVERIFY(listOf(*window).model()->rowCount() > 20);
    const auto *progress = window->findChild<QProgressBar *>(u"scanProgress"_s);
    QCOMPARE(progress->value(), progress->maximum());
    QVERIFY2(stateOf(*window).contains("were checked"_L1), qPrintable(stateOf(*window)));
    QVERIFY(!window->findChild<QLabel *>(u"scanFound"_s)->text().isEmpty());
    if (qEnvironmentVariableIsSet("PRESENCE_PICTURES"))
        window->grab().save(qEnvironmentVariable("PRESENCE_PICTURES") + u"/scandialog.png"_s);
}

void TestScanDialog::linesLeadToRows()
{
    const auto window = dialog();
    QVERIFY(runToEnd(*window));
    QList<std::pair<TableRole, QVariantList>> wanted;
    connect(window.get(), &ScanDialog::rowWanted, this, [&wanted](TableRole role, const QVariantList &key) {
        wanted.append({role, key});
    });
    QTreeView &list = listOf(*window);
    window->findChild<QLineEdit *>(u"scanFilter"_s)->setText(u"between the rules"_s);
    QVERIFY(list.model()->rowCount() > 0);
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.at(0).first, TableRole::Xcap);
    QCOMPARE(wanted.at(0).second.size(), m_schema.table(TableRole::Xcap)->key.size());
}

void TestScanDialog::linesAreSortedAndFiltered()
{
    const auto window = dialog();
    QVERIFY(runToEnd(*window));
    QTreeView &list = listOf(*window);
    const int all = list.model()->rowCount();
    QVERIFY(
        textAt(*window, 0, ScanModel::SeverityColumn) != textAt(*window, all - 1, ScanModel::SeverityColumn));
    list.sortByColumn(ScanModel::LineColumn, Qt::DescendingOrder);
    QVERIFY(textAt(*window, 0, ScanModel::LineColumn).toInt()
        >= textAt(*window, 1, ScanModel::LineColumn).toInt());
    auto *filter = window->findChild<QLineEdit *>(u"scanFilter"_s);
    filter->setText(u"XCAP"_s);
    QVERIFY(list.model()->rowCount() < all);
    QVERIFY(list.model()->rowCount() > 0);
    filter->clear();
    QCOMPARE(list.model()->rowCount(), all);
}

void TestScanDialog::stopsWhenAsked()
{
    const auto window = dialog();
    window->start();
    window->stop();
    QVERIFY(!window->isRunning());
    QVERIFY2(stateOf(*window).contains("stopped"_L1), qPrintable(stateOf(*window)));
    QVERIFY(runToEnd(*window));
    const int once = listOf(*window).model()->rowCount();
    QVERIFY(runToEnd(*window));
    QCOMPARE(listOf(*window).model()->rowCount(), once);
}

void TestScanDialog::linesCanBeCopied()
{
    const auto window = dialog();
    QVERIFY(runToEnd(*window));
    QTreeView &list = listOf(*window);
    list.setCurrentIndex(list.model()->index(0, 0));
    window->findChild<QAction *>(u"scanCopy"_s)->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text.count(u'\t'), ScanModel::ColumnCount - 1);
    QVERIFY(text.contains(textAt(*window, 0, ScanModel::TableColumn)));
}

void TestScanDialog::closingWhileRunningIsHarmless()
{
    auto window = dialog();
    window->show();
    window->start();
    window->close();
    QVERIFY(!window->isVisible());
    window.reset();
    QCoreApplication::processEvents();
}

QTEST_MAIN(TestScanDialog)
#include "tst_scandialog.moc"
