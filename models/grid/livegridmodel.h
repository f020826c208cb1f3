// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/expirypolicy.h"
#include "grid/gridentry.h"
#include "grid/windowquery.h"
#include "schema/decode.h"

#include <QAbstractProxyModel>
#include <QCache>

#include <functional>

class TableModel;
struct RowRun;

/// How cells are written out: what the settings say.
struct CellStyle {
    bool raw = false; ///< DisplayRole is the stored value
    TimeStyle timeStyle = TimeStyle::Local;
    ExpiryPolicy expiry;
    int markSeconds = 8; ///< how long changes, new rows and ghosts stay marked
    bool operator==(const CellStyle &) const = default;
};

/// What waits for a row, until it is done or dropped.
struct NotedRow {
    RowNote note = RowNote::None;
    QHash<QString, QVariant> wanted = {}; ///< by column: what a staged change will store
    bool operator==(const NotedRow &) const = default;
};

/// The table at its full length, directly under the view and the only listener of TableModel. It knows the
/// rows of one window; all others are placeholders. It never resets itself and never forwards a reset: each
/// WindowChange is played as a few structural signals or one batch. Positions are nominal, keys are the
/// truth: rows that come or go above the window only move the window. data() asks for nothing; who shows rows
/// tells the controller.
class LiveGridModel : public QAbstractProxyModel {
    Q_OBJECT
public:
    LiveGridModel(TableModel *source, const TableInfo &table, QObject *parent = nullptr);

    /// Plays the change. @p query says where document sizes are.
    void play(const WindowChange &change, const WindowQuery &query);
    /// The exact number of rows, and the rank of the first known row when it is known too (-1 when not).
    void setTotal(qint64 total, qint64 rankOfFirst = -1);
    /// Ends marks and ghosts whose time is over (ms since the epoch). Ghosts in a row that @p isHeld stay
    /// until it is let go.
    void expireMarks(qint64 nowMs, const std::function<bool(int row)> &isHeld);

    void setStyle(const CellStyle &style);
    const CellStyle &style() const { return m_style; }
    /// Marks rows by their keys, also those that are not here yet.
    void setRowNotes(const QHash<RowKey, NotedRow> &notes);
    void setServerNow(std::function<qint64()> now)
    {
        m_now = std::move(now);
    } ///< epoch seconds on the server's clock
    DecodeContext context() const;
    const TableInfo &table() const { return m_table; }

    qint64 totalRows() const { return qint64(m_above) + m_entries.size() + m_below; }
    int windowFirst() const { return m_above; }
    int windowSize() const { return static_cast<int>(m_entries.size()); }
    int ghostCount() const;
    /// The known row at a row number, nullptr for a placeholder.
    const GridEntry *entryAt(int row) const;
    /// Row number of a known key, -1 when it is not in the window.
    int rowOf(const RowKey &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QModelIndex sibling(int row, int column, const QModelIndex &index) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    /// Around everything that one change does: the view remembers its top row and finds it again.
    void aboutToPlay();
    void played();
    /// Around a batch: a view gives up its selection before, because a layout change costs the cube of the
    /// selected rows.
    void aboutToReorder();
    void reordered();
    void totalChanged(qint64 total);

private:
    struct Pin {
        QPersistentModelIndex index;
        RowKey key;
    };

    void playMerge(const WindowChange &change);
    void playExtend(const WindowChange &change);
    void playReplace(const WindowChange &change);
    void playReorder(const WindowChange &change);
    void settleEdges(const WindowChange &change);

    /// Turns the entries into @p next by structural signals; @p swapBase puts the new window into the base
    /// model when old rows are gone.
    void transform(const QList<GridEntry> &next, const std::function<void()> &swapBase);
    void transformInOneStroke(const QList<GridEntry> &next, const std::function<void()> &swapBase);
    void removeEntries(const RowRun &run);
    void removeGhosts(int from, int count);
    void setAbove(int rows);
    void setBelow(int rows);
    void changeEdge(int row, int difference, int &edge);
    void dropTop(int liveRows);
    void dropBottom(int liveRows);
    void fillTop(const QList<GridRow> &rows);
    void fillBottom(const QList<GridRow> &rows, int firstBase);
    void renumberBase();
    void showBase(const Window &window);

    void pin(int firstRow, int count);
    void settlePins(int firstRow, int count);
    void emitChanged(int firstRow, int lastRow);
    QHash<RowKey, int> rowsByKey() const;

    QVariant rawValue(const GridEntry &entry, const QModelIndex &index) const;
    QString decodedText(const GridEntry &entry, int column, const QVariant &raw) const;
    QString documentText(const GridEntry &entry, int column, const QVariant &raw) const;
    QVariant rowRole(const GridEntry &entry, int role) const;
    QVariant noteRole(const GridEntry &entry, int column, int role) const;
    QString noteSentence(const GridEntry &entry, int column) const;
    QString tooltip(const GridEntry &entry, int column, const QVariant &raw) const;
    std::optional<qint64> expiresOf(const GridEntry &entry) const;

    TableModel *m_base;
    TableInfo m_table;
    QHash<int, int> m_sizeCells;
    int m_expiryColumn;
    int m_statusColumn;
    int m_eventColumn;
    CellStyle m_style;
    QHash<RowKey, NotedRow> m_notes;
    std::function<qint64()> m_now;

    int m_above = 0; ///< placeholders before the window: its nominal first row
    QList<GridEntry> m_entries;
    int m_below = 0; ///< placeholders behind the window
    QList<Pin> m_pins;
    mutable QCache<QByteArray, QString> m_gists;
};
