// SPDX-License-Identifier: GPL-3.0-or-later
// One document from the grid to the database and back: followed, edited, saved, undone, disputed, recovered.
#include "windowlab.h"

#include "change/changesection.h"
#include "editor/comparisonview.h"
#include "editor/documentdesk.h"
#include "editor/documenteditor.h"
#include "editor/documentpane.h"
#include "editor/draftkeeper.h"
#include "editor/draftrecovery.h"
#include "editor/templatedialog.h"
#include "editor/versionview.h"
#include "noticebar.h"

#include <QAbstractButton>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace {
/// Outlives the window that writes into it.
struct DraftFolder {
    QTemporaryDir folder;
};

/// The window with the pane in sight, drafts in a folder of its own and writing unlocked.
class PaneLab : private DraftFolder, public WindowLab {
public:
    explicit PaneLab(DemoKind kind) : WindowLab(kind) { prepare(folder.path()); }
    PaneLab(const QString &path, DemoKind kind, const QString &drafts) : WindowLab(path, kind)
    {
        prepare(drafts);
    }

    DocumentDesk &desk() { return window().documents(); }
    DocumentPane &pane() { return desk().pane(); }
    QByteArray text() { return pane().text(); }
    TableRole xcap() const { return isSeed() ? TableRole::XcapXml : TableRole::Xcap; }
    QString xcapColumn() const { return isSeed() ? u"xcap"_s : u"doc"_s; }

    bool openWithPane(TableRole role)
    {
        if (!open(role))
            return false;
        window().changes()->desk().gate().setLevel(WriteGate::Level::Open);
        desk().dock().show();
        return true;
    }
    /// Goes to a row and waits for its document.
    bool show(int row)
    {
        view().goToRow(row);
        return waitFor([this, row] { return isShown(row); });
    }
    bool isShown(int row)
    {
        const GridEntry *entry = model().entryAt(row);
        return entry && pane().document() && pane().document()->row.rowKey == entry->row.key
            && pane().document()->row.table.role == grid().table().role;
    }
    bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 20'000); }
    void replace(const QByteArray &before, const QByteArray &after)
    {
        QByteArray changed = text();
        QVERIFY2(changed.contains(before), changed.constData());
        pane().replaceText(changed.replace(before, after));
    }
    /// What the file has where the pane's document lies.
    QByteArray stored(const OpenDocument &document)
    {
        QString sql =
            u"SELECT CAST(%1 AS BLOB) FROM %2 WHERE 1"_s.arg(document.column, document.row.table.name);
        QVariantList values;
        for (const NamedValue &key : document.row.key) {
            sql += u" AND %1 = ?"_s.arg(key.column);
            values.append(key.value);
        }
        return ask(sql, values).toByteArray();
    }
    /// The server replaces the document.
    void overwrite(const OpenDocument &document, const QByteArray &bytes)
    {
        QString sql = u"UPDATE %1 SET %2 = ? WHERE 1"_s.arg(document.row.table.name, document.column);
        QVariantList values {bytes};
        for (const NamedValue &key : document.row.key) {
            sql += u" AND %1 = ?"_s.arg(key.column);
            values.append(key.value);
        }
        write(sql, values);
    }
    void press(const QString &button)
    {
        auto *found = find<QPushButton>(button);
        QVERIFY2(found && found->isVisible() && found->isEnabled(), qPrintable(button));
        found->click();
    }
    bool isSaid(const QString &bar) { return find<NoticeBar>(bar)->isVisible(); }
    QString said(const QString &bar) { return find<NoticeBar>(bar)->sentence(); }
    void run(Command command) { window().actions()[command]->trigger(); }
    bool save()
    {
        run(Command::SaveDocument);
        return waitFor([this] { return !pane().isEdited(); });
    }

private:
    void prepare(const QString &drafts)
    {
        desk().drafts().setFolder(drafts);
        desk().drafts().keeper().setPause(0);
        desk().dock().resize(1000, 300);
    }
};

