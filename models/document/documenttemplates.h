// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttype.h"
#include "schema/decode.h"

#include <QDateTime>

#include <optional>

/// A document to begin with: a line of the table in documenttemplates.cpp and a file in :/templates/.
struct DocumentTemplate {
    QLatin1StringView type; ///< id of its document type
    QLatin1StringView file;
    const char *title; ///< translatable: "On the phone"

    QString titleText() const;
};

/// Whose document it becomes. What the database says may hold anything.
struct TemplateSubject {
    QString username;
    QString domain;
    QString other = {}; ///< address of somebody else: watcher, member, caller; empty: a placeholder
    QDateTime now = {}; ///< on the server's clock
    QString id = {}; ///< letters and digits that make its ids unique; empty: random
};

std::span<const DocumentTemplate> documentTemplates();
QList<const DocumentTemplate *> templatesFor(const DocumentType &type);
/// The template with everything in its place, escaped as the syntax demands.
QByteArray filledTemplate(const DocumentTemplate &chosen, const TemplateSubject &subject);

/// "sip:user@domain" with what an address cannot hold written as %XX.
QString subjectAddress(const TemplateSubject &subject);
/// The doc_type of a kind by the generation's own numbers; nothing where it has none.
std::optional<qint64> docTypeNumber(const DocumentType &type, const DecodeContext &context);
/// The event under which presentity stores a kind, empty for one that it does not.
QString eventWord(const DocumentType &type);
