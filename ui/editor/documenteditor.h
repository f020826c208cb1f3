// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/completion.h"
#include "document/diagnostic.h"
#include "document/documenttype.h"

#include <QWidget>

class AutoClose;
class Completer;
class DiagnosticMarks;
class FindBar;
class GoToBar;
class HoverTips;
class PlainLabel;
class ProblemGuide;
class SourceColours;
class SourceView;
class TagMatcher;

/// The text of one document in QScintilla: colours, folding, tags that match, find and replace, squiggles.
/// Knows nothing of databases. Bytes are those of the UTF-8 text; what was not typed is not changed.
class DocumentEditor : public QWidget {
    Q_OBJECT
public:
    explicit DocumentEditor(QWidget *parent = nullptr);
    ~DocumentEditor() override;

    /// Another document; with @p keepPlace the same one read anew: cursor and scroll stay.
    void showText(const QByteArray &utf8, const DocumentType &type, bool keepPlace = false);
    QByteArray utf8() const;
    void setReadOnly(bool readOnly);
    bool isReadOnly() const;
    bool isModified() const; ///< differs from what showText() or setSaved() saw
    void setSaved();
    int revision() const; ///< rises with each change of the text

    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Those of setDiagnostics() where they are now, after what was typed since.
    const QList<Diagnostic> &diagnostics() const;
    void setAnnotated(bool annotated); ///< sentences below their lines
    bool isAnnotated() const;
    void goTo(const TextPlace &place);
    qint64 cursorByte() const;
    /// As one step of undo; the cursor stays with its text.
    void applyEdits(const QList<TextEdit> &edits);
    void setKnownUris(const QStringList &uris);
    void setWrapped(bool wrapped); ///< long lines in several rows
    bool isWrapped() const;

public slots:
    void undo();
    void redo();
    void find();
    void replace();
    void goToLine();
    void nextProblem();
    void previousProblem();
    void complete(); ///< proposes what may stand at the cursor
    void fixProblem(); ///< the one at the cursor, or on its line

signals:
    void edited();
    void modifiedChanged(bool modified);
    void cursorMoved(qint64 byte);
    void fixWanted(const QuickFix &fix); ///< chosen from a margin symbol or by the keyboard
    void diagnosticsMoved(const QList<Diagnostic> &diagnostics); ///< with what was typed

private:
    void layOut();
    void createKeys();
    void connectView();
    void onChanged();
    void updateModified();
    void guardLexer();

    SourceView *m_view;
    SourceColours *m_colours;
    TagMatcher *m_tags;
    AutoClose *m_closer;
    DiagnosticMarks *m_marks;
    HoverTips *m_tips;
    ProblemGuide *m_guide;
    Completer *m_completer;
    FindBar *m_findBar;
    GoToBar *m_goToBar;
    PlainLabel *m_note;
    const DocumentType *m_type;
    QByteArray m_saved;
    qint64 m_measuredSize = 0;
    bool m_isModified = false;
};
