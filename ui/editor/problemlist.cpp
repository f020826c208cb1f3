// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/problemlist.h"

#include "editor/problemmodel.h"
#include "editor/severitystyle.h"
#include "plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int sentenceWidth = 420;

/// A line of copied text: tabs and line ends would tear it apart.
QString cell(const QModelIndex &index)
{
    return index.data().toString().replace(u'\t', u' ').replace(u'\n', u' ');
}

/// The same problem after another check: what it says counts more than where it now stands.
bool isSame(const Diagnostic &a, const Diagnostic &b)
{
    return a.code == b.code && a.sentence == b.sentence && a.severity == b.severity;
}
} // namespace

ProblemList::ProblemList(QWidget *parent)
    : QWidget(parent)
    , m_model(new ProblemModel(this))
    , m_order(new QSortFilterProxyModel(this))
    , m_tree(new QTreeView(this))
    , m_summary(new PlainLabel({}, this))
{
    setObjectName(u"problemList"_s);
    m_summary->setObjectName(u"problemSummary"_s);
    createTree();
    createActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    setDiagnostics({});
}

void ProblemList::createTree()
{
    m_order->setSourceModel(m_model);
    m_order->setSortRole(ProblemModel::SortRole);
    m_tree->setObjectName(u"problems"_s);
    m_tree->setAccessibleName(tr("Problems of the document"));
    m_tree->setModel(m_order);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(ProblemModel::LineColumn, Qt::AscendingOrder);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->setTabKeyNavigation(false);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ProblemModel::SentenceColumn, QHeaderView::Interactive);
    header->resizeSection(ProblemModel::SentenceColumn, sentenceWidth);
    // What is wrong comes first: in a narrow list the rest is a scroll away.
    header->moveSection(header->visualIndex(ProblemModel::SentenceColumn), 1);
    connect(m_tree, &QTreeView::activated, this, &ProblemList::onActivated);
    connect(
        m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProblemList::updateActions);
}

void ProblemList::createActions()
{
    m_go = addCommand(u"problemGo"_s, tr("&Go to the place"), {});
    m_fix = addCommand(u"problemFix"_s, tr("&Repair"), Qt::ALT | Qt::Key_Return);
    m_copy = addCommand(u"problemCopy"_s, tr("&Copy"), QKeySequence::Copy);
    connect(m_go, &QAction::triggered, this, [this] { onActivated(m_tree->currentIndex()); });
    connect(m_fix, &QAction::triggered, this, [this] {
        if (const Diagnostic *each = current(); each && !each->fix.isEmpty())
            emit fixWanted(each->fix);
    });
    connect(m_copy, &QAction::triggered, this, &ProblemList::copy);
    updateActions();
}

QAction *ProblemList::addCommand(const QString &name, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(action);
    return action;
}

void ProblemList::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    const Diagnostic *before = current();
    const std::optional<Diagnostic> kept = before ? std::optional(*before) : std::nullopt;
    m_model->set(diagnostics);
    if (kept && (!current() || !isSame(*current(), *kept)))
        select(*kept);
    m_summary->setText(summary());
    updateActions();
}

QString ProblemList::summary() const
{
    return countsInWords(m_model->all());
}

/// The nearest of those that say the same; none when it was repaired.
void ProblemList::select(const Diagnostic &diagnostic)
{
    int best = -1;
    const QList<Diagnostic> &all = m_model->all();
    const auto distance = [&](int row) { return qAbs(all.at(row).place.byte - diagnostic.place.byte); };
    for (int row = 0; row < all.size(); ++row) {
        if (isSame(all.at(row), diagnostic) && (best < 0 || distance(row) < distance(best)))
            best = row;
    }
    m_tree->setCurrentIndex(best < 0 ? QModelIndex() : m_order->mapFromSource(m_model->index(best, 0)));
}

const Diagnostic *ProblemList::at(const QModelIndex &shown) const
{
    const QModelIndex index = m_order->mapToSource(shown);
    return index.isValid() ? &m_model->all().at(index.row()) : nullptr;
}

const Diagnostic *ProblemList::current() const
{
    return at(m_tree->currentIndex());
}

/// In the column of repairs activation repairs, everywhere else it jumps.
void ProblemList::onActivated(const QModelIndex &shown)
{
    const Diagnostic *each = at(shown);
    if (!each)
        return;
    if (shown.column() == ProblemModel::FixColumn && !each->fix.isEmpty() && sender() == m_tree)
        emit fixWanted(each->fix);
    else
        emit placeWanted(each->place);
}

void ProblemList::updateActions()
{
    const Diagnostic *each = current();
    m_go->setEnabled(each);
    m_fix->setEnabled(each && !each->fix.isEmpty());
    m_fix->setText(m_fix->isEnabled() ? withoutMnemonic(each->fix.label) : tr("&Repair"));
    m_copy->setEnabled(!m_model->all().isEmpty());
}

QString ProblemList::asText() const
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_order->rowCount(); ++row)
            rows << m_order->index(row, 0);
    }
    std::sort(rows.begin(), rows.end(),
        [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < ProblemModel::FixColumn; ++column)
            cells << cell(row.siblingAtColumn(column));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void ProblemList::copy()
{
    QGuiApplication::clipboard()->setText(asText());
}

void ProblemList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_tree->viewport()->update();
    QWidget::changeEvent(event);
}
