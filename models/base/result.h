// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <variant>

/// What went wrong, in the order in which a caller may want to tell it apart.
enum class Fault {
    General, ///< nothing more is known than the sentence
    Usage, ///< the person asked for something that does not exist
    Unreachable, ///< the file or server cannot be opened or was lost
    Busy, ///< somebody holds a lock; the same call may work later
    TimedOut, ///< the statement ran into its deadline
    Superseded, ///< a newer request took this one's place: not an error to show
    Damaged, ///< the stored data cannot be read
    Refused, ///< it could be done, and is not, for safety's sake
    Denied, ///< the server does not accept user and password, or the user lacks the right
};

/// A failure as a value: a sentence on which the user can act, and the driver's own text for "Details".
struct Error {
    QString message;
    QString detail;
    Fault fault = Fault::General;

    bool operator==(const Error &) const = default;
};

/// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_content); }
    T &operator*() & { return std::get<0>(m_content); }
    T &&operator*() && { return std::get<0>(std::move(m_content)); }
    const T *operator->() const { return &std::get<0>(m_content); }
    T *operator->() { return &std::get<0>(m_content); }
    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Success without a value, or the reason of the failure.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    explicit operator bool() const { return m_ok; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};
