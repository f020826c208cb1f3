// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"
#include "grid/subjects.h"

#include <QList>
#include <QObject>

#include <optional>

class TabSet;

/// Where one was among the tables, for back and forward.
class PlaceHistory : public QObject {
    Q_OBJECT
public:
    explicit PlaceHistory(TabSet &tabs, QObject *parent = nullptr);

    /// Goes to the rows that a link means.
    void visit(const RowLink &link);
    void back() { travel(m_back, m_forward); }
    void forward() { travel(m_forward, m_back); }
    void clear();

private:
    struct Place {
        TableRole role;
        RowFilter filter;
    };

    void travel(QList<Place> &from, QList<Place> &to);
    std::optional<Place> here() const;
    void show(const Place &place);

    TabSet &m_tabs;
    QList<Place> m_back;
    QList<Place> m_forward;
};
