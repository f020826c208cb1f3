// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridtab.h"

#include "base/visibletext.h"
#include "grid/columnlayout.h"
#include "grid/filterbar.h"
#include "grid/gridview.h"
#include "plainlabel.h"

#include <QDateTime>
#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
/// A read that takes longer leaves something on the screen that nobody should rely on.
constexpr qint64 patienceMs = 8000;

bool isLoss(Fault fault)
{
    return fault == Fault::Unreachable || fault == Fault::Denied || fault == Fault::Refused;
}
} // namespace

GridTab::GridTab(LiveDatabase &database, const TableInfo &table, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_table(table)
    , m_settings(settings)
    , m_controller(new GridController(database.session(), table, this))
    , m_filterBar(new FilterBar(this))
    , m_view(new GridView(this))
    , m_note(new PlainLabel({}, this))
    , m_notice(new PlainLabel({}, m_view))
    , m_clearFilter(new QPushButton(tr("Clear the filte&r"), m_view))
{
    m_controller->model().setServerNow(
        [this] { return m_isOld ? m_answerServerTime : m_database.serverNow(); });
    m_view->setGridModel(&m_controller->model());
    m_filterBar->setTable(m_table, m_controller->model().context());
    ColumnLayout(m_settings).applyTo(m_view->horizontalHeader(), m_table);
    createLayout();
    connectParts();
    showOrder();
    showNotice();
}

GridTab::~GridTab()
{
    // The view goes before the model that it shows, whatever the order of the children.
    delete m_view;
}

void GridTab::createLayout()
{
    m_note->setObjectName(QStringLiteral("tableNote"));
    m_note->setWordWrap(true);
    m_note->setMargin(4);
    if (m_table.keyKind == KeyKind::None)
        m_note->setText(tr("This table has no key: rows are known by their place only, far jumps are slow, "
                           "and it can never be edited here."));
    m_note->setVisible(!m_note->text().isEmpty());

    m_notice->setObjectName(QStringLiteral("gridNotice"));
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_clearFilter->setObjectName(QStringLiteral("noticeClearFilter"));
    auto *overlay = new QVBoxLayout(m_view);
    overlay->setContentsMargins(40, 40, 40, 40);
    overlay->addStretch();
    overlay->addWidget(m_notice);
    overlay->addWidget(m_clearFilter, 0, Qt::AlignHCenter);
    overlay->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
}

void GridTab::connectParts()
{
    connect(m_view, &GridView::visibleRowsChanged, m_controller, &GridController::setVisibleRows);
    connect(m_view, &GridView::sortRequested, this, &GridTab::sortBy);
    connect(m_view, &GridView::currentRowMoved, this, &GridTab::currentRowChanged);
    connect(m_view, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { emit contextMenuWanted(m_view->viewport()->mapToGlobal(at)); });
    connect(m_view->horizontalHeader(), &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { emit columnMenuWanted(m_view->horizontalHeader()->mapToGlobal(at)); });
    connect(m_filterBar, &FilterBar::filterChanged, this, &GridTab::applyFilter);
    connect(m_clearFilter, &QPushButton::clicked, m_filterBar, &FilterBar::clear);
    connect(m_controller, &GridController::orderChanged, this, &GridTab::showOrder);
    connect(m_controller, &GridController::orderChanged, m_view, &QTableView::scrollToTop);
    connect(m_controller, &GridController::failed, this, &GridTab::takeError);
    connect(m_controller, &GridController::countFailed, this, &GridTab::takeCountError);
    connect(m_controller, &GridController::busyChanged, this, &GridTab::followBusy);
    connect(&m_controller->model(), &LiveGridModel::totalChanged, this, &GridTab::showNotice);
    connect(m_controller, &GridController::refreshed, this, &GridTab::takeAnswer);
}

void GridTab::followBusy(bool busy)
{
    m_waitingSinceMs = busy ? QDateTime::currentMSecsSinceEpoch() : 0;
    showNotice();
}

void GridTab::takeAnswer(qint64 costMs)
{
    const Error over = std::exchange(m_error, {});
    m_readError = {};
    m_lastCostMs = costMs;
    m_lastAnswerMs = QDateTime::currentMSecsSinceEpoch();
    m_answerServerTime = m_database.serverNow();
    showNotice();
    emit answered();
    if (!over.message.isEmpty())
        emit recovered(over);
}

bool GridTab::isStale(qint64 nowMs) const
{
    if (m_lastAnswerMs == 0)
        return false;
    if (!m_readError.message.isEmpty())
        return isLoss(m_readError.fault) || nowMs - m_lastAnswerMs > patienceMs;
    return m_waitingSinceMs > 0 && nowMs - m_waitingSinceMs > patienceMs;
}

void GridTab::setOld(bool old)
{
    if (old == m_isOld)
        return;
    m_isOld = old;
    m_view->setOld(old);
}

void GridTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_table.readable)
        return takeError(unreadable());
    if (!m_controller->hasLoaded() && !m_controller->isBusy())
        m_controller->load();
}

