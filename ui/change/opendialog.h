// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

/// Opens a dialog that nobody waits for. It goes when it is closed, or with what it is about.
inline void openFor(QObject *owner, QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(owner, &QObject::destroyed, dialog, &QObject::deleteLater);
    dialog->open();
}
