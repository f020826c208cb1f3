// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// Parameters of the SIP server that no table shows and that decide what it does with presence. Absent: not
/// known, and then explanations say what would change.
struct ServerSettings {
    std::optional<bool> forceActive; ///< presence_xml force_active: watchers are active without rules
    std::optional<bool> enableSphereCheck; ///< presence enable_sphere_check
    std::optional<int>
        subsDbMode; ///< presence subs_db_mode: 0 memory, 1 write-through, 2 write-back, 3 database
    std::optional<int> publCache; ///< presence publ_cache: 0 database, 1 hybrid, 2 memory
    std::optional<bool> integratedXcapServer; ///< presence_xml integrated_xcap_server
    std::optional<int> notifierProcesses; ///< presence notifier_processes
    QString timeZone; ///< IANA name of the server's zone, empty: not known
    bool operator==(const ServerSettings &) const = default;
};
