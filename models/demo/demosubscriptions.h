// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"
#include "demo/demoperson.h"
#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QList>

/// A new dialog of a watcher, as the server stores it after the first SUBSCRIBE.
DemoSubscription demoSubscription(DemoRandom &random, const DemoPerson &presentity, const DemoPerson &watcher,
    const QString &event, qint64 now);
/// One of the event packages that phones subscribe to, by its usual frequency.
QString demoSubscribedEvent(DemoKind kind, DemoRandom &random);
/// Voice mail, own profile and own watchers are watched by their owner.
bool demoWatchesSelf(const QString &event);

/// What a fresh demo knows of watchers: their dialogs and what the server remembers of them.
struct DemoWatching {
    QList<DemoSubscription> subscriptions;
    QList<DemoAuthorisation> authorisations;
};
DemoWatching demoWatching(DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people, qint64 now);
