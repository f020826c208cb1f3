// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/chosenconnection.h"
#include "connection/connection.h"
#include "schema/decode.h"

#include <memory>
#include <optional>

/// What every command is told, before or after its name.
struct GeneralOptions {
    ConnectionWords connection;
    std::optional<qint64> now; ///< epoch seconds; the system's clock when not given
};

/// What every command works on: an open database and what it is.
struct Session {
    Profile profile;
    std::unique_ptr<Connection> connection;
    DatabaseSchema schema;
    qint64 now = 0;

    DecodeContext contextOf(const TableInfo &table) const;
    /// Errors: what the connection says.
    Result<qint64> rowCount(const TableInfo &table) const;
};

/// Opens what the options name. Errors: Usage, Refused, and what opening or reading the schema says.
Result<Session> openSession(const GeneralOptions &options);

/// The sentence for a database that holds no presence table, with the way out.
QString noPresenceTables(const DatabaseSchema &schema);
