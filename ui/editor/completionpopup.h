// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/completion.h"

#include <QFrame>

class PlainLabel;
class QListView;
class QStandardItemModel;

/// What may stand at the cursor as a list, with what it means beside it. Never has the focus: the text keeps
/// it, and says what becomes of a key.
class CompletionPopup : public QFrame {
    Q_OBJECT
public:
    explicit CompletionPopup(QWidget *parent);

    /// Below (or above) a line of text at a place of the screen.
    void showAt(const QList<Proposal> &proposals, const QPoint &place, int lineHeight, bool chooseFirst);
    /// -1: none is chosen.
    int current() const;
    void step(int rows);
    void stepPage(int pages);

signals:
    void chosen(int index); ///< by mouse

private:
    void fill(const QList<Proposal> &proposals);
    void choose(int row);
    void describe();
    void place(const QPoint &below, int lineHeight);

    QListView *m_list;
    QStandardItemModel *m_model;
    PlainLabel *m_description;
};
