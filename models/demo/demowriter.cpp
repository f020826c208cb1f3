// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demowriter.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QStringList>

using namespace Qt::StringLiterals;

DemoWriter::DemoWriter(const QSqlDatabase &database) : m_database(database) {}

Result<void> DemoWriter::insert(const DemoRow &row)
{
    QSqlQuery &statement = statementFor(row);
    for (qsizetype i = 0; i < row.values.size(); ++i)
        statement.bindValue(static_cast<int>(i), row.values.at(i).second);
    if (statement.exec())
        return {};
    return Error {QCoreApplication::translate("Demo", "A row of the demo table %1 could not be written.")
                      .arg(row.table),
        statement.lastError().text()};
}

QSqlQuery &DemoWriter::statementFor(const DemoRow &row)
{
    const auto known = m_statements.find(row.table);
    if (known != m_statements.end())
        return known->second;
    QStringList columns;
    QStringList marks;
    for (const auto &[column, value] : row.values) {
        columns += column;
        marks += u"?"_s;
    }
    QSqlQuery statement(m_database);
    statement.prepare(
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(row.table, columns.join(u", "), marks.join(u", ")));
    return m_statements.emplace(row.table, std::move(statement)).first->second;
}
