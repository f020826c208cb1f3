// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// What of a known address stands at a place of a document.
enum class UriUse { None, Address, Domain };

/// In an attribute, by the local name of its element: "one" and "id".
UriUse urisAt(const QString &element, const QString &attribute);
/// In the text of an element.
UriUse urisIn(const QString &element);
/// The domains of addresses, each once.
QStringList domainsOf(const QStringList &uris);
