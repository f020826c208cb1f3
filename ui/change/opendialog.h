// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

/// Opens a dialog that nobody waits for. It goes when it is closed, or with what it is about. The keyboard
/// follows it and comes back to the window below; not every window manager sees to that by itself.
inline void openFor(QObject *owner, QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(owner, &QObject::destroyed, dialog, &QObject::deleteLater);
    if (QWidget *below = dialog->parentWidget())
        QObject::connect(dialog, &QDialog::finished, below, [below] { below->activateWindow(); });
    dialog->open();
    dialog->activateWindow();
}
