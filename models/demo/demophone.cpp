// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demophone.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array phones {
    DemoPhone {"Yealink SIP-T46S 66.86.0.15"_L1, "udp"_L1, 1800, 10},
    DemoPhone {"Yealink SIP-T54W 96.86.0.75"_L1, "tls"_L1, 3600, 10},
    DemoPhone {"snomD785/10.1.169.16"_L1, "udp"_L1, 3600, 12},
    DemoPhone {"snom370/8.7.5.35"_L1, "udp"_L1, 600, 10},
    DemoPhone {"PolycomVVX-VVX_411-UA/6.4.3.5156"_L1, "tcp"_L1, 3600, 16},
    DemoPhone {"PolyEdge-Edge_E350-UA/8.1.2.1434"_L1, "tls"_L1, 3600, 16},
    DemoPhone {"Grandstream GXP2170 1.0.11.64"_L1, "udp"_L1, 600, 10},
    DemoPhone {"Grandstream GRP2614 1.0.9.108"_L1, "udp"_L1, 3600, 10},
    DemoPhone {"Cisco/SPA504G-7.6.2c"_L1, "udp"_L1, 300, 16},
    DemoPhone {"Cisco-CP8861/14.2.1"_L1, "tcp"_L1, 3600, 32},
    DemoPhone {"LinphoneAndroid/5.2.4 (Pixel 8) LinphoneSDK/5.3.47"_L1, "tls"_L1, 1800, 9},
    DemoPhone {"Linphone-Desktop/5.1.2 (Debian 12, Qt 5.15) LinphoneCore/5.2.98"_L1, "tls"_L1, 600, 9},
    DemoPhone {"MicroSIP/3.21.3"_L1, "udp"_L1, 300, 32},
};

constexpr std::array networks {"192.0.2"_L1, "198.51.100"_L1, "203.0.113"_L1};

} // namespace

const DemoPhone &demoPhone(int number)
{
    return phones[static_cast<std::size_t>(number) % phones.size()];
}

int demoPhoneCount()
{
    return static_cast<int>(phones.size());
}

QString demoAddress(int number)
{
    const QLatin1StringView network = networks[static_cast<std::size_t>(number) % networks.size()];
    return u"%1.%2:%3"_s.arg(network).arg(10 + number % 240).arg(5060 + 2 * (number % 7));
}
