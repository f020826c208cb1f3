// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/dialect.h"

// Bytes stand for characters of latin1 one by one, so that any content can be searched and none is lost.
// The clock avoids the session's time zone, where an hour occurs twice a year.
const Dialect mariaDbDialect {
    .quote = u'`',
    .nullsFirst = true,
    .asText = "CONVERT(%1 USING latin1)",
    .head = "SUBSTRING(CAST(%1 AS BINARY), 1, %2)",
    .byteLength = "OCTET_LENGTH(%1)",
    .hasRowid = false,
    .clock = "SELECT UNIX_TIMESTAMP() * 1000 + MICROSECOND(NOW(6)) DIV 1000",
    .version = "SELECT VERSION()",
    .columnsAreTyped = true,
    .collatedText = "CONVERT(CAST(? AS BINARY) USING %1) COLLATE %2",
    .bytesOfText = "CAST(? AS BINARY)",
    .textLike = "%1 LIKE %2 ESCAPE '!'",
    .bytesLike = "CONVERT(%1 USING latin1) LIKE CONVERT(CAST(? AS BINARY) USING latin1) "
                 "COLLATE latin1_general_ci ESCAPE '!'",
    .valueLike = "CAST(%1 AS CHAR) LIKE ? ESCAPE '!'",
    .followsIndexes = true,
    .joinsJumps = true,
    .isText = "CAST(%1 AS BINARY) = ?",
    .isTold = "CAST(%1 AS CHAR) = ?",
    .textsAsBytes = true,
    .lastNumber = "SELECT LAST_INSERT_ID()",
};
