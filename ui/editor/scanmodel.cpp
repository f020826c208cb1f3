// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/scanmodel.h"

#include "base/visibletext.h"
#include "editor/severitystyle.h"

#include <QGuiApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 16;
constexpr qreal sharpest = 2;

/// A column: its head, what it shows and what it is sorted by where that is something else.
struct ColumnSpec {
    const char *head;
    QVariant (*text)(const ScannedDocument &document, const Diagnostic &diagnostic);
    QVariant (*order)(const ScannedDocument &document, const Diagnostic &diagnostic);
};

QVariant lineOf(const ScannedDocument &, const Diagnostic &diagnostic)
{
    return diagnostic.place.line > 0 ? QVariant(diagnostic.place.line) : QVariant();
}

QVariant kindOf(const ScannedDocument &document, const Diagnostic &)
{
    const DocumentType *type = documentTypeOf(document.type);
    return type ? type->titleText() : visibleText(document.type);
}

QVariant rowOf(const ScannedDocument &document, const Diagnostic &)
{
    return document.subject.isEmpty() ? document.address() : document.subject;
}

// In the order of ScanModel::Column.
const std::array<ColumnSpec, ScanModel::ColumnCount> columns {
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "Severity"),
        [](const ScannedDocument &, const Diagnostic &d) -> QVariant {
            return styleOf(d.severity).wordText();
        },
        [](const ScannedDocument &, const Diagnostic &d) -> QVariant { return int(d.severity); }},
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "Table"),
        [](const ScannedDocument &document, const Diagnostic &) -> QVariant {
            return visibleText(document.table);
        },
        nullptr},
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "Row"), rowOf, nullptr},
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "Document"), kindOf, nullptr},
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "Line"), lineOf, nullptr},
    ColumnSpec {QT_TRANSLATE_NOOP("ScanModel", "What is wrong"),
        [](const ScannedDocument &, const Diagnostic &d) -> QVariant { return visibleText(d.sentence); },
        nullptr},
};

} // namespace

void ScanModel::append(const QList<ScannedDocument> &documents)
{
    QList<Line> lines;
    for (const ScannedDocument &document : documents) {
        for (qsizetype i = 0; i < document.verdict.diagnostics.size(); ++i)
            lines.append({m_documents.size(), i});
        m_documents.append(document);
    }
    if (lines.isEmpty())
        return;
    const int first = static_cast<int>(m_lines.size());
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines += lines;
    endInsertRows();
}

void ScanModel::clear()
{
    beginResetModel();
    m_documents.clear();
    m_lines.clear();
    endResetModel();
}

const ScannedDocument &ScanModel::documentAt(int line) const
{
    return m_documents.at(m_lines.at(line).document);
}

const Diagnostic &ScanModel::diagnosticAt(int line) const
{
    return documentAt(line).verdict.diagnostics.at(m_lines.at(line).diagnostic);
}

int ScanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ScanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ScanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScannedDocument &document = documentAt(index.row());
    const Diagnostic &diagnostic = diagnosticAt(index.row());
    const ColumnSpec &column = columns.at(static_cast<std::size_t>(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return column.text(document, diagnostic);
    case sortRole:
        return (column.order ? column.order : column.text)(document, diagnostic);
    case Qt::ToolTipRole:
        return plainTooltip(column.text(document, diagnostic).toString());
    case Qt::DecorationRole:
        return index.column() == SeverityColumn
            ? styleOf(diagnostic.severity).pixmap(QGuiApplication::palette(), iconSize, sharpest)
            : QVariant();
    default:
        return {};
    }
}

QVariant ScanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return tr(columns.at(static_cast<std::size_t>(section)).head);
}
