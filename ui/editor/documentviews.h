// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/opendocument.h"
#include "document/validator.h"
#include "document/xmltree.h"
#include "editor/documentheader.h"

#include <QTimer>
#include <QWidget>

class ComparisonView;
class DocumentEditor;
class FormView;
class HexView;
class NewestJob;
class OutlineView;
class ProblemList;
class QSplitter;
class QStackedWidget;

/// The ways to look at one document, all of the same text: the editor with what stands beside it, the bytes,
/// and what was changed.
class DocumentViews : public QWidget {
    Q_OBJECT
public:
    explicit DocumentViews(QWidget *parent = nullptr);

    void showDocument(const OpenDocument &document, bool keepPlace);
    /// The same text, taken for a document of another kind.
    void setType(const OpenDocument &document);
    void setView(DocumentViewKind view);
    void setVerdict(const Verdict &verdict);
    void setKnownUris(const QStringList &uris);

    DocumentEditor &editor() { return *m_editor; }
    const DocumentEditor &editor() const { return *m_editor; }
    ComparisonView &comparison() { return *m_comparison; }

private:
    void createPages();
    void connectEditor();
    void connectSides();
    void askOffset(const QString &question);
    void readTree();
    void showTree(const XmlTree &tree);

    QStackedWidget *m_pages;
    QSplitter *m_texts;
    QStackedWidget *m_sides; ///< form and outline
    FormView *m_form;
    OutlineView *m_outline;
    DocumentEditor *m_editor;
    ProblemList *m_problems;
    HexView *m_hex;
    ComparisonView *m_comparison;
    NewestJob *m_reading;
    QTimer m_readSoon;
    const DocumentType *m_type;
    DocumentViewKind m_view = DocumentViewKind::Text;
};
