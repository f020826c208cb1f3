// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/tablerole.h"

#include <QString>
#include <QStringList>

/// A saved connection: where the database is and what its tables are called. Never holds a password.
struct Profile {
    QString name;
    QString url; ///< as parseDatabaseUrl() reads it
    TableNames tables;
    bool operator==(const Profile &) const = default;
};

/// The file of the saved profiles, one group per profile with "url" and "tables/ROLE" keys. It need not
/// exist.
QString profilesFile();

/// The names of all profiles in the file, sorted.
QStringList profileNames(const QString &file = profilesFile());

/// One profile by name. Errors: Usage, for an unknown name (the sentence lists the known ones), a group
/// without a url or with an unknown role; Refused, for a group that holds a password: it is reported and not
/// used.
Result<Profile> readProfile(const QString &name, const QString &file = profilesFile());
