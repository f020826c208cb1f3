// SPDX-License-Identifier: GPL-3.0-or-later
#include "texttable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype widestColumn = 48;
constexpr qsizetype gap = 2;
} // namespace

QList<qsizetype> columnWidths(const QStringList &header, const QList<QStringList> &lines)
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < header.size(); ++column) {
        qsizetype width = header.at(column).size();
        for (const QStringList &line : lines)
            width = std::max(width, line.at(column).size());
        widths << std::min(width, widestColumn);
    }
    return widths;
}

QString textLine(const QStringList &cells, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const QString &cell = cells.at(column);
        line += column + 1 < cells.size() ? cell.leftJustified(widths.at(column)) + QString(gap, u' ') : cell;
    }
    return line + u'\n';
}

QString textTable(const QStringList &header, const QList<QStringList> &lines)
{
    const QList<qsizetype> widths = columnWidths(header, lines);
    QString text = textLine(header, widths);
    for (const QStringList &line : lines)
        text += textLine(line, widths);
    return text;
}