/// A document that the lab can tell from all others, in the first row of presentity.
QByteArray plainBody(const QByteArray &basic, const QByteArray &note)
{
    return "<?xml version=\"1.0\"?>\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
           "entity=\"sip:lab@example.com\">\n  <tuple id=\"a\">\n    <status><basic>"
        + basic + "</basic></status>\n  </tuple>\n  <note>" + note + "</note>\n</presence>\n";
}
} // namespace

class TestDocumentPane : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup()
    {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (qobject_cast<QDialog *>(widget))
                widget->close();
    }

    void followsTheRow_data() { addBothKinds(); }
    void followsTheRow();
    void whatIsOnlyLookedAtStays_data() { addBothKinds(); }
    void whatIsOnlyLookedAtStays();
    void staysWithUnsavedEdits_data() { addBothKinds(); }
    void staysWithUnsavedEdits();
    void savesAndUndoes_data() { addBothKinds(); }
    void savesAndUndoes();
    void rulesGetANewEtag_data() { addBothKinds(); }
    void rulesGetANewEtag();
    void showsWhatTheServerChanged_data() { addBothKinds(); }
    void showsWhatTheServerChanged();
    void aSaveNeverOverwritesTheUnseen_data() { addBothKinds(); }
    void aSaveNeverOverwritesTheUnseen();
    void aRowThatIsGoneCanComeBack();
    void malformedOnlyByASecondWish();
    void bytesThatAreNoTextAreRead();
    void kindThatRowAndContentDisputeIsChosen();
    void draftsSurviveACrash_data() { addBothKinds(); }
    void draftsSurviveACrash();
    void damagedDraftsAreTold();
    void closingAsks();
    void aNewDocumentBecomesARow_data() { addBothKinds(); }
    void aNewDocumentBecomesARow();
    void aLongTextIsShown();
};

void TestDocumentPane::followsTheRow()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    for (const int row : {0, 3, 1}) {
        QVERIFY(lab.show(row));
        QCOMPARE(lab.text(), lab.stored(*lab.pane().document()));
        QVERIFY(!lab.pane().isEdited());
        QVERIFY(lab.desk().dock().windowTitle().contains(u"Presence"_s));
        QTRY_VERIFY(lab.find<QLabel>(u"documentState"_s)->text().contains(u"UTF-8 · "_s));
    }
    // A wish that is overtaken never arrives.
    for (int row = 0; row < 12; ++row)
        lab.view().goToRow(row);
    QTRY_VERIFY(lab.isShown(11));
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    lab.view().goToRow(0);
    QTRY_VERIFY(lab.find<QLabel>(u"documentEmpty"_s)->text().contains(u"no documents"_s));
    QVERIFY(!lab.pane().hasDocument());
}

void TestDocumentPane::whatIsOnlyLookedAtStays()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(lab.xcap()));
    const QString all = u"SELECT %1 FROM %2"_s.arg(lab.xcapColumn(), lab.grid().table().name);
    const QList<QVariantList> before = lab.askRows(all);
    for (int row = 0; row < 8; ++row)
        QVERIFY(lab.show(row));
    for (const DocumentViewKind view : {DocumentViewKind::Form, DocumentViewKind::Outline,
             DocumentViewKind::Hex, DocumentViewKind::Diff, DocumentViewKind::Text})
        lab.pane().setView(view);
    QVERIFY(!lab.pane().isEdited());
    QVERIFY(!lab.window().actions()[Command::SaveDocument]->isEnabled());
    lab.run(Command::SaveDocument);
    QVERIFY(lab.tick());
    QCOMPARE(lab.askRows(all), before);
}

