// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class GridTab;
class QString;
class QWidget;

/// Small windows that a main window opens and then forgets: none of them waits.
namespace WindowDialogs {

void chooseDatabaseFile(QWidget *parent, const std::function<void(const QString &path)> &chosen);
/// Asks for a row number of this grid and goes there.
void chooseRow(QWidget *parent, GridTab &grid);
void showAbout(QWidget *parent);

} // namespace WindowDialogs
