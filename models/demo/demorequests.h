// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QList>

/// The requests that the server itself sends in a fresh demo (table pua): every origin and every event
/// package.
QList<DemoRequest> demoRequests(DemoRandom &random, const QList<DemoPerson> &people, qint64 now);
