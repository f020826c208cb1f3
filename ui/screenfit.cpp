// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenfit.h"

#include <QScreen>
#include <QWidget>

namespace {
/// What a window manager draws around a window, and a little air.
constexpr QSize frame(20, 40);
} // namespace

void fitToScreen(QWidget &window, const QSize &wanted)
{
    window.resize(wanted.boundedTo(window.screen()->availableSize() - frame));
}
