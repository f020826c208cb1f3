// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"

#include <QByteArray>
#include <QList>

/// A pres-rules document as clients write it: some people allowed, one blocked perhaps, the rest to be
/// confirmed.
QByteArray rulesBody(DemoRandom &random, const QList<DemoPerson> &people);
/// The same in the OMA dialect, with an external list.
QByteArray omaRulesBody(const DemoPerson &person);

/// Rules that a server reads otherwise than their author meant, with a name for tests.
struct PuzzlingRules {
    QLatin1StringView name;
    QByteArray document;
};
QList<PuzzlingRules> puzzlingRules();
