// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"

#include <QByteArray>

/// A presence document (PIDF) as phones publish it: from a bare open or closed to RPID activities, data model
/// devices and contact cards.
QByteArray presenceBody(DemoRandom &random, const DemoPerson &person, qint64 now);
/// The document that stays when nobody is there: hard state, closed, with a note.
QByteArray hardStateBody(const DemoPerson &person);
