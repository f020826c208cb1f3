// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/profile.h"
#include "demo/demokind.h"

#include <QSize>
#include <QStringList>

#include <optional>

/// What the command line of the desktop program asks for.
struct GuiOptions {
    std::optional<Profile> profile; ///< the connection to open
    Secret password; ///< as far as it was given
    std::optional<DemoKind> demo;
    QString tab; ///< table name or role
    QString theme; ///< "light", "dark" or empty
    QSize size;
    QString screenshot; ///< file to write
    double afterSeconds = 3;
    QString answer; ///< help or version: to be printed, and that is all
};

/// Errors: Usage, a sentence that says what is accepted.
Result<GuiOptions> readGuiOptions(const QStringList &arguments);
/// True when the arguments ask for something that needs no display. Before QApplication exists.
bool wantsNoDisplay(int argc, char **argv);
