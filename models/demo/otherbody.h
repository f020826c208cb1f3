// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"

#include <QByteArray>

/// Voice mail: the text of a message-summary.
QByteArray messageSummaryBody(DemoRandom &random, const DemoPerson &person);
QByteArray conferenceBody(DemoRandom &random, const DemoPerson &room, const QList<DemoPerson> &people);
QByteArray registrationBody(DemoRandom &random, const DemoPerson &person);
QByteArray xcapDiffBody(DemoRandom &random, const DemoPerson &person);
QByteArray profileBody(DemoRandom &random, const DemoPerson &person);
/// Do not disturb or call forwarding, as feature events carry it.
QByteArray featureBody(DemoRandom &random, const DemoPerson &person);
