// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class Actions;
class QPoint;
class QSettings;
class QWidget;
class TabSet;

/// The commands on the columns of the grid in front.
namespace ColumnCommands {

void connectAll(const Actions &actions, TabSet &tabs, QSettings &settings);
/// The menu of a grid's header.
void showMenu(const Actions &actions, TabSet &tabs, const QPoint &at);

} // namespace ColumnCommands
