// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

#include <QList>
#include <QString>

#include <optional>

/// One thing that a document says: an element with its text, or an attribute with its value, and where.
struct DocumentFact {
    QString path; ///< "presence/tuple[@id='a']/status/basic", "presence/@entity"
    QString value; ///< trimmed text; empty for an element that only holds others

    bool operator==(const DocumentFact &) const = default;
};

/// Everything that elements and attributes say, in document order. Elements are told apart by their id (or
/// name or uri), else by their place among their like. Bounded; empty when the document is not well-formed.
QList<DocumentFact> factsOf(const XmlTree &tree);

/// A fact that is not the same in all of several versions of a document.
struct FactChange {
    QString path;
    std::optional<QString> base; ///< nothing: it is not there
    std::optional<QString> theirs;
    std::optional<QString> mine;

    bool isClash() const { return base != theirs && base != mine && theirs != mine; }
    bool operator==(const FactChange &) const = default;
};

/// The facts in which versions differ, in document order of the newest that has them.
QList<FactChange> changedFacts(
    const QList<DocumentFact> &base, const QList<DocumentFact> &theirs, const QList<DocumentFact> &mine);
