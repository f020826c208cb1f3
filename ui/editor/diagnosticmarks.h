// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QObject>

class SourceView;

/// What is wrong with a document, shown in its text: underlined, with symbols in the margin, sentences below
/// the lines when wanted. Moves with the text until the next check is done.
class DiagnosticMarks : public QObject {
    Q_OBJECT
public:
    explicit DiagnosticMarks(SourceView &view);

    void set(const QList<Diagnostic> &diagnostics);
    /// With the places where they are now.
    const QList<Diagnostic> &all() const { return m_diagnostics; }
    void setAnnotated(bool annotated);
    bool isAnnotated() const { return m_isAnnotated; }
    /// Those at a byte; those of a line (from 0).
    QList<Diagnostic> at(qint64 byte) const;
    QList<Diagnostic> onLine(int line) const;
    /// The next one after the cursor (@p step 1) or before it (-1), round the ends; nullptr: there is none.
    const Diagnostic *neighbour(int step) const;

signals:
    /// Places moved or went with the text.
    void moved(const QList<Diagnostic> &diagnostics);

private:
    void showColours();
    void onSpliced(qint64 byte, qint64 removed, qint64 inserted);
    void onChanged();
    void show();
    void showAnnotations();
    int lineOf(const Diagnostic &diagnostic) const;
    void underline(const Diagnostic &diagnostic);

    SourceView &m_view;
    QList<Diagnostic> m_diagnostics;
    bool m_isAnnotated = false;
    bool m_hasMoved = false;
};

/// The sentences for a tooltip or an annotation, one a line.
QString sentencesOf(const QList<Diagnostic> &diagnostics);