void TestDocumentPane::staysWithUnsavedEdits()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(2));
    const QByteArray before = lab.text();
    lab.pane().replaceText(before + "<!-- mine -->");
    QVERIFY(lab.pane().isEdited());
    QVERIFY(lab.desk().dock().windowTitle().contains(u"unsaved"_s));
    QTRY_COMPARE(lab.model().index(2, 0).data(RowNoteRole).toInt(), int(RowNote::EditedDocument));

    lab.view().goToRow(5);
    QTRY_VERIFY(lab.isSaid(u"stayBar"_s));
    QVERIFY(lab.tick());
    QVERIFY(lab.isShown(2));
    QCOMPARE(lab.text(), before + "<!-- mine -->");
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    QVERIFY(lab.isSaid(u"stayBar"_s));
    lab.press(u"stayGo"_s);
    QTRY_COMPARE(lab.view().currentIndex().row(), 2);
    QCOMPARE(lab.grid().table().role, TableRole::Presentity);
    QTRY_VERIFY(!lab.isSaid(u"stayBar"_s));

    lab.view().goToRow(5);
    QTRY_VERIFY(lab.isSaid(u"stayBar"_s));
    lab.press(u"stayDiscard"_s);
    QTRY_VERIFY(lab.isShown(5));
    QVERIFY(!lab.pane().isEdited());
    QVERIFY(lab.model().index(2, 0).data(RowNoteRole).toInt() != int(RowNote::EditedDocument));
}

void TestDocumentPane::savesAndUndoes()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    const QByteArray before = lab.text();
    const QByteArray after = plainBody("closed", "gone fishing");
    lab.pane().replaceText(after);
    QVERIFY(lab.save());
    QCOMPARE(lab.stored(document), after);
    QCOMPARE(lab.text(), after);
    QVERIFY(!lab.desk().dock().windowTitle().contains(u"unsaved"_s));

    const auto entries = lab.window().changes()->desk().journal().entries(lab.database().url().display());
    QVERIFY(entries && !entries->isEmpty());
    lab.window().changes()->flow().undo(entries->constFirst());
    QTRY_COMPARE(lab.text(), before);
    QCOMPARE(lab.stored(document), before);
    QVERIFY(!lab.pane().isEdited());
}

void TestDocumentPane::rulesGetANewEtag()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(lab.xcap()));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    const int etag = document.row.table.indexOf(u"etag"_s);
    const QByteArray after = lab.text() + "\n<!-- reviewed -->\n";
    lab.pane().replaceText(after);
    QVERIFY(lab.save());
    QCOMPARE(lab.stored(document), after);
    if (etag < 0)
        return; // tables without
    QTRY_VERIFY(lab.pane().document()->row.cells.at(etag) != document.row.cells.at(etag));
    // The next save knows the new one.
    lab.pane().replaceText(after + "<!-- again -->\n");
    lab.run(Command::EditDocument);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!lab.pane().isEdited());
    QCOMPARE(lab.stored(document), after + "<!-- again -->\n");
}

void TestDocumentPane::showsWhatTheServerChanged()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    lab.overwrite(document, plainBody("open", "here"));
    QVERIFY(lab.tick());
    QTRY_COMPARE(lab.text(), plainBody("open", "here")); // not edited: simply followed

    lab.replace("here", "mine");
    lab.overwrite(document, plainBody("closed", "here"));
    QVERIFY(lab.tick());
    QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
    QCOMPARE(lab.text(), plainBody("open", "mine"));
    lab.press(u"compareBoth"_s);
    QTRY_VERIFY(lab.find<VersionView>(u"versionTheirs"_s)->text().contains(u"closed"_s));
    QVERIFY(lab.find<VersionView>(u"versionMine"_s)->text().contains(u"mine"_s));
    QVERIFY(lab.find<VersionView>(u"versionBase"_s)->text().contains(u"here"_s));
    QCOMPARE(lab.find<VersionView>(u"versionTheirs"_s)->markCount(), 1);
    QCOMPARE(lab.find<VersionView>(u"versionBase"_s)->markCount(), 2);
    QCOMPARE(lab.find<QTableWidget>(u"comparedElements"_s)->rowCount(), 2);

    // Different places: both fit into one text, which is saved over theirs.
    lab.press(u"mergeBoth"_s);
    QCOMPARE(lab.text(), plainBody("closed", "mine"));
    QVERIFY(!lab.isSaid(u"conflictBar"_s));
    QVERIFY(lab.save());
    QCOMPARE(lab.stored(document), plainBody("closed", "mine"));

    lab.replace("mine", "ours");
    lab.overwrite(document, plainBody("closed", "theirs"));
    QVERIFY(lab.tick());
    QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
    QTRY_VERIFY(lab.find<QLabel>(u"comparisonSentence"_s)->text().contains(u"same places"_s));
    QVERIFY(!lab.find<QPushButton>(u"mergeBoth"_s)->isEnabled());
    lab.press(u"takeTheirs"_s);
    QTRY_COMPARE(lab.text(), plainBody("closed", "theirs"));
    QVERIFY(!lab.pane().isEdited());
}

