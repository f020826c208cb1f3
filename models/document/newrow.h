// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttemplates.h"
#include "document/opendocument.h"

/// Whether rows of a table can hold a new document of a kind.
bool canHold(const TableInfo &table, const DocumentType &type, const DecodeContext &context);

/// A row that is not stored yet, for a new document of a kind: whose it is, and what else the server wants to
/// find in it. What nobody but the database knows is left out.
StoredRow newDocumentRow(const TableInfo &table, const DocumentType &type, const TemplateSubject &subject,
    const DecodeContext &context);

/// The first column of a table that holds documents, empty where there is none.
QString documentColumnOf(const TableInfo &table);
