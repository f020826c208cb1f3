// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"

/// "(a) word (b)"; an empty condition adds nothing.
Statement joined(const Statement &a, QLatin1StringView word, const Statement &b);
/// "(a) OR (b) OR …", flat: SQLite's parser gives up on nests of a hundred.
Statement eitherOf(const QList<Statement> &conditions);
/// " WHERE …", or nothing for an empty condition.
QString whereOf(const Statement &condition);
/// expression = value, NULL equal to NULL. @p parameter is the placeholder.
Statement equals(const QString &expression, const QString &parameter, const QVariant &value);
