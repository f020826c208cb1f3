// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// Where our schemas are found by those who can only name a URL. A schema has two forms: as written, and with
/// each element that is declared within a type declared once more on the top level, under a name of its own,
/// so that an element can be validated alone.
constexpr auto schemaScheme = QLatin1StringView("presence-schema:/");
constexpr auto singlesScheme = QLatin1StringView("presence-singles:/");

/// The text behind a URL of these schemes; nothing for everything else.
std::optional<QByteArray> schemaSource(const QString &url);

/// The name under which the declaration at a node of the schema's tree is found on the top level.
QString singleName(int node);
/// A schema with its inner elements on the top level too.
QByteArray withSingles(const QByteArray &schema);
