// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/session.h"
#include "grid/livegridmodel.h"
#include "grid/pace.h"
#include "grid/rowfilter.h"
#include "grid/tablemodel.h"
#include "grid/windowaim.h"
#include "grid/windowread.h"

#include <QElapsedTimer>
#include <QObject>

/// How the number of rows is known.
enum class TotalKind {
    AtLeast, ///< so many are known, there are more
    About, ///< the engine believes so
    Exact ///< counted, or all rows are known
};

/// Keeps one table's live grid supplied: turns what the view shows into reads on the session's reader, plays
/// the answers into the model, re-reads the screen at a refresh and corrects the totals beside. At most one
/// read is under way; the newest wish wins. Owns both models. Never blocks and never asks for anything by
/// itself except what the visible rows need.
class GridController : public QObject {
    Q_OBJECT
public:
    GridController(
        Session &session, const TableInfo &table, QObject *parent = nullptr, WindowLimits limits = {});

    LiveGridModel &model() { return *m_model; }
    const LiveGridModel &model() const { return *m_model; }
    TableModel &tableModel() { return *m_tableModel; }
    const TableInfo &table() const { return m_table; }
    const SortOrder &sort() const { return (m_nextQuery ? *m_nextQuery : m_query).sort(); }
    const RowFilter &filter() const { return m_filter; }
    const WindowQuery &query() const { return m_query; }

    /// Rows that the view shows; rows around them are fetched when they are not there yet.
    void setVisibleRows(int first, int last);
    void setSort(const SortOrder &sort);
    /// Error (Usage) when the filter names what the table has not; the grid then stays as it is.
    Result<void> setFilter(const RowFilter &filter);
    /// The same filter at a later time: takes effect with the next refresh, as rows that come and go.
    void moveFilter(const RowFilter &filter);
    /// First read, or everything anew after an error.
    void load();
    /// Reads the visible rows and a screen on each side again, and then counts when that is due. Skipped
    /// while another read is under way.
    void refresh();
    /// Counts rows and, when that is affordable, the rank of the window.
    void recount();

    bool isCounting() const { return m_counting; }
    bool isBusy() const { return m_underWay.has_value(); }
    bool hasLoaded() const { return m_loaded; }
    TotalKind totalKind() const { return knowsAll() ? TotalKind::Exact : m_totalKind; }
    bool isTotalExact() const { return totalKind() == TotalKind::Exact; }
    qint64 readCount() const { return m_readCount; } ///< reads sent, for tests
    /// How long the last read took from wish to answer, one that failed too.
    qint64 lastReadMs() const { return m_lastReadMs; }

signals:
    void loaded(); ///< the first rows are there
    void refreshed(qint64 costMs); ///< an answer arrived and was played; what it cost on the server's side
    void orderChanged(); ///< a new sort order or filter is in force and its first rows are there
    void failed(const Error &error); ///< of a read: what is shown stays; a new order that failed is not taken
    void countFailed(const Error &error); ///< says nothing about the rows
    void busyChanged(bool busy);
    void settled(); ///< neither a read nor a count is under way any more

private:
    struct UnderWay {
        enum class Purpose { Move, Refresh, Reorder } purpose;
        Ask ask;
        qint64 nominal = 0; ///< visible row that the read is for
        int from = 0; ///< window rows that a refresh reads again
        int count = 0;
    };

    void aim();
    void ask(const Aim &aim);
    void send(const UnderWay &read, const WindowQuery &query, const QList<GridRow> &known = {});
    void arrive(const UnderWay &read, const Result<WindowAnswer> &answer);
    void reorder(const WindowQuery &query, const RowFilter &filter);
    Result<WindowQuery> queryFor(const RowFilter &filter, const SortOrder &sort) const;
    void play(const WindowChange &change);
    WindowChange changeOf(const UnderWay &read, const WindowAnswer &answer) const;
    WindowChange replaceOf(const Ask &ask, const WindowAnswer &answer) const;
    WindowChange refreshOf(const UnderWay &read, const WindowAnswer &answer) const;
    std::optional<Ask> refreshAsk(int from, int count) const;
    bool knowsAll() const { return m_window.atStart && m_window.atEnd; }
    qint64 promisedTotal(qint64 rows, bool isShort) const;
    qint64 believedTotal() const;
    bool isGentle() const { return m_session.spec().gentleLimit.count() > 0; }
    bool isCountDue() const;
    void count();
    void takeEstimate(const TotalAnswer &answer);
    void takeTotal(qint64 total, qint64 rank);
    bool isWhole(qint64 total) const;
    void countArrived(quint64 serial, const Result<TotalAnswer> &answer);
    int baseRowFrom(qint64 row) const;
    void setCounting(bool counting);
    void setUnderWay(std::optional<UnderWay> read);

    Session &m_session;
    TableInfo m_table;
    const Dialect *m_dialect;
    WindowLimits m_limits;
    TableModel *m_tableModel;
    LiveGridModel *m_model;
    RowFilter m_filter;
    WindowQuery m_query;
    Window m_window;
    int m_visibleFirst = 0;
    int m_visibleLast = -1;
    std::optional<UnderWay> m_underWay;
    std::optional<WindowQuery> m_nextQuery; ///< of the reorder under way, taken when its answer is there
    RowFilter m_nextFilter;
    bool m_loaded = false;
    TotalKind m_totalKind = TotalKind::AtLeast;
    qint64 m_estimatedRows; ///< of the table without a filter, -1: no idea
    bool m_counting = false;
    quint64 m_serial = 0; ///< changes whenever the window does
    quint64 m_generation = 0; ///< newest read; older answers are dropped
    quint64 m_countNumber = 0; ///< newest count; answers of older ones are dropped
    qint64 m_readCount = 0;
    qint64 m_lastReadMs = 0;
    QElapsedTimer m_sinceSent;
    qint64 m_rankCostMs = 0;
    bool m_wholeIsDue = false; ///< the next refresh reads the whole window again
    Pace m_countPace;
    QElapsedTimer m_sinceCount;
};
