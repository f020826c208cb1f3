// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/demorow.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <map>

/// Inserts rows through one prepared statement per table. Lives no longer than its connection.
class DemoWriter {
public:
    explicit DemoWriter(const QSqlDatabase &database);

    Result<void> insert(const DemoRow &row);

private:
    QSqlQuery &statementFor(const DemoRow &row);

    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_statements;
};
