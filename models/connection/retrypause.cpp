// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/retrypause.h"

#include <algorithm>

using std::chrono::milliseconds;

Result<std::unique_ptr<Connection>> RetryPause::open(const Opener &opener)
{
    const std::lock_guard attempt(m_attempt);
    if (const auto error = pausing())
        return *error;
    auto opened = opener();
    if (opened)
        end();
    else
        note(opened.error());
    return opened;
}

void RetryPause::end()
{
    const std::lock_guard lock(m_mutex);
    m_error.reset();
    m_onlyByHand = false;
    m_failures = 0;
}

std::optional<OpeningTrouble> RetryPause::trouble() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_error)
        return {};
    if (m_onlyByHand)
        return OpeningTrouble {*m_error, {}};
    const auto left = std::chrono::ceil<milliseconds>(m_until - Clock::now());
    return OpeningTrouble {*m_error, std::max(left, milliseconds(0))};
}

std::optional<Error> RetryPause::pausing() const
{
    const std::lock_guard lock(m_mutex);
    return m_onlyByHand || Clock::now() < m_until ? m_error : std::nullopt;
}

void RetryPause::note(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_error = error;
    m_onlyByHand = error.fault == Fault::Denied;
    m_until = Clock::now() + nextLength();
    ++m_failures;
}

milliseconds RetryPause::nextLength() const
{
    constexpr int mostDoublings = 16; // no overflow, and far beyond any longest pause
    return std::min(m_lengths.first * (1 << std::min(m_failures, mostDoublings)), m_lengths.longest);
}
