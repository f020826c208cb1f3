// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

// A document as the presence servers look at it: by the names that libxml2 gives to nodes, without namespaces
// and without regard to case.

/// The name under which the server finds a node: "text" for text, "comment" for a comment, the target of an
/// instruction, nothing for a CDATA section. An undeclared prefix stays part of an element's name.
QString serverName(const XmlNode &node);
bool isCalled(const XmlNode &node, QLatin1StringView name);
/// The first child with that name, -1: none.
int childCalled(const XmlTree &tree, int node, QLatin1StringView name);
QList<int> childrenCalled(const XmlTree &tree, int node, QLatin1StringView name);
/// The first node with that name anywhere in the document, -1: none.
int firstCalled(const XmlTree &tree, QLatin1StringView name);
/// The first attribute with that name, whatever its namespace; nullptr: none.
const XmlAttribute *attributeCalled(const XmlNode &node, QLatin1StringView name);
/// All text within an element, of its descendants too; comments and instructions are no text.
QString contentOf(const XmlTree &tree, int node);
/// What we refuse is a fault to the server too. It goes on where a prefix is not declared or a DOCTYPE
/// stands, and it knows no limits of ours.
bool failsOnServer(const Diagnostic &fault);
