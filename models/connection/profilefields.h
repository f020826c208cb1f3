// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profile.h"

#include <QLatin1StringView>
#include <QList>

/// One value of a profile in its file. A new one is a new line of the table.
struct ProfileField {
    QLatin1StringView key; ///< "tls/mode"
    const char *accepted; ///< what may stand there, for a sentence; translatable
    QString (*text)(const Profile &profile); ///< empty: not written
    bool (*take)(Profile &profile, const QString &text); ///< false: not understood, nothing taken
};

/// All but the address and the renamed tables.
const QList<ProfileField> &profileFields();
