// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/draftstore.h"
#include "editor/rowreader.h"

#include <QObject>

#include <memory>

class DocumentPane;
class DraftKeeper;
class LiveDatabase;
class NoticeBar;

/// Unsaved text outlives a crash: kept while one types, offered when its database is opened again.
class DraftRecovery : public QObject {
    Q_OBJECT
public:
    DraftRecovery(DocumentPane &pane, NoticeBar &bar, QObject *parent = nullptr);
    ~DraftRecovery() override;

    /// Where drafts lie from now on, for tests.
    void setFolder(const QString &folder) { m_folder = folder; }
    DraftKeeper &keeper() { return *m_keeper; }
    /// The database in front; nullptr: none.
    void watch(LiveDatabase *database);
    /// The tables are known: looks for what was left.
    void look();
    /// Shows the next recovered document, when the pane is free.
    void openNext();

signals:
    void offered(); ///< the bar has something to say
    void opened(); ///< the pane shows a recovered text
    void failed(const Error &error);

private:
    void offer(const QList<Leftover> &leftovers);
    void act(const QString &choice);
    void recover();
    void show(const ReadRow &read);

    DocumentPane &m_pane;
    NoticeBar &m_bar;
    RowReader *m_reader;
    DraftKeeper *m_keeper;
    QString m_folder;
    LiveDatabase *m_database = nullptr;
    std::unique_ptr<DraftStore> m_store;
    QList<Leftover> m_leftovers; ///< offered
    QList<DocumentDraft> m_recovered; ///< wanted, and not shown yet
};
