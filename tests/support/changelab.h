// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changedesk.h"
#include "connection/session.h"

#include <QTemporaryDir>

#include <memory>

/// A session on one database with a desk for its changes and a journal of its own, and another connection
/// that tells what is stored.
class ChangeLab {
public:
    explicit ChangeLab(const ConnectionSpec &spec) : ChangeLab(spec, spec) {}
    /// What is stored is read in another way than the session goes.
    ChangeLab(const ConnectionSpec &spec, const ConnectionSpec &truth);
    ~ChangeLab();

    /// What went wrong while it was made; empty when all is well.
    QString trouble() const { return m_trouble; }
    ChangeDesk &desk() { return *m_desk; }
    Session &session() { return *m_session; }
    const ChangeJournal &journal() const { return m_desk->journal(); }
    const TableInfo &table(TableRole role) const;
    /// Ends the desk and the session, and begins anew with the same journal: as after a restart.
    void restart();

    /// Waits for a report.
    static Result<ChangeReport> await(const QFuture<Result<ChangeReport>> &future);
    Result<ChangeReport> apply(
        const QList<RowChange> &changes, const QString &title = QStringLiteral("test"));
    Result<ChangeReport> undo(const QString &journalId);
    /// The whole row of a key, as an editor reads it. Ends the program when it cannot be read.
    std::optional<QList<NamedValue>> row(TableRole role, const QList<NamedValue> &key);
    /// As row(), where @p column has @p value; the key is found by it.
    std::optional<QList<NamedValue>> rowWhere(TableRole role, const QString &column, const QVariant &value);

    /// Changes of a row as it is now.
    RowChange update(TableRole role, const QList<NamedValue> &row, const QList<NamedValue> &wanted) const;
    RowChange remove(TableRole role, const QList<NamedValue> &row) const;
    RowChange insert(TableRole role, const QList<NamedValue> &wanted) const;
    QList<NamedValue> keyOf(TableRole role, const QList<NamedValue> &row) const;

private:
    Connection &reader();

    ConnectionSpec m_spec;
    ConnectionSpec m_truth;
    QTemporaryDir m_folder;
    QString m_trouble;
    std::unique_ptr<Connection> m_reader;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ChangeDesk> m_desk;
};
