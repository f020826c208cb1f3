// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"
#include "editor/hiddensigns.h"
#include "editor/sourcekeys.h"

#include <Qsci/qsciscintilla.h>

/// QScintilla that keeps bytes: text goes in and comes out as UTF-8 with its own line ends. What would hide
/// or reorder text is shown by its name.
class SourceView : public QsciScintilla {
    Q_OBJECT
public:
    explicit SourceView(QWidget *parent = nullptr);

    /// Replaces everything and forgets what could be undone.
    void showBytes(const QByteArray &utf8, bool keepPlace, const QByteArray &lineEndIfNone = "\n");
    QByteArray bytes() const;
    /// A view of the bytes until the next change.
    QByteArrayView view() const;
    qint64 size() const;

    qint64 cursor() const;
    qint64 anchor() const;
    void select(qint64 from, qint64 to); ///< the cursor at @p to, in sight
    /// Replaces bytes; selection and cursor follow.
    void replaceBytes(qint64 from, qint64 length, QByteArrayView bytes);
    /// As one step of undo, nothing when an edit does not fit.
    bool applyEdits(const QList<TextEdit> &edits);
    QByteArray lineEnd() const;
    int lineOf(qint64 byte) const; ///< from 0
    /// Rises with each change.
    int revision() const { return m_revision; }
    void showLineNumbers();

public slots:
    void undo() override;
    void redo() override;

signals:
    /// Once after each key, command or call that changed the text; the views of it are valid again.
    void changed();
    /// A change as it happens: nothing may be changed here.
    void spliced(qint64 byte, qint64 removed, qint64 inserted);
    /// Before a key, a mouse button, a drop or a call (nullptr) does something, and after keys, buttons,
    /// drops.
    void commandBegins(QEvent *event);
    void commandEnds(QEvent *event);
    /// The selection or the text is another than it was.
    void cursorMoved();
    /// The palette or the font is another one: what is drawn in colours of the theme is drawn anew.
    void looksChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;

private:
    void setUp();
    void onModified(int position, int type, const char *text, int length);
    void onUpdated(int what);
    void settle();
    void settleSoon();
    void replaceAtOnce(const QList<TextEdit> &edits);

    int m_revision = 0;
    int m_settledRevision = 0;
    bool m_isSettling = false;
    QByteArray m_unseen; ///< inserted since characters were last looked at
    HiddenSigns m_hiddenSigns;
};
