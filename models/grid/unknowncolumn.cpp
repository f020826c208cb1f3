// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/unknowncolumn.h"

#include "base/visibletext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

QString columnWords(const TableInfo &table)
{
    QStringList words;
    for (const ColumnInfo &column : table.columns)
        words << visibleText(column.name);
    return words.join(u", "_s);
}

Error unknownColumn(const QString &name, const TableInfo &table)
{
    return Error {QCoreApplication::translate("RowFilter", "The table %1 has no column \"%2\". It has: %3.")
                      .arg(visibleText(table.name), visibleText(name), columnWords(table)),
        {}, Fault::Usage};
}