void TestDocumentPane::aSaveNeverOverwritesTheUnseen()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    lab.pane().replaceText(plainBody("open", "mine"));
    lab.overwrite(document, plainBody("closed", "theirs")); // no refresh tells of it
    lab.run(Command::SaveDocument);
    QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
    QCOMPARE(lab.stored(document), plainBody("closed", "theirs"));
    QVERIFY(lab.pane().isEdited());
    lab.press(u"keepMine"_s);
    QCOMPARE(lab.text(), plainBody("open", "mine"));

    // Once more: what was seen is no longer what is stored.
    lab.overwrite(document, plainBody("closed", "theirs again"));
    lab.run(Command::SaveDocument);
    QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
    QCOMPARE(lab.stored(document), plainBody("closed", "theirs again"));
    lab.press(u"keepMine"_s);
    QVERIFY(lab.save());
    QCOMPARE(lab.stored(document), plainBody("open", "mine"));
}

void TestDocumentPane::aRowThatIsGoneCanComeBack()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    lab.pane().replaceText(plainBody("open", "back"));
    lab.write(u"DELETE FROM presentity WHERE id = ?"_s, {document.row.key.constFirst().value});
    lab.run(Command::SaveDocument);
    QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
    QVERIFY(lab.said(u"conflictBar"_s).contains(u"no longer"_s));
    lab.press(u"newRow"_s);
    QVERIFY(!lab.isSaid(u"conflictBar"_s));
    QVERIFY(lab.save());
    QCOMPARE(lab.stored(document), plainBody("open", "back"));
}

void TestDocumentPane::malformedOnlyByASecondWish()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    const QByteArray before = lab.text();
    lab.pane().replaceText("<presence><tuple></presence>");
    lab.run(Command::SaveDocument);
    QTRY_VERIFY(lab.isSaid(u"remarkBar"_s));
    QVERIFY(lab.said(u"remarkBar"_s).contains(u"malformed"_s));
    QCOMPARE(lab.stored(document), before);
    QVERIFY(lab.pane().isEdited());
    lab.press(u"storeAnyway"_s);
    QTRY_VERIFY(!lab.pane().isEdited());
    QCOMPARE(lab.stored(document), "<presence><tuple></presence>");
}

void TestDocumentPane::bytesThatAreNoTextAreRead()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const QByteArray bytes("\x89PNG\0\x01\xFF\xFE", 8);
    lab.overwrite(*lab.pane().document(), bytes);
    QVERIFY(lab.tick());
    QTRY_VERIFY(lab.isSaid(u"reasonBar"_s));
    QCOMPARE(lab.pane().document()->stored(), bytes);
    QVERIFY(lab.pane().editor().isReadOnly());
    lab.view().goToRow(1);
    QTRY_VERIFY(!lab.isSaid(u"reasonBar"_s));
    lab.view().goToRow(0);
    QTRY_VERIFY(lab.isSaid(u"reasonBar"_s));
    QCOMPARE(lab.pane().header().view(), DocumentViewKind::Hex);
    QVERIFY(!lab.window().actions()[Command::FormatDocument]->isEnabled());
}

