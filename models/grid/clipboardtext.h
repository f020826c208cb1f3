// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

/// What people paste into: a message, a spreadsheet, a program.
enum class CopyFormat { Text, Csv, Json };

/// Copied rows: for each the stored values and what the grid shows of them, both in the order of the columns.
struct CopiedRows {
    QStringList columns;
    QList<QVariantList> raw;
    QList<QStringList> shown;
};

/// The rows as text for the clipboard.
/// Text: what the grid shows, tab separated; tabs, line ends and backslashes of a value as \t, \n, \r, \\;
/// column names only above several cells. Csv: stored values after RFC 4180 with column names; NULL is
/// nothing, empty text is "". A text that a spreadsheet would run as a formula gets a ' before it. Json: an
/// array of objects with stored values: integer, real, string, null or {"base64": …} for bytes that are no
/// UTF-8 or hold NUL.
QString clipboardText(const CopiedRows &rows, CopyFormat format);
