// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

/// Reads a text from its beginning and notes where everything stands. Says in our own words, and at the exact
/// place, which rule of XML 1.0 or of its namespaces is broken first. It expects a text within
/// DocumentLimits.
XmlTree scanXml(const QByteArray &utf8);

/// The same as far as the start tag of the root element.
XmlTree scanRootTag(const QByteArray &utf8);
