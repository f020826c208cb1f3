// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

// All cells are visible text already: made so by whoever knows where they come from.

/// Widths that fit the cells, so that columns stand below each other; a very wide cell pushes its neighbours
/// instead.
QList<qsizetype> columnWidths(const QStringList &header, const QList<QStringList> &lines);

/// One line of a table, padded, with the line end.
QString textLine(const QStringList &cells, const QList<qsizetype> &widths);

/// A whole table: header and lines.
QString textTable(const QStringList &header, const QList<QStringList> &lines);
