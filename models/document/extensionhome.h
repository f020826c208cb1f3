// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xsdsource.h"

/// Whether the standards put an element of an extension into a parent; a wildcard alone lets it in anywhere.
/// True for what we know nothing about.
bool isAtHome(const QualifiedName &child, const QString &parent);
