// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentscanjob.h"

#include <QDialog>

class PlainLabel;
class ScanModel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

/// "Check all documents": starts, shows and stops a scan of the whole database, and lists what it found. A
/// window beside the others; each line leads to its row.
class ScanDialog : public QDialog {
    Q_OBJECT
public:
    /// Checks the tables of @p schema on a connection of its own; @p now: epoch seconds on the server's
    /// clock.
    ScanDialog(
        const ConnectionSpec &spec, const DatabaseSchema &schema, qint64 now, QWidget *parent = nullptr);
    /// With a job of the caller's making, for tests.
    explicit ScanDialog(std::unique_ptr<DocumentScanJob> job, QWidget *parent = nullptr);
    ~ScanDialog() override;

    void start();
    void stop();
    bool isRunning() const { return m_job->isRunning(); }

signals:
    /// The row of a line that was activated: values of the key columns in the order of TableInfo::key.
    void rowWanted(TableRole role, const QVariantList &keyValues, const QString &column);

private:
    void createList();
    void createBar();
    void showProgress(const ScanProgress &progress);
    void showEnd(const ScanEnd &end);
    void showFound();
    void onActivated(const QModelIndex &shown);
    void updateButton();
    void copy();

    std::unique_ptr<DocumentScanJob> m_job;
    ScanModel *m_model;
    QSortFilterProxyModel *m_order;
    QTreeView *m_tree;
    PlainLabel *m_state;
    PlainLabel *m_found;
    QLineEdit *m_filter;
    QProgressBar *m_progress;
    QPushButton *m_button; ///< starts, or stops what is under way
};
