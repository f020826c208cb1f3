// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"
#include "connection/databasethread.h"
#include "connection/loadbudget.h"
#include "document/documentscan.h"

#include <QObject>
#include <QTimer>

#include <memory>

/// How far a scan is.
struct ScanProgress {
    QString table; ///< the one under way, as this database calls it
    int tablesDone = 0;
    int tables = 0;
    qint64 rows = 0; ///< done, of all tables
    qint64 rowsAbout = -1; ///< what the engine believes there are, -1: no idea
    qint64 documents = 0; ///< checked
    qint64 faulty = 0; ///< documents of which there is something to say
};

/// How a scan ended.
struct ScanEnd {
    ScanProgress progress;
    bool wasCancelled = false;
    QList<Error> errors; ///< of tables that could not be read to their end
};

/// "Check all documents": looks at every document of a database in the background, page by page on a
/// connection of its own. On a server a pause of ten times its length follows each page.
class DocumentScanJob : public QObject {
    Q_OBJECT
public:
    /// Findings beyond this many documents are counted, not kept.
    static constexpr qsizetype mostFound = 5000;

    /// @p now: epoch seconds on the server's clock.
    DocumentScanJob(
        const ConnectionSpec &spec, const DatabaseSchema &schema, qint64 now, QObject *parent = nullptr);
    /// With connections of the caller's making, for tests.
    DocumentScanJob(const DatabaseThread::Opener &opener, const ConnectionSpec &spec,
        const DatabaseSchema &schema, qint64 now, QObject *parent = nullptr);
    ~DocumentScanJob() override;

    void start();
    /// Ends soon; finished() comes all the same.
    void cancel();
    bool isRunning() const { return m_isRunning; }
    const ScanProgress &progress() const { return m_progress; }

signals:
    void progressed(const ScanProgress &progress);
    /// Documents of which there is something to say; at most mostFound in all.
    void found(const QList<ScannedDocument> &documents);
    void finished(const ScanEnd &end);

private:
    void readNext();
    void take(const Result<ScanPage> &page);
    void keep(const QList<ScannedDocument> &documents);
    void endTable();
    void finish(bool wasCancelled);

    ConnectionSpec m_spec;
    QList<TableInfo> m_tables;
    qint64 m_now;
    std::unique_ptr<DatabaseThread> m_database;
    DatabaseThread::Opener m_opener;
    ScanCursor m_cursor;
    ScanProgress m_progress;
    QList<Error> m_errors;
    qsizetype m_kept = 0;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    bool m_isRunning = false;
    LoadBudget m_budget;
    QTimer m_pause;
};
