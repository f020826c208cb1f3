// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/opendocument.h"

#include <QObject>

#include <functional>

class GridTab;
class LiveDatabase;

/// A row with its documents, as far as they can be prepared away from the window's thread.
struct ReadRow {
    StoredRow row;
    QList<OpenDocument> documents;
};

/// Reads rows whole and exactly on the session's reader. The newest wish wins.
class RowReader : public QObject {
    Q_OBJECT
public:
    /// Wishes of one purpose replace each other.
    enum class Purpose { Document, Draft };

    explicit RowReader(Purpose purpose, QObject *parent = nullptr) : QObject(parent), m_purpose(purpose) {}

    /// A row that the grid shows.
    void read(LiveDatabase &database, GridTab &grid, const GridRow &row);
    /// A row by its key, once more or for the first time.
    void readByKey(LiveDatabase &database, const TableInfo &table, const QList<NamedValue> &key);
    /// Answers that are under way are no longer wanted.
    void forget() { ++m_request; }

signals:
    void arrived(const ReadRow &row);
    void gone(const StoredRow &row); ///< there is no such row; its cells are empty
    void failed(const Error &error);

private:
    void start(LiveDatabase &database, const std::function<Result<ReadRow>(Connection &)> &job);

    Purpose m_purpose;
    quint64 m_request = 0;
};
