// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/dialect.h"

// Binary columns are searched in their escaped form, which any content has, zeros included.
const Dialect postgresDialect {
    .quote = u'"',
    .nullsFirst = false,
    .asText = "CAST(%1 AS text)",
    .head = "substr(%1, 1, %2)",
    .byteLength = "octet_length(%1)",
    .hasRowid = false,
    .clock = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
    .version = "SELECT current_setting('server_version')",
    .columnsAreTyped = true,
    .bytesOfText = "convert_to(?, 'UTF8')",
    .textLike = "%1 ILIKE %2 ESCAPE '!'",
    .bytesLike = "encode(%1, 'escape') ILIKE encode(convert_to(?, 'UTF8'), 'escape') ESCAPE '!'",
    .valueLike = "CAST(%1 AS text) ILIKE ? ESCAPE '!'",
    .prefixesByRange = true,
    .comparesRows = true,
    .asksInPieces = true,
    .followsIndexes = true,
    .joinsJumps = true,
    .isText = "%1 COLLATE \"C\" = ?",
};
