// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/livegridmodel.h"

#include "base/visibletext.h"
#include "document/gist.h"
#include "grid/cellbytes.h"
#include "grid/tablemodel.h"

#include <optional>

using namespace Qt::StringLiterals;

int LiveGridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(totalRows());
}

int LiveGridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_base->columnCount();
}

QModelIndex LiveGridModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex LiveGridModel::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex LiveGridModel::sibling(int row, int column, const QModelIndex &) const
{
    return index(row, column);
}

bool LiveGridModel::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && totalRows() > 0;
}

QModelIndex LiveGridModel::mapToSource(const QModelIndex &proxyIndex) const
{
    const GridEntry *entry = proxyIndex.isValid() ? entryAt(proxyIndex.row()) : nullptr;
    return entry && !entry->isGhost() ? m_base->index(entry->base, proxyIndex.column()) : QModelIndex();
}

QModelIndex LiveGridModel::mapFromSource(const QModelIndex &sourceIndex) const
{
    for (int i = std::max(0, sourceIndex.row()); sourceIndex.isValid() && i < m_entries.size(); ++i)
        if (m_entries.at(i).base == sourceIndex.row())
            return index(m_above + i, sourceIndex.column());
    return {};
}

Qt::ItemFlags LiveGridModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    // Placeholders too: the keyboard must be able to walk onto them. "Editable" opens a read-only field to
    // copy from.
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return entryAt(index.row()) ? flags | Qt::ItemIsEditable : flags;
}

bool LiveGridModel::setData(const QModelIndex &, const QVariant &, int)
{
    return false;
}

QVariant LiveGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // Asked directly: the base class would map through row 0, which may be a placeholder.
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section >= 0
        && section < m_table.columns.size()) {
        const ColumnInfo &column = m_table.columns.at(section);
        const QString text = column.known
            ? tr("%1: %2")
            : tr("%1: %2. This column is in no known release; it is shown as it is.");
        return plainTooltip(text.arg(visibleText(column.name), visibleText(column.declaredType)));
    }
    if (orientation == Qt::Horizontal)
        return role == Qt::DisplayRole ? QVariant(visibleText(m_table.columns.value(section).name))
                                       : QVariant();
    return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
}

void LiveGridModel::setStyle(const CellStyle &style)
{
    if (style == m_style)
        return;
    m_style = style;
    emitChanged(m_above, m_above + windowSize() - 1);
}

void LiveGridModel::setRowNotes(const QHash<RowKey, NotedRow> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    emitChanged(m_above, m_above + windowSize() - 1);
}

DecodeContext LiveGridModel::context() const
{
    return {m_table.family, m_table.generation, m_table.role, m_now(), m_style.timeStyle};
}

QVariant LiveGridModel::data(const QModelIndex &index, int role) const
{
    const GridEntry *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry)
        return role == PlaceholderRole && index.isValid() ? QVariant(true) : QVariant();
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant raw = rawValue(*entry, index);
        return m_style.raw ? rawCell(raw) : decodedText(*entry, index.column(), raw);
    }
    case Qt::EditRole:
    case RawTextRole:
        return rawCell(rawValue(*entry, index));
    case DecodedTextRole:
    case Qt::AccessibleTextRole:
        return decodedText(*entry, index.column(), rawValue(*entry, index));
    case Qt::ToolTipRole:
        return tooltip(*entry, index.column(), rawValue(*entry, index));
    case RawValueRole:
        return rawValue(*entry, index);
    case CellChangedRole:
        return entry->markOf(index.column()) != nullptr;
    case OldTextRole:
        if (const CellMark *mark = entry->markOf(index.column()))
            return decodedText(*entry, index.column(), mark->before);
        return {};
    case MeaningRole:
        return static_cast<int>(m_table.columns.value(index.column()).meaning);
    case PlaceholderRole:
        return false;
    case RowNoteRole:
    case WantedTextRole:
        return noteRole(*entry, index.column(), role);
    default:
        return rowRole(*entry, role);
    }
}

QVariant LiveGridModel::noteRole(const GridEntry &entry, int column, int role) const
{
    const auto noted = m_notes.isEmpty() ? m_notes.cend() : m_notes.constFind(entry.row.key);
    if (noted == m_notes.cend())
        return role == RowNoteRole ? QVariant(static_cast<int>(RowNote::None)) : QVariant();
    if (role == RowNoteRole)
        return static_cast<int>(noted->note);
    const ColumnInfo &info = m_table.columns.at(column);
    const auto wanted = noted->wanted.constFind(info.name);
    return wanted == noted->wanted.cend() ? QVariant() : QVariant(decodeCell(info, *wanted, context()));
}

