// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What a value of a type of XML Schema ("xs:dateTime", or ours of the same name) is, to be put behind "it
/// must be"; empty for a type that needs other words.
QString schemaTypeText(const QString &type);
/// The same for a pattern that a value must follow; never empty.
QString schemaPatternText(const QString &pattern);
