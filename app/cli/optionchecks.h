// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

/// Accepts whole numbers from 0 on, and says so about everything else.
CLI::Validator wholeNumber();
