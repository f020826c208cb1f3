// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QList>

/// Subscriptions to resource lists and the states of their members (tables rls_watchers and rls_presentity).
struct DemoLists {
    QList<DemoSubscription> subscriptions;
    QList<DemoListMember> members;
};

DemoLists demoLists(DemoRandom &random, const QList<DemoPerson> &people, qint64 now);
