// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which tables a demo database has: those of a current Kamailio, or the four of December 2006.
enum class DemoKind { Modern, Seed };