void TestDocumentPane::kindThatRowAndContentDisputeIsChosen()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    lab.overwrite(*lab.pane().document(),
        "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"><rule id=\"a\"/></ruleset>");
    QVERIFY(lab.tick());
    QTRY_VERIFY(lab.isSaid(u"kindBar"_s));
    QCOMPARE(lab.pane().document()->type().id, "presence"_L1);
    lab.press(u"kindOfContent"_s);
    QCOMPARE(lab.pane().document()->type().id, "pres-rules"_L1);
    QVERIFY(lab.tick()); // a person's choice outlives a refresh
    QCOMPARE(lab.pane().document()->type().id, "pres-rules"_L1);
}

void TestDocumentPane::draftsSurviveACrash()
{
    QFETCH(DemoKind, kind);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"presence.sqlite"_s);
    const QString drafts = folder.filePath(u"drafts"_s);
    QVERIFY(writeDemoDatabase(kind, path, QDateTime::currentSecsSinceEpoch()));
    QByteArray before;
    {
        PaneLab lab(path, kind, drafts);
        QVERIFY(lab.openWithPane(TableRole::Presentity));
        QVERIFY(lab.show(1));
        before = lab.text();
        lab.pane().replaceText(plainBody("open", "not saved"));
        QTRY_COMPARE(QDir(drafts).entryList({u"*.drafts"_s}).size(), 1);
    } // nobody was asked: as in a crash
    {
        PaneLab lab(path, kind, drafts);
        QVERIFY(lab.openWithPane(TableRole::Watchers));
        QTRY_VERIFY(lab.isSaid(u"draftBar"_s));
        lab.press(u"recoverDrafts"_s);
        QTRY_COMPARE(lab.text(), plainBody("open", "not saved"));
        QVERIFY(lab.pane().isEdited());
        QVERIFY(!lab.isSaid(u"conflictBar"_s));
        lab.overwrite(*lab.pane().document(), plainBody("closed", "meanwhile"));
    }
    {
        PaneLab lab(path, kind, drafts);
        QVERIFY(lab.openWithPane(TableRole::Watchers));
        QTRY_VERIFY(lab.isSaid(u"draftBar"_s));
        lab.press(u"recoverDrafts"_s);
        QTRY_VERIFY(lab.isSaid(u"conflictBar"_s));
        QCOMPARE(lab.pane().document()->stored(), before);
        lab.pane().discard();
        QTRY_VERIFY(QDir(drafts).entryList({u"*.drafts"_s}).isEmpty());
    }
    PaneLab lab(path, kind, drafts);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    QVERIFY(!lab.isSaid(u"draftBar"_s));
}

void TestDocumentPane::damagedDraftsAreTold()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"presence.sqlite"_s);
    const QString drafts = folder.filePath(u"drafts"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, path, QDateTime::currentSecsSinceEpoch()));
    {
        PaneLab lab(path, DemoKind::Modern, drafts);
        QVERIFY(lab.openWithPane(TableRole::Presentity));
        QVERIFY(lab.show(1));
        lab.pane().replaceText("<presence/>");
        QTRY_COMPARE(QDir(drafts).entryList({u"*.drafts"_s}).size(), 1);
    }
    const QString draft = QDir(drafts).filePath(QDir(drafts).entryList({u"*.drafts"_s}).constFirst());
    QCOMPARE(QFile::permissions(draft) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QFile file(draft);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("rubbish");
    file.close();
    PaneLab lab(path, DemoKind::Modern, drafts);
    QSignalSpy failed(&lab.desk(), &DocumentDesk::failed);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.constFirst().constFirst().value<Error>().message.contains(draft));
    QVERIFY(lab.show(1)); // and all else works
}

