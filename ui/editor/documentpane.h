// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "document/comparison.h"
#include "document/opendocument.h"
#include "editor/documentheader.h"

#include <QTimer>
#include <QWidget>

class ComparisonView;
class DocumentEditor;
class DocumentChecker;
class DocumentViews;
class NewestJob;
class NoticeBar;
class PlainLabel;
class QStackedWidget;

/// One document, read and edited: follows the row of the grid until something is typed, and then stays with
/// its document until that is saved or discarded. Reads and writes nothing itself.
class DocumentPane : public QWidget {
    Q_OBJECT
public:
    explicit DocumentPane(const Actions &actions, QWidget *parent = nullptr);

    /// The grid's row, read whole. With unsaved edits only news of the edited document are taken from it.
    void showRow(const StoredRow &row, const QList<OpenDocument> &documents);
    /// The grid is at no row, or at one that cannot be read.
    void showNothing(const QString &why);
    /// Where the grid is now; told before the row is read.
    void gridIsAt(const std::optional<StoredRow> &row);

    bool hasDocument() const { return m_document.has_value(); }
    const OpenDocument *document() const { return m_document ? &*m_document : nullptr; }
    const OpenDocument *theirs() const { return m_theirs ? &*m_theirs : nullptr; }
    bool isEdited() const;
    QByteArray text() const;
    DocumentEditor &editor();
    DocumentHeader &header() { return *m_header; }
    void setView(DocumentViewKind view);
    /// Of a row with several documents, the one to show.
    void preferColumn(const QString &column) { m_column = column; }
    /// Addresses to propose for identities.
    void setKnownUris(const QStringList &uris);

    /// The text as the bytes that would be stored; nothing when it has characters that its encoding has not.
    std::optional<QByteArray> bytes() const;
    /// Tells by checked() what the check says of the text as it is now.
    void checkNow();
    /// What the last check said, nothing while another one is under way.
    const std::optional<Verdict> &verdict() const { return m_verdict; }
    void format();
    /// A document that has no row yet, or the text of the current one anew.
    void startNew(const OpenDocument &document, const QByteArray &text);
    void replaceText(const QByteArray &text);
    /// Unsaved text that a crash left, on the document as it was then; @p now is what is stored today.
    void restore(const OpenDocument &base, const QByteArray &text, const std::optional<OpenDocument> &now);

    /// What is open is still the document of this row, or the new one that has become it.
    bool isOf(const StoredRow &row) const;
    /// The database has the text as it was when it was saved, in a row with these values. What was typed
    /// since stays.
    void setStored(const StoredRow &row);
    /// Somebody else has changed the document.
    void setTheirs(const OpenDocument &theirs);
    /// The row of the edited document is no longer there.
    void setGone();
    void discard();

    /// A sentence about the document; it goes with the next edit.
    void showRemark(const QString &sentence);
    void clearRemark();
    /// The text is no well-formed document: is it to be stored all the same?
    void askAboutMalformed(const Verdict &verdict);

signals:
    void saveWanted();
    void storeAnywayWanted();
    void goToRowWanted();
    void discarded();
    void editedChanged(bool edited);
    void textChanged();
    void titleChanged(const QString &title); ///< which document it is; plain text
    void checked(const Verdict &verdict);

private:
    void createBars();
    void createCommands(const Actions &actions);
    void connectViews();
    void show(const OpenDocument &document, bool keepPlace);
    void showColumn(const QString &column);
    void setKind(const DocumentType *kind);
    void tellAll();
    void tellKind();
    void tellConflict();
    void compare();
    void keepMine();
    void becomeNewRow();
    void takeTheirs();
    void merge();
    void checkDocument();
    void takeVerdict(const Verdict &verdict, int revision);
    void tellTitle();
    void tellReason();
    void onEdited();
    void act(const QString &choice);

    const Actions &m_actions;
    DocumentHeader *m_header;
    DocumentViews *m_views;
    QStackedWidget *m_pages;
    PlainLabel *m_empty;
    NoticeBar *m_stayBar;
    NoticeBar *m_conflictBar;
    NoticeBar *m_kindBar;
    NoticeBar *m_reasonBar;
    NoticeBar *m_remarkBar;
    QList<OpenDocument> m_documents; ///< of the row that is shown
    std::optional<OpenDocument> m_document;
    std::optional<OpenDocument> m_theirs;
    std::optional<QByteArray> m_merged;
    std::optional<Verdict> m_verdict;
    QString m_column; ///< of the tab that was chosen last
    bool m_isElsewhere = false; ///< the grid is at another row than the edited document
    bool m_isGone = false;
    bool m_wasEdited = false;
    QTimer m_compareSoon;
    DocumentChecker *m_checker;
    NewestJob *m_format;
};
