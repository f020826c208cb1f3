// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demorandom.h"

#include <QLatin1StringView>

/// A make of phone with the habits that show in a dialog: its User-Agent text, how it writes tags and
/// contacts.
struct DemoPhone {
    QLatin1StringView userAgent;
    QLatin1StringView transport; ///< udp, tcp or tls
    int lifetime; ///< seconds that it asks for
    int tagDigits;
};

/// One of the phones of the demo, always the same for the same number.
const DemoPhone &demoPhone(int number);
int demoPhoneCount();
/// The address on which a phone number answers: documentation networks only.
QString demoAddress(int number);
