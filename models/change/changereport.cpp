// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changereport.h"

#include <algorithm>

bool ChangeReport::isSaved() const
{
    return !outcomes.isEmpty() && std::ranges::all_of(outcomes, [](const ChangeOutcome &outcome) {
        return outcome.state == ChangeOutcome::State::Saved;
    });
}

bool ChangeReport::wroteAnything() const
{
    return std::ranges::any_of(outcomes, [](const ChangeOutcome &outcome) {
        return outcome.state == ChangeOutcome::State::Saved || outcome.state == ChangeOutcome::State::Unknown;
    });
}
