// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QVariantMap>

/// All values of one group of a settings file in ini form; keys of groups inside it are "group/key".
QVariantMap iniGroup(const QString &file, const QString &group);

/// The text of a settings file with one group replaced by @p values, or taken away when there are none. What
/// people wrote around it stays, their comments too. Errors: General, when no temporary file can be made.
Result<QByteArray> withIniGroup(const QByteArray &ini, const QString &group, const QVariantMap &values);
