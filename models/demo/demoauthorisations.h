// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QMap>

/// Remembers what was decided about each watcher of each presentity, as the server does: the first answer
/// stays.
class AuthorisationMemory {
public:
    /// The subscription with the status that was remembered for its pair, or with a new one that is
    /// remembered now.
    DemoSubscription authorised(DemoRandom &random, DemoSubscription subscription, qint64 now);
    QList<DemoAuthorisation> remembered() const { return m_pairs.values(); }

private:
    QMap<QString, DemoAuthorisation> m_pairs;
};

/// A first answer for the pair of a subscription: mostly active, some pending, few refused.
DemoAuthorisation firstAnswer(DemoRandom &random, const DemoSubscription &subscription, qint64 insertedTime);
