// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/completion.h"
#include "editor/newestjob.h"

#include <QPoint>

class CompletionPopup;
class QKeyEvent;
class SourceView;

/// Proposes what may stand at the cursor: on Ctrl+Space, and by itself after "<", a blank in a tag or a
/// quote. Takes Enter and Tab only for what was chosen. Large documents are looked at on another thread.
class Completer : public QObject {
    Q_OBJECT
public:
    explicit Completer(SourceView &view);

    void setType(const DocumentType &type);
    void setKnownUris(const QStringList &uris) { m_uris = uris; }
    void propose(); ///< Ctrl+Space
    void close();
    bool isOpen() const;
    /// Says what stands at a byte, at once or later; not at all when that is not known.
    void describe(qint64 byte, const std::function<void(const QString &)> &say);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTyped(QEvent *event);
    void onCursor();
    void ask(bool isAsked);
    void show(const QList<Proposal> &proposals, bool isAsked);
    bool takesKey(const QKeyEvent &event);
    bool apply(int index);
    bool isWorthwhile(const Proposal &proposal) const;
    QPoint placeOf(qint64 byte) const;

    SourceView &m_view;
    CompletionPopup *m_popup;
    const DocumentType *m_type;
    QStringList m_uris;
    QList<Proposal> m_proposals;
    NewestJob m_job;
    NewestJob m_describing;
    int m_revision = -1; ///< of the text that the proposals are for
    qint64 m_cursor = -1;
    bool m_wasAsked = false;
};
