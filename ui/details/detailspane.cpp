// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/detailspane.h"

#include "details/bodyview.h"
#include "details/rowtable.h"
#include "flowlayout.h"
#include "plainlabel.h"

#include "base/visibletext.h"
#include "document/gist.h"
#include "grid/cellbytes.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
bool holdsBody(const ColumnInfo &column)
{
    return column.meaning == Meaning::Document || column.meaning == Meaning::HeaderLines;
}
} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_empty(new PlainLabel(tr("Select a row to see all its columns."), this))
    , m_columns(new RowTable(this))
    , m_linkRow(new QWidget(this))
    , m_linkLayout(new FlowLayout(m_linkRow))
    , m_bodyTabs(new QTabBar(this))
    , m_body(new BodyView(this))
{
    setObjectName(u"detailsPane"_s);
    m_empty->setObjectName(u"detailsEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(createRowPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
}

QWidget *DetailsPane::createRowPage()
{
    m_linkRow->hide();
    m_bodyTabs->setObjectName(u"bodyTabs"_s);
    m_bodyTabs->setAccessibleName(tr("Body columns"));
    m_bodyTabs->setDrawBase(false);
    m_bodyTabs->setExpanding(false);
    connect(m_bodyTabs, &QTabBar::currentChanged, this, [this] { showBody(false); });

    m_bodies = new QWidget(this);
    auto *bodiesLayout = new QVBoxLayout(m_bodies);
    bodiesLayout->setContentsMargins(4, 4, 4, 4);
    bodiesLayout->addWidget(m_bodyTabs);
    bodiesLayout->addWidget(m_body, 1);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"detailsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_columns);
    splitter->addWidget(m_bodies);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);

    // The links stand above the splitter, which would not give them the height that their lines need.
    auto *page = new QWidget(this);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(4, 4, 4, 0);
    pageLayout->addWidget(m_linkRow);
    pageLayout->addWidget(splitter, 1);
    return page;
}

void DetailsPane::showRow(const TableInfo &table, const QVariantList &rawCells, const DecodeContext &context)
{
    const QVariantList identity = identityOf(table, rawCells);
    const bool sameRow = m_pages->currentIndex() == 1 && table.name == m_table.name && identity == m_identity;
    m_table = table;
    m_cells = rawCells;
    m_identity = identity;
    m_columns->showRow(table, rawCells, context);
    showBodies(sameRow);
    m_pages->setCurrentIndex(1);
}

void DetailsPane::clear()
{
    m_cells.clear();
    m_identity.clear();
    m_body->clear();
    setLinks({});
    m_pages->setCurrentIndex(0);
}

void DetailsPane::setLinks(const QList<DetailLink> &links)
{
    if (links == m_links)
        return; // the same buttons again would take the focus from one that is being used
    m_links = links;
    while (QLayoutItem *item = m_linkLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const DetailLink &link : links) {
        auto *button = new QPushButton(withoutMnemonic(visibleText(link.label)), m_linkRow);
        button->setObjectName("link-"_L1 + link.id);
        button->setAccessibleName(visibleText(link.label));
        connect(button, &QPushButton::clicked, this, [this, id = link.id] { emit linkActivated(id); });
        m_linkLayout->addWidget(button);
        button->show();
    }
    m_linkRow->setVisible(!links.isEmpty());
}

void DetailsPane::showBodies(bool sameRow)
{
    QList<int> columns;
    for (int column = 0; column < m_table.columns.size(); ++column) {
        if (holdsBody(m_table.columns.at(column)))
            columns << column;
    }
    const bool sameTabs = columns == m_bodyColumns && m_bodyTabs->count() == columns.size();
    if (!sameTabs) {
        const QSignalBlocker blocker(m_bodyTabs);
        m_bodyColumns = columns;
        while (m_bodyTabs->count() > 0)
            m_bodyTabs->removeTab(0);
        for (const int column : columns)
            m_bodyTabs->addTab(withoutMnemonic(visibleText(m_table.columns.at(column).name)));
    }
    m_bodyTabs->setVisible(columns.size() > 1);
    m_body->setVisible(!columns.isEmpty());
    showBody(sameRow && sameTabs);
}

void DetailsPane::setBodiesShown(bool shown)
{
    m_bodies->setVisible(shown);
}

void DetailsPane::showBody(bool sameBody)
{
    const int column = m_bodyColumns.value(m_bodyTabs->currentIndex(), -1);
    if (column < 0)
        return;
    const QVariant raw = m_cells.value(column);
    const QByteArray bytes = cellBytes(raw);
    const QString name = visibleText(m_table.columns.at(column).name);
    m_body->showBody(bytes,
        raw.isNull() ? tr("%1: NULL").arg(name) : tr("%1: %2").arg(name, sizeText(bytes.size())), sameBody);
}

/// The key of the row; where it is hidden, the columns that say what the row is about.
QVariantList DetailsPane::identityOf(const TableInfo &table, const QVariantList &rawCells) const
{
    QVariantList identity;
    for (int column = 0; column < table.columns.size(); ++column) {
        const ColumnInfo &info = table.columns.at(column);
        if (table.keyKind == KeyKind::Columns ? table.key.contains(info.name) : info.identity)
            identity << rawCells.value(column);
    }
    return identity;
}
