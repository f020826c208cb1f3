// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/opendocument.h"
#include "document/validator.h"
#include "editor/documentheader.h"

#include <QWidget>

class ComparisonView;
class DocumentEditor;
class HexView;
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

    DocumentEditor &editor() { return *m_editor; }
    const DocumentEditor &editor() const { return *m_editor; }
    ComparisonView &comparison() { return *m_comparison; }

private:
    void createPages();

    QStackedWidget *m_pages;
    QSplitter *m_texts;
    DocumentEditor *m_editor;
    ProblemList *m_problems;
    HexView *m_hex;
    ComparisonView *m_comparison;
};
