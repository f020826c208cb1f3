// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demosubscriptions.h"

/// The watching of a fresh demo with the riddles that support engineers meet: duplicate dialogs of a phone,
/// near misses of a domain, rows that never expire or should have gone days ago, states that no server knows.
/// All of them outlive the demo: they expire in many hours, or long ago, or never.
DemoWatching withWatcherPuzzles(
    DemoWatching watching, DemoRandom &random, const QList<DemoPerson> &people, qint64 now);
