// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoauthorisations.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Answer {
    int percent;
    DemoStatus status;
    QLatin1StringView reason;
};

constexpr std::array answers {
    Answer {74, DemoStatus::Active, ""_L1},
    Answer {16, DemoStatus::Pending, ""_L1},
    Answer {5, DemoStatus::Terminated, "rejected"_L1},
    Answer {2, DemoStatus::Terminated, "probation"_L1},
    Answer {3, DemoStatus::Active, "polite-block"_L1},
};

const Answer &pickAnswer(DemoRandom &random)
{
    int ticket = random.below(100);
    for (const Answer &answer : answers) {
        ticket -= answer.percent;
        if (ticket < 0)
            return answer;
    }
    return answers.front();
}

QString pairOf(const DemoSubscription &s)
{
    return u"%1@%2 %3@%4"_s.arg(s.presentityUser, s.presentityDomain, s.watcherUser, s.watcherDomain);
}

} // namespace

DemoAuthorisation firstAnswer(DemoRandom &random, const DemoSubscription &s, qint64 insertedTime)
{
    const Answer &answer = pickAnswer(random);
    // The server writes an empty reason or NULL for the same thing.
    const QString reason = answer.reason.isEmpty() && random.chance(40) ? QString() : QString(answer.reason);
    return {s.presentityUser, s.presentityDomain, s.watcherUser, s.watcherDomain, s.event,
        static_cast<int>(answer.status), reason, insertedTime};
}

DemoSubscription AuthorisationMemory::authorised(
    DemoRandom &random, DemoSubscription subscription, qint64 now)
{
    const QString pair = pairOf(subscription);
    if (!m_pairs.contains(pair))
        m_pairs.insert(pair, firstAnswer(random, subscription, now - random.between(60, 20 * 3600)));
    const DemoAuthorisation &answer = m_pairs[pair];
    subscription.status = static_cast<DemoStatus>(answer.status);
    subscription.reason = answer.reason;
    return subscription;
}
