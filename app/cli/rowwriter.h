// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "format.h"
#include "schema/decode.h"

#include <memory>

/// Writes rows to standard output one by one, so that memory does not grow with their number.
class RowWriter {
public:
    virtual ~RowWriter() = default;

    void begin()
    {
        m_begun = true;
        writeBegin();
    }
    virtual void row(const QVariantList &values) = 0;
    /// Closes what was begun, after a failure too, so that the answer is well-formed; nothing when nothing
    /// was.
    void end()
    {
        if (m_begun)
            writeEnd();
    }

protected:
    virtual void writeBegin() {}
    virtual void writeEnd() {}

private:
    bool m_begun = false;
};

/// How one format writes the rows of a table; @p raw leaves the stored values as they are.
struct RowStyle {
    QList<ColumnInfo> columns;
    DecodeContext context;
    bool raw = false;
};

std::unique_ptr<RowWriter> textRows(RowStyle style);
std::unique_ptr<RowWriter> tsvRows(RowStyle style);
std::unique_ptr<RowWriter> jsonRows(RowStyle style);

std::unique_ptr<RowWriter> rowWriter(Format format, RowStyle style);
