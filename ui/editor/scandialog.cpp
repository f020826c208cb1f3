// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/scandialog.h"

#include "base/visibletext.h"
#include "editor/scanmodel.h"
#include "plainlabel.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int allProgress = 1000;

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// A line of copied text: tabs and line ends would tear it apart.
QString cell(const QModelIndex &index)
{
    return index.data().toString().replace(u'\t', u' ').replace(u'\n', u' ');
}

} // namespace

ScanDialog::ScanDialog(const ConnectionSpec &spec, const DatabaseSchema &schema, qint64 now, QWidget *parent)
    : ScanDialog(std::make_unique<DocumentScanJob>(spec, schema, now), parent)
{
}

ScanDialog::ScanDialog(std::unique_ptr<DocumentScanJob> job, QWidget *parent)
    : QDialog(parent)
    , m_job(std::move(job))
    , m_model(new ScanModel(this))
    , m_order(new QSortFilterProxyModel(this))
    , m_tree(new QTreeView(this))
    , m_state(new PlainLabel({}, this))
    , m_found(new PlainLabel({}, this))
    , m_filter(new QLineEdit(this))
    , m_progress(new QProgressBar(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"scanDialog"_s);
    setWindowTitle(tr("Check all documents"));
    createList();
    createBar();
    connect(m_job.get(), &DocumentScanJob::progressed, this, &ScanDialog::showProgress);
    connect(m_job.get(), &DocumentScanJob::finished, this, &ScanDialog::showEnd);
    connect(m_job.get(), &DocumentScanJob::found, m_model, &ScanModel::append);
    m_state->setText(tr("Every document of this database is read and checked, with pauses that leave the "
                        "server its time."));
    updateButton();
    resize(900, 500);
}

ScanDialog::~ScanDialog()
{
    m_job->disconnect(this);
}

void ScanDialog::createList()
{
    m_order->setSourceModel(m_model);
    m_order->setSortRole(ScanModel::sortRole);
    m_order->setFilterKeyColumn(-1);
    m_order->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree->setObjectName(u"scanList"_s);
    m_tree->setAccessibleName(tr("What was found"));
    m_tree->setModel(m_order);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(ScanModel::SeverityColumn, Qt::AscendingOrder);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(ScanModel::SeverityColumn, 150);
    m_tree->setColumnWidth(ScanModel::RowColumn, 220);
    m_tree->setColumnWidth(ScanModel::LineColumn, 60);
    auto *copyLines = new QAction(tr("&Copy"), this);
    copyLines->setObjectName(u"scanCopy"_s);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(copyLines);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyLines, &QAction::triggered, this, &ScanDialog::copy);
    connect(m_tree, &QTreeView::activated, this, &ScanDialog::onActivated);
}

void ScanDialog::createBar()
{
    m_state->setObjectName(u"scanState"_s);
    m_state->setWordWrap(true);
    m_found->setObjectName(u"scanFound"_s);
    m_filter->setObjectName(u"scanFilter"_s);
    m_filter->setAccessibleName(tr("Show only lines with this text"));
    m_filter->setPlaceholderText(tr("Show only lines with this text"));
    m_filter->setClearButtonEnabled(true);
    m_progress->setObjectName(u"scanProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_progress->setRange(0, allProgress);
    m_button->setObjectName(u"scanButton"_s);
    m_button->setAutoDefault(false);
    connect(m_filter, &QLineEdit::textChanged, m_order, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_button, &QPushButton::clicked, this, [this] { isRunning() ? stop() : start(); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_progress, 1);
    bar->addWidget(m_button);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_found, 1);
    foot->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_state);
    layout->addLayout(bar);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    layout->addLayout(foot);
}

void ScanDialog::start()
{
    m_model->clear();
    m_progress->setValue(0);
    m_job->start();
    showProgress(m_job->progress());
    updateButton();
}

void ScanDialog::stop()
{
    m_job->cancel();
}

void ScanDialog::updateButton()
{
    m_button->setText(isRunning() ? tr("&Stop") : tr("&Start"));
}

void ScanDialog::showProgress(const ScanProgress &progress)
{
    const QString rows = progress.rowsAbout < 0
        ? tr("%1 rows").arg(number(progress.rows))
        : tr("%1 of about %2 rows").arg(number(progress.rows), number(progress.rowsAbout));
    m_state->setText(tr("Checking %1 (table %2 of %3): %4, %5 documents.")
                         .arg(visibleText(progress.table))
                         .arg(std::min(progress.tablesDone + 1, progress.tables))
                         .arg(progress.tables)
                         .arg(rows, number(progress.documents)));
    // Without an idea of the number of rows, tables count.
    const double done = progress.rowsAbout > 0
        ? static_cast<double>(progress.rows) / static_cast<double>(progress.rowsAbout)
        : static_cast<double>(progress.tablesDone) / std::max(1, progress.tables);
    m_progress->setValue(static_cast<int>(std::min(done, 1.0) * allProgress));
    showFound();
}

void ScanDialog::showFound()
{
    const qint64 faulty = m_job->progress().faulty;
    const qint64 more = faulty - DocumentScanJob::mostFound;
    m_found->setText(more > 0
            ? tr("Something is to be said of %1 documents; the list has the first %2, and there are %3 more.")
                  .arg(number(faulty), number(DocumentScanJob::mostFound), number(more))
            : tr("Something is to be said of %1 documents.").arg(number(faulty)));
}

void ScanDialog::showEnd(const ScanEnd &end)
{
    updateButton();
    showFound();
    m_progress->setValue(end.wasCancelled ? m_progress->value() : allProgress);
    QStringList sentences {end.wasCancelled
            ? tr("The check was stopped after %1 documents.").arg(number(end.progress.documents))
            : tr("%1 documents of %2 tables were checked.")
                  .arg(number(end.progress.documents))
                  .arg(end.progress.tables)};
    for (const Error &error : end.errors)
        sentences.append(tr("One table could not be checked to its end: %1").arg(visibleText(error.message)));
    m_state->setText(sentences.join(u' '));
}

void ScanDialog::onActivated(const QModelIndex &shown)
{
    const QModelIndex index = m_order->mapToSource(shown);
    if (!index.isValid())
        return;
    const ScannedDocument &document = m_model->documentAt(index.row());
    emit rowWanted(document.role, document.keyValues, document.column);
}

void ScanDialog::copy()
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < ScanModel::ColumnCount; ++column)
            cells.append(cell(row.siblingAtColumn(column)));
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}
