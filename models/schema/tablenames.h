// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/tablerole.h"

#include <QList>

#include <optional>
#include <utility>

/// The role that a word names ("active_watchers"), whatever the case.
std::optional<TableRole> roleNamed(const QString &word);

/// Renamed tables from pairs of role and name. Errors: Usage, for an unknown role or an empty name.
Result<TableNames> tableNamesFrom(const QList<std::pair<QString, QString>> &pairs);
/// The same from "ROLE=NAME" words of a command line.
Result<TableNames> tableNamesFromWords(const QStringList &mappings);
