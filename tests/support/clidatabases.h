// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// Statements for a database of the seed tables with three subscriptions, one of which holds bytes that are
/// no text and one of which would steer a terminal.
QStringList seedDatabase();

/// Statements for a modern watchers table of 2,500 rows with unknown columns of odd names and every storage
/// class.
QStringList modernDatabase();
