// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Connects libpq to a server on 127.0.0.1 with this password and, when all of @p said waits at its socket,
/// lets it read the first @p heard bytes only. False when it did not come so far.
bool hearOnly(int port, const QByteArray &password, const QByteArray &said, qsizetype heard);
