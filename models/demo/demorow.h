// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"
#include "demo/demorecords.h"

#include <QLatin1StringView>
#include <QList>
#include <QVariant>

#include <utility>

/// A record as a row of a table. All rows of one table name the same columns in the same order.
struct DemoRow {
    QLatin1StringView table;
    QList<std::pair<QLatin1StringView, QVariant>> values;
};

/// How a record looks in the tables of one kind.
DemoRow demoRow(DemoKind kind, const DemoPublication &publication);
DemoRow demoRow(DemoKind kind, const DemoSubscription &subscription);
DemoRow demoRow(DemoKind kind, const DemoAuthorisation &authorisation);
DemoRow demoRow(DemoKind kind, const DemoStoredDocument &document);
/// Only the modern tables have these three.
DemoRow demoRow(const DemoRequest &request);
DemoRow demoRow(const DemoListMember &member);
DemoRow demoListRow(const DemoSubscription &subscription);

/// A status as the kind stores it: a number, or a word in the seed tables.
QVariant demoStatus(DemoKind kind, int status);
/// The number that the kind has for a document, 0 when it knows none.
int demoDocType(DemoKind kind, DemoDocumentKind document);
