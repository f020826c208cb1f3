// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <chrono>

/// The numeric addresses of a host name, best first, each once; a numeric address is its own. Name servers
/// that do not answer keep nobody waiting longer than @p limit. Errors: Unreachable.
Result<QStringList> addressesOf(const QString &host, std::chrono::milliseconds limit);

/// True for an address of this machine that no packet leaves ("127.0.0.1", "::1"); never for a name, whatever
/// it looks like.
bool isLoopbackAddress(const QString &address);

/// This machine, by name or address.
bool isLoopbackHost(const QString &host);
