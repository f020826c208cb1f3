// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profile.h"

#include <QColor>
#include <QList>

/// How a connection's environment looks: a word always stands with its colour.
struct EnvironmentStyle {
    QString label; ///< "PRODUCTION", or what the profile calls it; empty: nothing is shown
    QColor ground;
    QColor text; ///< readable on the ground in every theme
};

/// All kinds of environment in the order of their choice.
QList<Environment> allEnvironments();
/// A kind in words for a choice: "Production".
QString environmentName(Environment environment);
/// The label and the colours of a profile, its own before those of its environment.
EnvironmentStyle environmentStyle(const Profile &profile);
/// Black or white, whichever has the better contrast on @p ground: 4.5:1 at least.
QColor textOn(const QColor &ground);
