// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/tablespec.h"

// Short names that keep a specification row on one line. Included by the specification files only.

constexpr ColumnKind text = ColumnKind::Text;
constexpr ColumnKind integer = ColumnKind::Integer;
constexpr ColumnKind binary = ColumnKind::Binary;
constexpr unsigned who = NotNull | Identity;
constexpr unsigned maybeWho = Either | Identity;
