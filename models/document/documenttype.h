// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <span>

/// How a document is written.
enum class Syntax { Xml, MessageSummary, HeaderLines, Multipart, Unknown };

/// One kind of document: a line of the table in documenttype.cpp and, for most, one schema.
struct DocumentType {
    QLatin1StringView id; ///< word on the command line: "presence", "pres-rules" ...
    const char *title; ///< for people, translatable: "Presence (PIDF)"
    Syntax syntax;
    QLatin1StringView root; ///< name of the root element; empty: any
    QLatin1StringView ns; ///< of the root element; empty: any
    /// Driver schema below :/schemas/, which loads one schema per namespace; empty: well-formedness only.
    QLatin1StringView schema;
    QLatin1StringView contentType; ///< "application/pidf+xml"
    bool isCommandLineKind; ///< offered by check --type

    QString titleText() const;
};

std::span<const DocumentType> documentTypes();
/// By id; nullptr when there is none.
const DocumentType *documentTypeOf(QLatin1StringView id);
const DocumentType *documentTypeOf(const QString &id);
/// By the root element and its namespace, else message-summary by its first line, else multipart or header
/// lines; nullptr when nothing fits. Root "presence" is presence. Looks at the first 64 kB alone.
const DocumentType *guessDocumentType(const QByteArray &utf8);
/// Well-formedness only.
extern const DocumentType *const plainXmlType;
