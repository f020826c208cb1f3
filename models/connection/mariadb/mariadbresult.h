// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbsession.h"
#include "connection/mariadb/mariadbstatement.h"
#include "connection/mariadb/mariadbtext.h"

#include <QSqlResult>

#include <memory>

class MariaDbDriver;

/// The answer of one statement. Forward-only it is a stream: one row is in memory, and lastError() after the
/// last row tells whether all of them came. Else all rows are read at once.
class MariaDbResult : public QSqlResult {
public:
    MariaDbResult(const MariaDbDriver *driver, std::shared_ptr<MariaDbSession> session);
    ~MariaDbResult() override;

protected:
    QVariant data(int index) override;
    bool isNull(int index) override;
    bool reset(const QString &sql) override;
    bool prepare(const QString &sql) override;
    bool exec() override;
    bool fetch(int index) override;
    bool fetchNext() override;
    bool fetchFirst() override;
    bool fetchLast() override;
    int size() override;
    int numRowsAffected() override;
    QSqlRecord record() const override;
    QVariant lastInsertId() const override;
    void detachFromResultSet() override;

private:
    bool begin(MariaDbCursor &cursor);
    bool settle(bool executed);
    bool readAll();
    bool refuse(const QSqlError &error);
    void release();
    const QVariantList &currentRow() const;

    std::shared_ptr<MariaDbSession> m_session;
    std::unique_ptr<MariaDbStatement> m_statement; ///< prepared, or none
    std::unique_ptr<MariaDbText> m_text; ///< sent as text, or none
    MariaDbCursor *m_cursor = nullptr; ///< one of the two
    bool m_streams = false; ///< rows are still on their way
    bool m_isBuffered = false;
    QList<QVariantList> m_rows; ///< when buffered
    int m_affected = -1;
    qulonglong m_insertId = 0;
};
