// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>

/// What @p call returns, or nothing when it takes longer than @p limit. For calls into libraries that know no
/// time limit: it runs on a thread of its own, and one that comes too late is not listened to. It holds
/// values only, because it may outlive everybody.
template <typename Call>
std::optional<std::invoke_result_t<Call &>> withinLimit(std::chrono::milliseconds limit, Call call)
{
    using Answer = std::invoke_result_t<Call &>;
    auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    std::thread([promise, call = std::move(call)]() mutable { promise->set_value(call()); }).detach();
    if (answer.wait_for(limit) != std::future_status::ready)
        return {};
    return answer.get();
}
