// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/setting.h"

#include <QString>

/// Every setting of the programs, one line each: key and default. A new setting is a new line.
struct Settings {
    static inline const Setting<int> refreshSeconds {"grid/refreshSeconds", 5}; ///< 0 is off
    static inline const Setting<int> warnSeconds {"grid/warnSeconds", 300};
    static inline const Setting<int> alarmSeconds {"grid/alarmSeconds", 60};
    static inline const Setting<int> markSeconds {
        "grid/markSeconds", 8}; ///< how long changed, new and gone rows stay marked
    static inline const Setting<bool> utcTimes {"grid/utc", false};
    static inline const Setting<bool> rawCells {"grid/raw", false};
    static inline const Setting<QString> theme {"ui/theme", QStringLiteral("system")};
    static inline const Setting<QByteArray> windowGeometry {"ui/geometry", {}};
    static inline const Setting<QByteArray> windowState {"ui/state", {}};
    static inline const Setting<bool> showDetails {"ui/showDetails", true};
    static inline const Setting<bool> showDocument {"ui/showDocument", false};
    static inline const Setting<bool> annotateDocuments {"editor/annotate", false};
    static inline const Setting<bool> wrapDocuments {"editor/wrap", false};
    static inline const Setting<bool> wrapBodies {"ui/wrapBodies", true};
};
