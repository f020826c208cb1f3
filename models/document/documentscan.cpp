// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentscan.h"

#include "base/visibletext.h"
#include "document/documentmeasure.h"
#include "document/neighbours.h"
#include "grid/cellbytes.h"
#include "schema/decode.h"
#include "schema/storedvalue.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// A page is short enough that nothing of ours stands in a server's way for long.
constexpr int pageRows = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("DocumentScan", text);
}

/// A table with the way its pages are asked for.
struct ScanSource {
    const TableInfo &table;
    WindowQuery query;
    const ScanManner &manner;
};

Ask askFor(const WindowQuery &query, const ScanCursor &cursor)
{
    Ask ask;
    ask.limit = pageRows;
    ask.kind = !cursor.after ? Ask::Kind::At : Ask::Kind::After;
    ask.offset = cursor.offset;
    ask.from = cursor.after;
    if (!cursor.after && query.hasKey())
        ask.kind = Ask::Kind::First;
    return ask;
}

QVariantList keyValues(const TableInfo &table, const GridRow &row)
{
    QVariantList values;
    if (table.keyKind == KeyKind::Rowid)
        values.append(row.cells.constLast());
    else if (table.keyKind == KeyKind::Columns)
        for (const QString &name : table.key)
            values.append(row.cells.value(table.indexOf(name)));
    return values;
}

/// "alice@example.com presence": the columns that say who and what.
QString subjectOf(const TableInfo &table, const QVariantList &cells, qint64 now)
{
    const DecodeContext context {table.family, table.generation, table.role, now, TimeStyle::Utc};
    QString text;
    for (int i = 0; i < table.columns.size(); ++i) {
        const ColumnInfo &column = table.columns.at(i);
        if (!column.identity)
            continue;
        const QString separator = text.isEmpty() ? QString() : column.name == "domain"_L1 ? u"@"_s : u" "_s;
        text += separator + decodeCell(column, cells.value(i), context);
    }
    return text;
}

qint64 sizeOf(const ScanSource &source, const GridRow &row, int column)
{
    const int cell = source.query.sizeCellOf(column);
    return cell < 0 ? storedSize(row.cells.value(column)) : row.cells.value(cell).toLongLong();
}

/// A member of a list that is not active has no document. SQLite makes NULL of the head of an empty document;
/// its size is told apart.
bool isNothing(const ScanSource &source, const GridRow &row, int column, const DocumentContext &context)
{
    const int sizeCell = source.query.sizeCellOf(column);
    const QVariant &size = row.cells.at(sizeCell < 0 ? column : sizeCell);
    const bool mayBeEmpty = context.holdsHeaders || context.role == TableRole::RlsPresentity
        || context.event.startsWith("call-info"_L1);
    return size.isNull() || (mayBeEmpty && sizeOf(source, row, column) == 0);
}

Verdict beyond(const Diagnostic &diagnostic)
{
    Verdict verdict;
    verdict.diagnostics.append(diagnostic);
    return verdict;
}

/// A whole row of a document that is larger than its share of a page; nothing when it is gone.
Result<std::optional<QVariantList>> wholeCells(
    Connection &connection, const ScanSource &source, const GridRow &row)
{
    const int most = static_cast<int>(DocumentLimits().bytes);
    const auto answer = connection.select(source.query.wholeRow(row, most), source.manner.limit);
    if (!answer)
        return answer.error();
    return answer->rows.isEmpty() ? std::optional<QVariantList>() : answer->rows.constFirst();
}

/// Why a document is not looked at, by its size alone.
std::optional<Diagnostic> tooLarge(const ScanSource &source, qint64 size)
{
    DocumentMeasure measure;
    measure.bytes = size;
    if (auto diagnostic = measure.exceeded())
        return diagnostic;
    if (size <= WindowQuery::documentHead || source.query.hasKey())
        return std::nullopt;
    return Diagnostic {Severity::Limit, u"limit-no-key"_s,
        tr("The document is longer than a page may be, and in a table without a key it cannot be read "
           "alone."),
        {}};
}

