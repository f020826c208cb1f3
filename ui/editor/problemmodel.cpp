// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/problemmodel.h"

#include "base/visibletext.h"
#include "editor/severitystyle.h"

#include <QGuiApplication>

#include <array>

namespace {
constexpr int iconSize = 16;
constexpr qreal sharpest = 2;

using Text = QString (*)(const Diagnostic &);
using Order = QVariant (*)(const Diagnostic &);

QString number(int value)
{
    return value > 0 ? QString::number(value) : QString();
}

QVariant orderOfSentence(const Diagnostic &each)
{
    return each.sentence;
}

/// One column: its heading, its text, what it is sorted by.
struct ProblemColumn {
    const char *heading;
    Text text;
    Order order;
};

constexpr std::array problemColumns {
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Severity"),
        [](const Diagnostic &each) { return styleOf(each.severity).wordText(); },
        [](const Diagnostic &each) { return QVariant(static_cast<int>(each.severity)); }},
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Line"),
        [](const Diagnostic &each) { return number(each.place.line); },
        [](const Diagnostic &each) { return QVariant(each.place.byte); }},
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Column"),
        [](const Diagnostic &each) { return number(each.place.line > 0 ? each.place.column : 0); },
        [](const Diagnostic &each) { return QVariant(each.place.column); }},
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Problem"),
        [](const Diagnostic &each) { return visibleText(each.sentence); }, orderOfSentence},
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Expected"),
        [](const Diagnostic &each) { return visibleText(each.expected); },
        [](const Diagnostic &each) { return QVariant(each.expected); }},
    ProblemColumn {QT_TRANSLATE_NOOP("ProblemModel", "Repair"),
        [](const Diagnostic &each) { return visibleText(each.fix.label); },
        [](const Diagnostic &each) { return QVariant(each.fix.label); }},
};
} // namespace

void ProblemModel::set(const QList<Diagnostic> &diagnostics)
{
    const qsizetype before = m_diagnostics.size();
    const qsizetype after = diagnostics.size();
    const qsizetype common = qMin(before, after);
    if (before > after) {
        beginRemoveRows({}, int(after), int(before - 1));
        m_diagnostics.resize(after);
        endRemoveRows();
    }
    for (qsizetype row = 0; row < common; ++row) {
        if (m_diagnostics.at(row) == diagnostics.at(row))
            continue;
        m_diagnostics[row] = diagnostics.at(row);
        emit dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
    if (after > before) {
        beginInsertRows({}, int(before), int(after - 1));
        m_diagnostics.append(diagnostics.sliced(before));
        endInsertRows();
    }
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_diagnostics.size());
}

int ProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Diagnostic &each = m_diagnostics.at(index.row());
    const ProblemColumn &column = problemColumns.at(size_t(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return column.text(each);
    case SortRole:
        return column.order(each);
    case Qt::ToolTipRole:
        return plainTooltip(column.text(each));
    case Qt::DecorationRole:
        if (index.column() == SeverityColumn)
            return styleOf(each.severity).pixmap(QGuiApplication::palette(), iconSize, sharpest);
        return {};
    default:
        return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return tr(problemColumns.at(size_t(section)).heading);
}
