// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowwriter.h"

std::unique_ptr<RowWriter> rowWriter(Format format, RowStyle style)
{
    switch (format) {
    case Format::Json:
        return jsonRows(std::move(style));
    case Format::Tsv:
        return tsvRows(std::move(style));
    case Format::Text:
        break;
    }
    return textRows(std::move(style));
}