ScannedDocument documentOf(const ScanSource &source, const GridRow &row, const QString &column)
{
    ScannedDocument document;
    document.role = source.table.role;
    document.table = source.table.name;
    document.row = row.key;
    document.keyValues = keyValues(source.table, row);
    document.subject = subjectOf(source.table, row.cells, source.manner.now);
    document.column = column;
    return document;
}

void check(ScannedDocument &document, const QByteArray &bytes, const DocumentContext &context,
    const DocumentNeighbours &neighbours)
{
    const TypeDecision decision = decideDocumentType(context, bytes);
    document.type = decision.chosen->id;
    document.verdict = checkDocument(bytes, *decision.chosen, context, neighbours);
    if (!decision.disagreement.isEmpty())
        document.verdict.diagnostics.prepend(
            {Severity::Stumble, u"type-disagrees"_s, decision.disagreement, {}});
}

/// The documents of one row; none when it was deleted meanwhile.
Result<QList<ScannedDocument>> scanRow(Connection &connection, const ScanSource &source, const GridRow &row,
    const DocumentNeighbours &neighbours)
{
    QList<ScannedDocument> documents;
    for (const QString &name : documentColumns(source.table)) {
        const int column = source.table.indexOf(name);
        DocumentContext context = documentContext(source.table, row.cells, name);
        context.now = source.manner.now;
        if (isNothing(source, row, column, context))
            continue;
        ScannedDocument document = documentOf(source, row, name);
        const qint64 size = sizeOf(source, row, column);
        QByteArray bytes = cellBytes(row.cells.value(column));
        if (const auto diagnostic = tooLarge(source, size)) {
            document.type = decideDocumentType(context, bytes).chosen->id;
            document.verdict = beyond(*diagnostic);
        } else {
            if (size > bytes.size()) {
                const auto cells = wholeCells(connection, source, row);
                if (!cells)
                    return cells.error();
                if (!*cells)
                    return QList<ScannedDocument>();
                bytes = cellBytes((*cells)->value(column));
            }
            check(document, bytes, context, neighbours);
        }
        documents.append(document);
    }
    return documents;
}

ScanCursor behind(const ScanSource &source, const ScanCursor &cursor, const QList<GridRow> &rows)
{
    ScanCursor next {cursor.after, cursor.offset + rows.size(), rows.size() < pageRows};
    if (!rows.isEmpty() && source.query.hasKey())
        next.after = source.query.anchorOf(rows.constLast());
    return next;
}

QString keyText(const QVariant &value)
{
    return storedText(value, 256);
}

} // namespace

QString ScannedDocument::address() const
{
    QStringList key;
    for (const QVariant &value : keyValues)
        key.append(keyText(value));
    const QString name = key.isEmpty() ? QString::fromLatin1(row) : key.join(u',');
    return visibleText(table) + u':' + name;
}

Result<ScanPage> scanPage(
    Connection &connection, const TableInfo &table, const ScanCursor &cursor, const ScanManner &manner)
{
    const ScanSource source {table, WindowQuery(table, connection.dialect()), manner};
    QElapsedTimer timer;
    timer.start();
    const Ask ask = askFor(source.query, cursor);
    const auto answer = connection.select(source.query.rows(ask), manner.limit);
    if (!answer)
        return answer.error();
    const QList<GridRow> rows = source.query.rowsOf(*answer, ask);
    const auto neighbours = readNeighbours(connection, table, rows, manner.limit);
    if (!neighbours)
        return neighbours.error();
    ScanPage page {{}, behind(source, cursor, rows), timer.elapsed()};
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (manner.cancelled && *manner.cancelled)
            return Error {tr("The check was cancelled."), {}, Fault::Superseded};
        const auto documents = scanRow(connection, source, rows.at(i), neighbours->at(i));
        if (!documents)
            return documents.error();
        page.documents += *documents;
    }
    return page;
}

QList<TableInfo> tablesWithDocuments(const DatabaseSchema &schema)
{
    QList<TableInfo> tables;
    std::ranges::copy_if(schema.tables, std::back_inserter(tables), [](const TableInfo &table) {
        return table.present && table.readable && !documentColumns(table).isEmpty();
    });
    return tables;
}
