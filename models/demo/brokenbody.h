// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"

#include <QByteArray>
#include <QList>

/// A body that makes trouble, with a name for tests.
struct BrokenBody {
    QLatin1StringView name;
    QByteArray bytes;
};

/// Everything that broken devices and hostile people put into a presence document, one of each.
QList<BrokenBody> brokenBodies(const DemoPerson &person);
