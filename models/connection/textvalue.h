// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVariant>

/// What a text column holds, exactly: QString when the bytes are clean UTF-8, else RawText.
QVariant textValue(const QByteArray &bytes);
