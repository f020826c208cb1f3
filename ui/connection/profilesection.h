// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/fieldform.h"
#include "connection/profile.h"

/// A part of the form in which a person describes a connection: some fields of a Profile.
class ProfileSection : public FieldForm {
    Q_OBJECT
public:
    using FieldForm::FieldForm;

    virtual void load(const Profile &profile) = 0;
    /// Writes its fields into @p profile and leaves the others alone.
    virtual void store(Profile &profile) const = 0;
    /// What cannot be used as it stands.
    virtual QList<FieldFault> faults() const { return {}; }
    /// Another section changed: shows the fields that this profile needs.
    virtual void follow(const Profile &) {}
};
