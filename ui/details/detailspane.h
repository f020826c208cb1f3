// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/decode.h"

#include <QWidget>

class BodyView;
class FlowLayout;
class PlainLabel;
class QStackedWidget;
class QTabBar;
class RowTable;

/// A way from a row to another one: what the button says, and what comes back when it is pressed.
struct DetailLink {
    QString label;
    QString id;
    bool operator==(const DetailLink &) const = default;
};

/// Everything about one row: all columns decoded and stored, its bodies, links to rows that belong to it.
class DetailsPane : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    /// Shows a row, its cells in the order of table.columns. The same row again keeps scroll, selection and
    /// the place in the body.
    void showRow(const TableInfo &table, const QVariantList &rawCells, const DecodeContext &context);
    void clear();
    /// The buttons below the columns; pressing one emits linkActivated().
    void setLinks(const QList<DetailLink> &links);
    BodyView *bodyView() const { return m_body; }
    /// Off while the documents of the row are shown elsewhere.
    void setBodiesShown(bool shown);

signals:
    void linkActivated(const QString &id);

private:
    QWidget *createRowPage();
    void showBodies(bool sameRow);
    void showBody(bool sameBody);
    QVariantList identityOf(const TableInfo &table, const QVariantList &rawCells) const;

    QStackedWidget *m_pages;
    PlainLabel *m_empty;
    RowTable *m_columns;
    QWidget *m_linkRow;
    FlowLayout *m_linkLayout;
    QWidget *m_bodies = nullptr; ///< tabs and body
    QTabBar *m_bodyTabs;
    BodyView *m_body;
    TableInfo m_table;
    QVariantList m_cells;
    QVariantList m_identity;
    QList<int> m_bodyColumns;
    QList<DetailLink> m_links;
};
