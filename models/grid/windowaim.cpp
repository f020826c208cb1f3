// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowaim.h"

#include <algorithm>

namespace {
qint64 visibleCount(const AimState &state)
{
    return state.visibleLast - state.visibleFirst + 1;
}

/// The margin shrinks when the screen alone fills the window, else one end would be fetched to drop the other
/// for ever.
int marginFor(const AimState &state)
{
    return static_cast<int>(
        std::clamp<qint64>((state.limits.most - visibleCount(state)) / 2 - 1, 0, state.limits.margin));
}

/// Rows that a page brings: more when many are visible (a tall screen), and never so many that a margin is
/// dropped at the other end.
int pageFor(const AimState &state)
{
    const qint64 wanted = std::max<qint64>(visibleCount(state) * 4, state.limits.page);
    const qint64 most = state.limits.most - visibleCount(state) - 2LL * marginFor(state);
    return static_cast<int>(std::max<qint64>(std::min(wanted, most), 1));
}

/// A jump keeps nothing of the window, so it may and must bring the screen with both margins at once: without
/// a key nothing could be added later.
int jumpPageFor(const AimState &state)
{
    const qint64 needed = visibleCount(state) + 2LL * marginFor(state);
    return static_cast<int>(std::clamp<qint64>(needed, pageFor(state), state.limits.most));
}

Aim jump(const AimState &state)
{
    const int page = jumpPageFor(state);
    const qint64 start = std::max<qint64>(0, state.visibleFirst - (page - visibleCount(state)) / 2);
    if (start == 0)
        return {Aim::Kind::First, 0, page};
    if (start + page >= state.total)
        return {state.hasKey ? Aim::Kind::Last : Aim::Kind::At,
            state.hasKey ? 0 : std::max<qint64>(0, state.total - page), page};
    const qint64 behind = state.total - start - page;
    if (behind < start && state.hasKey)
        return {Aim::Kind::AtFromEnd, behind, page};
    return {Aim::Kind::At, start, page};
}
} // namespace

std::optional<Aim> nextAim(const AimState &state)
{
    const int page = pageFor(state);
    if (state.known == 0)
        return state.atStart && state.atEnd ? std::nullopt : std::optional(jump(state));
    if (state.visibleLast < state.visibleFirst)
        return {};
    const int margin = marginFor(state);
    const qint64 knownEnd = state.first + state.known;
    const bool wantsBelow = !state.atEnd && std::min(state.visibleLast + margin, state.total - 1) >= knownEnd;
    const bool wantsAbove = !state.atStart && std::max<qint64>(state.visibleFirst - margin, 0) < state.first;
    if (!wantsBelow && !wantsAbove)
        return {};

    const bool apart = state.visibleFirst > knownEnd + page / 2 || state.visibleLast < state.first - page / 2;
    if (apart || !state.hasKey)
        return jump(state);
    // What is on the screen comes before the margin.
    const bool belowFirst = wantsBelow && (!wantsAbove || state.visibleLast >= knownEnd);
    return Aim {belowFirst ? Aim::Kind::After : Aim::Kind::Before, 0, page};
}
