// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "connection/profile.h"

/// A connection in the dialog: as saved, and as it stands in the form.
struct ProfileDraft {
    QString savedName; ///< empty: not saved yet
    Profile saved = {}; ///< as it is in the file
    Profile profile = {};
    Secret password = {}; ///< typed or imported, not saved
    bool changed = false;
    Error fault = {}; ///< why the saved one cannot be read

    bool isReadable() const { return fault.message.isEmpty(); }
};

/// All profiles of the file, those that cannot be read with the reason.
QList<ProfileDraft> readDrafts(const QString &profilesFile);
/// @p wanted, or with a number behind it when a draft has that name.
QString freeName(const QString &wanted, const QList<ProfileDraft> &drafts);
