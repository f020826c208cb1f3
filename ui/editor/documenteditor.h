// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/completion.h"
#include "document/diagnostic.h"
#include "document/documenttype.h"

#include <QWidget>

/// The text of one document in QScintilla: colours, folding, tags that match, find and replace, squiggles.
/// Knows nothing of databases. Bytes are those of the UTF-8 text; what was not typed is not changed.
class DocumentEditor : public QWidget {
    Q_OBJECT
public:
    explicit DocumentEditor(QWidget *parent);

    /// Another document; with @p keepPlace the same one read anew: cursor and scroll stay.
    void showText(const QByteArray &utf8, const DocumentType &type, bool keepPlace = false);
    QByteArray utf8() const;
    void setReadOnly(bool readOnly);
    bool isReadOnly() const;
    bool isModified() const; ///< differs from what showText() or setSaved() saw
    void setSaved();

    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    void goTo(const TextPlace &place);
    qint64 cursorByte() const;
    /// As one step of undo; the cursor stays with its text.
    void applyEdits(const QList<TextEdit> &edits);
    void setKnownUris(const QStringList &uris);

signals:
    void edited();
    void modifiedChanged(bool modified);
    void cursorMoved(qint64 byte);
    void fixWanted(const QuickFix &fix); ///< chosen from a margin symbol or by the keyboard
};
