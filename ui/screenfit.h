// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

/// Gives a window the size that it would like to have, or less, so that its frame stays on the screen.
void fitToScreen(QWidget &window, const QSize &wanted);