void GridTab::setCellStyle(const CellStyle &style)
{
    m_controller->model().setStyle(style);
    m_filterBar->setContext(m_controller->model().context());
    m_view->viewport()->update();
}

Error GridTab::unreadable() const
{
    for (const Finding &finding : m_table.findings)
        if (finding.code == "unreadable"_L1)
            return {finding.sentence, {}, Fault::Damaged};
    return {tr("The table cannot be read."), {}, Fault::Damaged};
}

void GridTab::refresh()
{
    if (!m_table.readable)
        return; // its columns are not known: there is nothing to ask for until the schema is read anew
    const bool idle = m_controller->hasLoaded() && !m_controller->isBusy();
    if (m_filterBar->movesWithTime()) {
        m_wanted = m_filterBar->filterAt(m_database.serverNow());
        m_controller->moveFilter(m_wanted);
    } else if (idle && !(m_controller->filter() == m_wanted)) {
        return applyFilter(m_wanted); // it failed, and the bar above still promises it
    }
    m_controller->refresh();
}

void GridTab::applyFilter(const RowFilter &filter)
{
    if (const auto taken = m_controller->setFilter(filter); !taken)
        return takeError(taken.error());
    m_wanted = filter;
}

void GridTab::setFilter(const RowFilter &filter)
{
    m_filterBar->setFilter(filter);
}

void GridTab::sortBy(int column)
{
    const QString name = m_table.columns.value(column).name;
    const SortOrder current = m_controller->sort();
    if (current.column != name)
        m_controller->setSort({name, false});
    else
        m_controller->setSort(current.descending ? SortOrder {} : SortOrder {name, true});
}

void GridTab::showOrder()
{
    const SortOrder &sort = m_controller->sort();
    m_view->showSort(m_table.indexOf(sort.column), sort.descending);
}

void GridTab::takeError(const Error &error)
{
    m_readError = error;
    takeCountError(error);
}

void GridTab::takeCountError(const Error &error)
{
    m_error = error;
    m_lastCostMs = m_controller->lastReadMs();
    showOrder();
    showNotice();
    emit failed(error);
}

void GridTab::showNotice()
{
    const bool empty = m_controller->model().totalRows() == 0;
    const bool filtered = !m_controller->filter().isEmpty();
    QString text;
    if (empty && !m_error.message.isEmpty())
        text = visibleText(m_error.message);
    else if (empty && !m_controller->hasLoaded())
        text = tr("Reading the first rows…");
    else if (empty && filtered)
        text = tr("No row matches the filter.");
    else if (empty)
        text = tr("The table is empty. Rows appear here as soon as the server writes them.");
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_clearFilter->setVisible(empty && filtered && m_controller->hasLoaded());
}

void GridTab::fitColumns()
{
    ::fitColumns(m_view);
}

void GridTab::saveColumns()
{
    ColumnLayout(m_settings).saveFrom(m_view->horizontalHeader(), m_table);
}
