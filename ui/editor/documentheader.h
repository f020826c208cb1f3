// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/opendocument.h"
#include "document/validator.h"

#include <QWidget>

class PlainLabel;
class QAction;
class QTabBar;

/// The ways to look at a document.
enum class DocumentViewKind { Text, Form, Outline, Hex, Diff };

/// The line above a document: what is known of it, and what one can do with it.
class DocumentHeader : public QWidget {
    Q_OBJECT
public:
    explicit DocumentHeader(QWidget *parent = nullptr);

    void showDocument(const OpenDocument &document);
    /// What checking said; nothing while it is under way.
    void showVerdict(const std::optional<Verdict> &verdict);
    void showNothing();

    /// The document columns of the table; the tabs are there when there are several.
    void setColumns(const QStringList &columns, const QString &current);
    void setView(DocumentViewKind view);
    DocumentViewKind view() const;
    void setViewOffered(DocumentViewKind view, bool offered);
    void addCommand(QAction *action, const QString &label);

signals:
    void columnChosen(const QString &column);
    void viewChosen(DocumentViewKind view);

private:
    void createViews();
    void tell();

    PlainLabel *m_state;
    QTabBar *m_columns;
    QTabBar *m_views;
    QWidget *m_commands;
    QString m_measures;
    QString m_verdict;
};

/// "valid, 1 warning"
QString verdictText(const Verdict &verdict);
