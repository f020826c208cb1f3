// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/draftstore.h"
#include "document/opendocument.h"

#include <QObject>
#include <QTimer>

class DocumentPane;

/// Keeps the unsaved text of the pane on disk, a moment after typing stops, until it is saved or discarded.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    explicit DraftKeeper(DocumentPane &pane, QObject *parent = nullptr);

    /// Where drafts of the database in front are kept; nullptr: nowhere.
    void use(DraftStore *store);
    void setPause(int ms) { m_pause.setInterval(ms); } ///< for tests
    void keepNow();

private:
    void follow(bool edited);

    DocumentPane &m_pane;
    DraftStore *m_store = nullptr;
    std::optional<DocumentDraft> m_kept;
    QTimer m_pause;
};

DocumentDraft draftOf(const OpenDocument &document, const QByteArray &text);
