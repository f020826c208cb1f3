// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// User and host of a presentity or watcher, as the server compares them: no scheme, port, password or
/// parameters.
struct SipUri {
    QString user;
    QString host;

    /// Reads sip:, sips: and pres: addresses. The error says what is missing.
    static Result<SipUri> parse(const QString &text);
    /// "sip:user@host", the form that the presence tables store.
    QString toString() const;
    bool operator==(const SipUri &) const = default;
};
