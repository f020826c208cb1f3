// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentscanjob.h"

#include "base/whendone.h"
#include "connection/engine.h"
#include "grid/windowread.h"

#include <algorithm>
#include <utility>

namespace {

constexpr int scanLane = 1;

/// Nothing when one of the tables has not been estimated.
qint64 rowsAbout(const QList<TableInfo> &tables)
{
    qint64 rows = 0;
    for (const TableInfo &table : tables) {
        if (table.estimatedRows < 0)
            return -1;
        rows += table.estimatedRows;
    }
    return rows;
}

QList<ScannedDocument> faultyOf(const QList<ScannedDocument> &documents)
{
    QList<ScannedDocument> faulty;
    std::ranges::copy_if(documents, std::back_inserter(faulty),
        [](const ScannedDocument &document) { return !document.verdict.diagnostics.isEmpty(); });
    return faulty;
}

} // namespace

DocumentScanJob::DocumentScanJob(
    const ConnectionSpec &spec, const DatabaseSchema &schema, qint64 now, QObject *parent)
    : DocumentScanJob([spec] { return openConnection(spec); }, spec, schema, now, parent)
{
}

DocumentScanJob::DocumentScanJob(const DatabaseThread::Opener &opener, const ConnectionSpec &spec,
    const DatabaseSchema &schema, qint64 now, QObject *parent)
    : QObject(parent)
    , m_spec(spec)
    , m_tables(tablesWithDocuments(schema))
    , m_now(now)
    , m_opener(opener)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &DocumentScanJob::readNext);
}

DocumentScanJob::~DocumentScanJob()
{
    if (m_cancelled)
        *m_cancelled = true;
}

void DocumentScanJob::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_database = std::make_unique<DatabaseThread>(m_opener);
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cursor = {};
    m_errors.clear();
    m_kept = 0;
    m_progress = {};
    m_progress.tables = static_cast<int>(m_tables.size());
    m_progress.rowsAbout = rowsAbout(m_tables);
    m_pause.start(0);
}

void DocumentScanJob::cancel()
{
    if (m_isRunning)
        finish(true);
}

void DocumentScanJob::readNext()
{
    if (m_progress.tablesDone == m_tables.size())
        return finish(false);
    const TableInfo &table = m_tables.at(m_progress.tablesDone);
    m_progress.table = table.name;
    const ScanManner manner {readLimitOf(m_spec, table), m_now, m_cancelled};
    const auto job = [table, cursor = m_cursor, manner](
                         Connection &connection) { return scanPage(connection, table, cursor, manner); };
    whenDone(m_database->runNewest(scanLane, job), this, [this](const Result<ScanPage> &page) {
        if (m_isRunning)
            take(page);
    });
}

void DocumentScanJob::take(const Result<ScanPage> &page)
{
    if (!page) {
        m_errors.append(page.error());
        endTable();
        m_pause.start(0);
        return;
    }
    m_progress.rows += page->next.offset - m_cursor.offset;
    m_progress.documents += page->documents.size();
    keep(faultyOf(page->documents));
    m_cursor = page->next;
    if (m_cursor.isAtEnd)
        endTable();
    emit progressed(m_progress);
    if (!m_spec.url.isFile())
        m_budget.spend(page->readMs);
    m_pause.start(std::chrono::milliseconds(m_budget.waitMs()));
}

void DocumentScanJob::keep(const QList<ScannedDocument> &documents)
{
    m_progress.faulty += documents.size();
    const qsizetype room = std::min(documents.size(), mostFound - m_kept);
    m_kept += room;
    if (room > 0)
        emit found(documents.first(room));
}

void DocumentScanJob::endTable()
{
    m_cursor = {};
    ++m_progress.tablesDone;
}

void DocumentScanJob::finish(bool wasCancelled)
{
    m_isRunning = false;
    m_pause.stop();
    // The connection is let go of; its thread is not waited for here.
    *m_cancelled = true;
    m_database->stop();
    m_database.release()->deleteLater();
    emit finished({m_progress, wasCancelled, m_errors});
}
