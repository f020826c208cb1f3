// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowedit.h"
#include "connection/session.h"
#include "grid/windowquery.h"

#include <QObject>

/// Reads many rows whole, in small pages, so that a grid beside it is not kept waiting: by their keys, or all
/// that match a filter. Gives up at a number of rows or bytes that no person deletes by hand.
class RowCollector : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype mostRows = 10'000;
    static constexpr qint64 mostBytes = 64 * 1024 * 1024;

    RowCollector(Session &session, TableInfo table, QObject *parent = nullptr);

    void collect(const QList<QVariantList> &keys);
    void collect(const WindowQuery &query);
    /// What is under way is forgotten.
    void cancel();

signals:
    void progressed(qsizetype rows);
    void collected(const QList<SeenRow> &rows);
    void failed(const Error &error);

private:
    struct Page {
        QList<SeenRow> rows;
        std::optional<Anchor> last; ///< to go on from; nothing: that was all
    };

    static Result<Page> readPage(Connection &connection, const TableInfo &table, const WindowQuery &query,
        const std::optional<Anchor> &after, ReadLimit limit);
    void nextKeys(qsizetype from);
    void nextPage(const std::optional<Anchor> &after);
    bool take(const QList<SeenRow> &rows);

    Session &m_session;
    TableInfo m_table;
    QList<QVariantList> m_keys;
    std::optional<WindowQuery> m_query;
    QList<SeenRow> m_rows;
    qint64 m_bytes = 0;
    quint64 m_run = 0;
};
