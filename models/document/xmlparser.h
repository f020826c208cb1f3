// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QByteArray>

#include <memory>
#include <optional>

struct _xmlDoc;

struct XmlDocumentDeleter {
    void operator()(_xmlDoc *document) const;
};
using XmlDocument = std::unique_ptr<_xmlDoc, XmlDocumentDeleter>;

/// Makes libxml2 ready for all threads and shuts it in: it opens nothing but our own schemas
/// (schemaSource()). Cheap when done already; comes before every use of the library.
void prepareXmlParser();

/// What libxml2 makes of UTF-8 text: a document, or why there is none. Nothing outside of the text is read
/// and no entity expanded. The text must be within DocumentLimits and without DOCTYPE.
struct ParsedXml {
    XmlDocument document; ///< nullptr when it is not well-formed, namespaces included
    std::optional<Diagnostic> fault;
};

ParsedXml parseXml(const QByteArray &utf8);
/// The same without keeping the document.
std::optional<Diagnostic> parserFault(const QByteArray &utf8);
