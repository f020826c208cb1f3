// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

/// Writes a picture of the window to a PNG file after some seconds and ends the program: exit code 0, or 3
/// when the file cannot be written.
void takeScreenshotLater(QWidget &window, const QString &file, double afterSeconds);
