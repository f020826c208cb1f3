// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"

#include <QByteArray>

/// A dialog-info document for the lamps of other phones: idle, trying, early, confirmed or terminated.
QByteArray dialogBody(DemoRandom &random, const DemoPerson &person, const DemoPerson &peer);
/// The same for a shared line (event dialog;sla): with appearance and exclusive hold.
QByteArray sharedLineBody(DemoRandom &random, const DemoPerson &person);
