// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QWidget>

class PlainLabel;
class ProblemModel;
class QAction;
class QSortFilterProxyModel;
class QTreeView;

/// What is wrong with a document as a list that can be sorted, copied, and jumps. Takes no focus by itself
/// and keeps what is selected when the next check is done.
class ProblemList : public QWidget {
    Q_OBJECT
public:
    explicit ProblemList(QWidget *parent = nullptr);

    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// "2 errors, 1 warning", for a heading.
    QString summary() const;
    /// The selected ones, or all when none is, one a line with tabs between.
    QString asText() const;

signals:
    void placeWanted(const TextPlace &place); ///< activated: Enter or double click
    void fixWanted(const QuickFix &fix);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createTree();
    void createActions();
    QAction *addCommand(const QString &name, const QString &text, const QKeySequence &keys);
    const Diagnostic *at(const QModelIndex &shown) const;
    const Diagnostic *current() const;
    void select(const Diagnostic &diagnostic);
    void onActivated(const QModelIndex &shown);
    void updateActions();
    void copy();

    ProblemModel *m_model;
    QSortFilterProxyModel *m_order;
    QTreeView *m_tree;
    PlainLabel *m_summary;
    QAction *m_go = nullptr;
    QAction *m_fix = nullptr;
    QAction *m_copy = nullptr;
};
