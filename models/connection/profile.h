// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connectionspec.h"
#include "connection/serversettings.h"
#include "schema/tablerole.h"

#include <QString>
#include <QStringList>

/// What kind of system a database belongs to: how careful a person has to be.
enum class Environment { None, Production, Staging, Lab };

/// A connection as a person describes it, saved or only for this session. Never holds a password.
struct Profile {
    QString name; ///< empty: not saved
    DatabaseUrl url = {};
    Environment environment = Environment::None;
    QString label; ///< in plain sight while connected ("PRODUCTION Paris"); empty: the environment's word
    QString colour; ///< "#rrggbb"; empty: the environment's colour
    TlsSettings tls = {};
    TimeLimits limits = {};
    bool plaintextAccepted = false; ///< TLS off to another machine was chosen knowingly
    bool readOnly = false; ///< writing is never offered on this connection
    TableNames tables = {}; ///< "name", or "database.name" for a table elsewhere on the server
    ServerSettings server = {};
    int refreshSeconds = -1; ///< -1: as the settings say; 0: by hand only
    bool gentle = false; ///< short reads, long pauses, estimated counts
    bool savesPassword = false; ///< the keychain has it

    ConnectionSpec spec(const Secret &password = {}) const;
    bool operator==(const Profile &) const = default;
};

/// A profile for an address that was typed or picked: TLS verified to another machine, none needed on this
/// one.
Profile profileFor(const DatabaseUrl &url, const TableNames &tables = {});

/// The file of the saved profiles, one group per profile. It need not exist.
QString profilesFile();

/// The names of all profiles in the file, sorted.
QStringList profileNames(const QString &file = profilesFile());

/// One profile by name. Errors: Usage, for an unknown name (the sentence lists the known ones), a group
/// without a url, or a value that is not understood (named); Refused, for a group that holds a password: it
/// is reported and not used.
Result<Profile> readProfile(const QString &name, const QString &file = profilesFile());
/// Saves under its name, replacing what was there; the file is for its owner only and never half-written.
/// Errors: Usage, for an empty name; General, when the file cannot be written.
Result<void> writeProfile(const Profile &profile, const QString &file = profilesFile());
Result<void> removeProfile(const QString &name, const QString &file = profilesFile());
