// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/outlineview.h"

#include "editor/outlinemodel.h"

#include <QKeyEvent>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostOpened = 500; // a long document opens with its first level alone
}

OutlineView::OutlineView(QWidget *parent) : QTreeView(parent), m_model(new OutlineModel(this))
{
    setObjectName(u"outlineView"_s);
    setAccessibleName(tr("Outline of the document"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setModel(m_model);
    connect(this, &QTreeView::clicked, this, &OutlineView::jump);
    connect(this, &QTreeView::activated, this, &OutlineView::jump);
}

void OutlineView::showTree(const XmlTree &tree)
{
    if (!tree.isWellFormed())
        return;
    m_utf8 = tree.utf8;
    const QSet<QString> collapsed = collapsedPaths();
    const bool isNew = m_model->outline().lines.isEmpty();
    const QPersistentModelIndex first(m_model->indexOf(isNew ? -1 : 0));
    m_model->setOutline(outlineOf(tree));
    if (!first.isValid()) { // the model was reset
        if (isNew && m_model->outline().lines.size() > mostOpened)
            expandToDepth(0);
        else
            restoreExpansion(collapsed);
    }
    followCursor(m_cursor);
}

void OutlineView::clear()
{
    m_utf8.clear();
    m_model->setOutline({});
}

void OutlineView::followCursor(qint64 byte)
{
    m_cursor = byte;
    const QModelIndex index = m_model->indexOf(m_model->outline().lineAt(byte));
    if (index == currentIndex())
        return;
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

// The keyboard goes through the outline, and the text follows.
void OutlineView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex before = currentIndex();
    QTreeView::keyPressEvent(event);
    if (currentIndex() != before)
        jump(currentIndex());
}

void OutlineView::jump(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const ByteSpan span = m_model->outline().lines.at(int(index.internalId())).span;
    m_cursor = span.from;
    emit placeWanted(placeAt(m_utf8, span.from));
}

QSet<QString> OutlineView::collapsedPaths() const
{
    QSet<QString> paths;
    const QList<OutlineLine> &lines = m_model->outline().lines;
    for (int line = 0; line < lines.size(); ++line) {
        if (!lines.at(line).children.isEmpty() && !isExpanded(m_model->indexOf(line)))
            paths.insert(pathOf(line));
    }
    return paths;
}

void OutlineView::restoreExpansion(const QSet<QString> &collapsed)
{
    expandAll();
    if (collapsed.isEmpty())
        return;
    const QList<OutlineLine> &lines = m_model->outline().lines;
    for (int line = 0; line < lines.size(); ++line) {
        if (!lines.at(line).children.isEmpty() && collapsed.contains(pathOf(line)))
            collapse(m_model->indexOf(line));
    }
}

// Names and rows from the root: an element keeps its path while others change behind it.
QString OutlineView::pathOf(int line) const
{
    QString path;
    for (int at = line; at >= 0; at = m_model->outline().lines.at(at).parent) {
        const OutlineLine &one = m_model->outline().lines.at(at);
        path += u'/' + one.name + QString::number(one.row);
    }
    return path;
}
