// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <cstdio>

void takeScreenshotLater(QWidget &window, const QString &file, double afterSeconds)
{
    QTimer::singleShot(static_cast<int>(afterSeconds * 1000), &window, [&window, file] {
        const bool written = window.grab().save(file, "PNG");
        if (!written)
            std::fprintf(stderr, "%s\n",
                qPrintable(QCoreApplication::translate("Screenshot", "The picture “%1” cannot be written.")
                               .arg(file)));
        QCoreApplication::exit(written ? 0 : 3);
    });
}