void TestDocumentPane::closingAsks()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    const OpenDocument document = *lab.pane().document();
    lab.pane().replaceText(plainBody("open", "kept"));
    QVERIFY(!lab.window().close());
    auto *box = lab.find<QMessageBox>(u"unsavedDocument"_s);
    QVERIFY(box && box->isVisible());
    box->button(QMessageBox::Cancel)->click();
    QVERIFY(lab.window().isVisible() && lab.pane().isEdited());

    QVERIFY(!lab.window().close());
    QTRY_VERIFY(lab.find<QMessageBox>(u"unsavedDocument"_s));
    const auto buttons = lab.find<QMessageBox>(u"unsavedDocument"_s)->buttons();
    for (QAbstractButton *button : buttons)
        if (lab.find<QMessageBox>(u"unsavedDocument"_s)->buttonRole(button) == QMessageBox::AcceptRole) {
            button->click();
            break;
        }
    QTRY_VERIFY(!lab.window().isVisible());
    QCOMPARE(lab.stored(document), plainBody("open", "kept"));
}

void TestDocumentPane::aNewDocumentBecomesARow()
{
    QFETCH(DemoKind, kind);
    PaneLab lab(kind);
    QVERIFY(lab.openWithPane(lab.xcap()));
    QVERIFY(lab.show(0));
    const QString count =
        u"SELECT count(*) FROM %1 WHERE username = 'new.comer'"_s.arg(lab.grid().table().name);
    lab.run(Command::NewDocument);
    auto *dialog = lab.find<TemplateDialog>(u"templateDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"templateOwner"_s)->setText(u"new.comer@example.com"_s);
    QVERIFY(dialog->findChild<QRadioButton *>(u"templateAsRow"_s)->isChecked());
    dialog->accept();
    QVERIFY(!lab.pane().isEdited()); // accepted by nobody

    lab.run(Command::NewDocument);
    QTRY_VERIFY(lab.find<TemplateDialog>(u"templateDialog"_s)
        && lab.find<TemplateDialog>(u"templateDialog"_s)->isVisible());
    dialog = lab.find<TemplateDialog>(u"templateDialog"_s);
    dialog->findChild<QLineEdit *>(u"templateOwner"_s)->setText(u"new.comer@example.com"_s);
    dialog->findChild<QPushButton *>(u"templateMake"_s)->click();
    QTRY_VERIFY(lab.pane().isEdited());
    QVERIFY(lab.pane().document()->row.isNew());
    const QByteArray text = lab.text();
    QCOMPARE(lab.ask(count).toInt(), 0);
    QVERIFY(lab.save());
    QCOMPARE(lab.ask(count).toInt(), 1);
    QCOMPARE(lab.ask(u"SELECT CAST(%1 AS BLOB) FROM %2 WHERE username = 'new.comer'"_s.arg(
                         lab.xcapColumn(), lab.grid().table().name))
                 .toByteArray(),
        text);
}

void TestDocumentPane::aLongTextIsShown()
{
    PaneLab lab(DemoKind::Modern);
    QVERIFY(lab.openWithPane(TableRole::Presentity));
    QVERIFY(lab.show(0));
    QByteArray note;
    for (int i = 0; i < 40'000; ++i)
        note += "word " + QByteArray::number(i) + '\n';
    lab.overwrite(*lab.pane().document(), plainBody("open", note));
    QVERIFY(lab.tick());
    QTRY_COMPARE(lab.text(), plainBody("open", note));
    lab.pane().setView(DocumentViewKind::Diff);
    lab.replace("word 77\n", "sword\n");
    QTRY_COMPARE(lab.find<VersionView>(u"versionMine"_s)->markCount(), 1);
    lab.pane().discard();
}

QTEST_MAIN(TestDocumentPane)
#include "tst_documentpane.moc"
