// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowlab.h"

#include <QLineEdit>
#include <QScrollBar>

/// Everything that a person has before them and in hand: place, current cell, selection, an open cell. Rows
/// are told by their keys, so that it can be compared across a refresh.
class WhatIsSeen {
public:
    explicit WhatIsSeen(WindowLab &lab)
    {
        using namespace Qt::StringLiterals;
        GridView &view = lab.view();
        m_facts[u"top row"_s] = keyOf(lab, view.firstVisibleRow());
        m_facts[u"horizontal place"_s] = QByteArray::number(view.horizontalScrollBar()->value());
        m_facts[u"current row"_s] = keyOf(lab, view.currentIndex().row());
        m_facts[u"current column"_s] = QByteArray::number(view.currentIndex().column());
        for (const QModelIndex &index : view.selectionModel()->selectedIndexes())
            m_selected.insert({keyOf(lab, index.row()), index.column()});
        if (auto *editor = view.findChild<QLineEdit *>(u"cellEditor"_s)) {
            m_facts[u"editor"_s] = QByteArray::number(reinterpret_cast<quintptr>(editor), 16);
            m_facts[u"editor's text"_s] = editor->text().toUtf8();
            m_facts[u"editor's selection"_s] =
                QByteArray::number(editor->selectionStart()) + ' ' + editor->selectedText().toUtf8();
            m_facts[u"editor's focus"_s] = editor->hasFocus() ? "yes" : "no";
        }
    }

    qsizetype selectedCells() const { return m_selected.size(); }
    /// Empty when nothing that a person had is lost, else what is.
    QString lostIn(const WhatIsSeen &later) const
    {
        using namespace Qt::StringLiterals;
        QStringList lost;
        for (auto fact = m_facts.begin(); fact != m_facts.end(); ++fact)
            if (later.m_facts.value(fact.key()) != fact.value())
                lost.append(u"%1: %2, then %3"_s.arg(fact.key(), QString::fromUtf8(fact.value()),
                    QString::fromUtf8(later.m_facts.value(fact.key()))));
        const auto gone = (QSet(m_selected).subtract(later.m_selected)).size();
        const auto added = (QSet(later.m_selected).subtract(m_selected)).size();
        if (gone > 0 || added > 0)
            lost.append(u"selection: %1 cells lost, %2 added"_s.arg(gone).arg(added));
        return lost.join(u'\n');
    }

private:
    static QByteArray keyOf(WindowLab &lab, int row)
    {
        const GridEntry *entry = lab.model().entryAt(row);
        return entry ? entry->row.key : "row " + QByteArray::number(row);
    }

    QMap<QString, QByteArray> m_facts;
    QSet<std::pair<QByteArray, int>> m_selected;
};
