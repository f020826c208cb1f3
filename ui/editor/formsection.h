// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentform.h"

#include <QWidget>

#include <functional>

/// The widgets for one kind of document. Shows a form again and again; what has the focus keeps it.
class FormSection : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void showForm(const DocumentForm &form) = 0;
    virtual void setEditable(bool editable) = 0;
    virtual void setKnownUris(const QStringList &uris) { Q_UNUSED(uris) }

signals:
    void editsWanted(const QList<TextEdit> &edits);
};

/// Makes a list of widgets as long as it has to be; those that are there stay. One that goes may be the one
/// whose button was pressed.
template <typename T>
void resizeRows(QList<T *> &rows, qsizetype count, const std::function<T *(qsizetype)> &create)
{
    while (rows.size() > count) {
        T *const row = rows.takeLast();
        row->hide();
        row->deleteLater();
    }
    while (rows.size() < count)
        rows.append(create(rows.size()));
}
