// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"
#include "document/documenttype.h"

#include <QStringList>

/// One way to go on at a place in a document.
struct Proposal {
    enum class Kind { Element, Attribute, Value, EndTag, Uri };

    Kind kind = Kind::Element;
    QString label; ///< as listed: "basic", "entity", "open"
    TextEdit edit; ///< what choosing it does
    qint64 cursor = 0; ///< byte of the new text where the cursor then stands
    QString description; ///< what it means, in our own words; plain text
    bool isRequired = false;
};

/// What may stand at @p byte, in the order in which the schema wants it; within identities also @p knownUris.
/// Works on broken documents, since they are broken while one types. Bounded by DocumentLimits.
QList<Proposal> completionsAt(
    const QByteArray &utf8, qint64 byte, const DocumentType &type, const QStringList &knownUris = {});
/// What the element or attribute at a place means, for a tooltip; empty when it is not known.
QString descriptionAt(const QByteArray &utf8, qint64 byte, const DocumentType &type);
