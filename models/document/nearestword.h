// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// The word that somebody meant who wrote @p typed: the same but for case and blanks, or the only one that is
/// one or two letters away. Empty when there is none.
QString nearestWord(const QString &typed, const QStringList &words);
