// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

#include <QTreeView>

class OutlineModel;

/// The outline of a document: follows the cursor, jumps to an element. What was opened or closed stays so
/// while the document changes.
class OutlineView : public QTreeView {
    Q_OBJECT

public:
    explicit OutlineView(QWidget *parent = nullptr);

    /// The document as it is now; one that is not well-formed leaves the outline as it was.
    void showTree(const XmlTree &tree);
    void clear();
    /// Marks the element in which the cursor stands, without jumping.
    void followCursor(qint64 byte);

signals:
    void placeWanted(const TextPlace &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void jump(const QModelIndex &index);
    QSet<QString> collapsedPaths() const;
    void restoreExpansion(const QSet<QString> &collapsed);
    QString pathOf(int line) const;

    OutlineModel *m_model;
    QByteArray m_utf8;
    qint64 m_cursor = 0;
};
