// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "format.h"

#include "document/validator.h"

/// One document that was checked, ready to be written.
struct CheckRow {
    QString source; ///< the file as given, or "table:key"
    QString type; ///< id of the document type
    Verdict verdict;
    QString trouble = {}; ///< why it could not be read; the verdict is empty then

    bool isFine() const { return trouble.isEmpty() && verdict.isFine(); }
};

/// Writes checked documents one by one in a format. TSV has one line for each with the first error; text and
/// JSON have everything that was found.
class CheckRows {
public:
    explicit CheckRows(Format format) : m_format(format) {}

    void begin();
    void add(const CheckRow &row);
    void end();
    bool isAllFine() const { return m_fine == m_count; }

private:
    Format m_format;
    qsizetype m_count = 0;
    qsizetype m_fine = 0;
};
