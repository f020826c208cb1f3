// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"
#include "demo/demoperson.h"
#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QList>

/// The XCAP documents of a fresh demo: rules (plain and puzzling), lists, services, hard state, capabilities.
/// Only kinds that the tables know, and no two rows with one key.
QList<DemoStoredDocument> demoDocuments(DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people);
