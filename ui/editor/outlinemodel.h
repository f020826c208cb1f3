// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentoutline.h"

#include <QAbstractItemModel>

/// An outline for a tree view. A document whose elements are the same as before keeps its indexes: only the
/// words change.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setOutline(const DocumentOutline &outline);
    const DocumentOutline &outline() const { return m_outline; }
    QModelIndex indexOf(int line) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    DocumentOutline m_outline;
};
