// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/outlinemodel.h"

#include "base/visibletext.h"

#include <algorithm>

void OutlineModel::setOutline(const DocumentOutline &outline)
{
    const bool isSame =
        std::equal(m_outline.lines.begin(), m_outline.lines.end(), outline.lines.begin(), outline.lines.end(),
            [](const OutlineLine &left, const OutlineLine &right) { return left.isLike(right); });
    if (!isSame) {
        beginResetModel();
        m_outline = outline;
        endResetModel();
        return;
    }
    const DocumentOutline before = std::exchange(m_outline, outline);
    for (int line = 0; line < m_outline.lines.size(); ++line) {
        if (m_outline.lines.at(line).words != before.lines.at(line).words)
            emit dataChanged(indexOf(line), indexOf(line));
    }
}

QModelIndex OutlineModel::indexOf(int line) const
{
    return line < 0 ? QModelIndex() : createIndex(m_outline.lines.at(line).row, 0, quintptr(line));
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? indexOf(m_outline.lines.at(int(parent.internalId())).children.at(row))
                            : indexOf(0);
}

QModelIndex OutlineModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(m_outline.lines.at(int(child.internalId())).parent) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return int(m_outline.lines.at(int(parent.internalId())).children.size());
    return m_outline.lines.isEmpty() ? 0 : 1;
}

int OutlineModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const OutlineLine &line = m_outline.lines.at(int(index.internalId()));
    const QString text = line.words.isEmpty() ? line.name : line.name + QStringLiteral("  ") + line.words;
    return role == Qt::DisplayRole ? visibleText(text) : plainTooltip(visibleText(text));
}