QString LiveGridModel::noteSentence(const GridEntry &entry, int column) const
{
    const QVariant wanted = noteRole(entry, column, WantedTextRole);
    if (wanted.isValid())
        return tr("Staged, not written yet: %1").arg(wanted.toString());
    switch (static_cast<RowNote>(noteRole(entry, column, RowNoteRole).toInt())) {
    case RowNote::EditedDocument:
        return tr("The document of this row is open with edits that are not saved.");
    case RowNote::StagedUpdate:
        return tr("A staged change waits for this row.");
    case RowNote::StagedDelete:
        return tr("This row is staged to be deleted.");
    case RowNote::None:
        break;
    }
    return {};
}

QVariant LiveGridModel::rowRole(const GridEntry &entry, int role) const
{
    switch (role) {
    case RowStateRole:
        return static_cast<int>(
            entry.state == RowState::Normal && !entry.marks.isEmpty() ? RowState::Changed : entry.state);
    case ExpiryStateRole:
        if (const auto expires = expiresOf(entry))
            return static_cast<int>(m_style.expiry.stateOf(*expires, m_now()));
        return static_cast<int>(ExpiryState::None);
    case SecondsLeftRole:
        if (const auto expires = expiresOf(entry); expires && *expires > 0)
            return *expires - m_now();
        return {};
    case StatusWordRole:
        return m_statusColumn < 0
            ? QString()
            : decodeCell(m_table.columns.at(m_statusColumn), entry.row.cells.at(m_statusColumn), context());
    default:
        return {};
    }
}

QVariant LiveGridModel::rawValue(const GridEntry &entry, const QModelIndex &index) const
{
    if (entry.isGhost())
        return entry.row.cells.value(index.column());
    return m_base->index(entry.base, index.column()).data(Qt::EditRole);
}

std::optional<qint64> LiveGridModel::expiresOf(const GridEntry &entry) const
{
    if (m_expiryColumn < 0)
        return {};
    bool ok = false;
    const qint64 expires = entry.row.cells.at(m_expiryColumn).toLongLong(&ok);
    return ok ? std::optional(expires) : std::nullopt;
}

QString LiveGridModel::decodedText(const GridEntry &entry, int column, const QVariant &raw) const
{
    const ColumnInfo &info = m_table.columns.at(column);
    return info.meaning == Meaning::Document && !raw.isNull() ? documentText(entry, column, raw)
                                                              : decodeCell(info, raw, context());
}

QString LiveGridModel::documentText(const GridEntry &entry, int column, const QVariant &raw) const
{
    const QByteArray bytes = cellBytes(raw);
    const QString event = m_eventColumn < 0 ? QString() : entry.row.cells.at(m_eventColumn).toString();
    const QByteArray cacheKey = bytes + '\0' + event.toUtf8();
    if (!m_gists.contains(cacheKey))
        m_gists.insert(cacheKey, new QString(documentGist(bytes, event)));
    // Only a document that did not fit has a size that its bytes do not tell; the row's size cell is no size
    // of a document that was there before.
    const bool isWhole = bytes.size() < WindowQuery::documentHead;
    const qint64 size = isWhole
        ? bytes.size()
        : entry.row.cells.value(m_sizeCells.value(column, -1), bytes.size()).toLongLong();
    return *m_gists.object(cacheKey) + u" · "_s + sizeText(size);
}

QString LiveGridModel::tooltip(const GridEntry &entry, int column, const QVariant &raw) const
{
    const ColumnInfo &info = m_table.columns.at(column);
    const QString decoded = decodedText(entry, column, raw);
    QStringList lines {visibleText(info.name), decoded};
    if (isDecoded(info))
        lines.append(tr("Stored: %1").arg(rawCell(raw).left(600)));
    if (const CellMark *mark = entry.markOf(column))
        lines.append(tr("Before: %1").arg(decodedText(entry, column, mark->before)));
    if (entry.isGhost())
        lines.append(tr("This row is gone from the database."));
    if (const QString note = noteSentence(entry, column); !note.isEmpty())
        lines.append(note);
    return plainTooltip(lines.join(u'\n'));
}
