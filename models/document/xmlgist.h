// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// The gist of an XML document: its kind and what it says, or where it breaks.
QString xmlGist(const QByteArray &bytes);
