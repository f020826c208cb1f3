// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoperson.h"
#include "demo/demorandom.h"

#include <QByteArray>
#include <QList>

/// A buddy list.
QByteArray resourceListsBody(DemoRandom &random, const QList<DemoPerson> &people);
/// A list that can be subscribed to, with its members spelt out.
QByteArray rlsServicesBody(const QString &serviceUri, const QList<DemoPerson> &members);
/// Capabilities of the XCAP server.
QByteArray xcapCapsBody();
/// The profile of a user as OMA defines it.
QByteArray userProfileBody(const DemoPerson &person);
