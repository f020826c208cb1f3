// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/tlsgate.h"

#include <cstring>
#include <errmsg.h>
#include <mysql/plugin_auth.h>

namespace {
// As in mysql/client_plugin.h, which includes what distributions do not ship.
constexpr int authenticationPlugin = 2;
constexpr unsigned interfaceVersion = 0x0100;
struct AuthenticationPlugin {
    MYSQL_CLIENT_PLUGIN_HEADER
    int (*authenticate)(MYSQL_PLUGIN_VIO *way, MYSQL *handle);
};

int authenticate(MYSQL_PLUGIN_VIO *way, MYSQL *handle)
{
    if ((handle->server_capabilities & CLIENT_SSL) == 0) {
        SET_CLIENT_ERROR(
            handle, CR_SSL_CONNECTION_ERROR, "HY000", "SSL is required, but the server does not support it");
        return CR_ERROR;
    }
    return way->write_packet(way, nullptr, 0) == 0 ? CR_OK : CR_ERROR;
}

AuthenticationPlugin gate {authenticationPlugin, interfaceVersion, tlsGateName, "Presence Inspector",
    "Nothing without TLS", {1, 0, 0}, "GPL", nullptr, nullptr, nullptr, nullptr, authenticate};
} // namespace

bool registerTlsGate(MYSQL *handle)
{
    return mysql_client_register_plugin(handle, reinterpret_cast<st_mysql_client_plugin *>(&gate)) != nullptr;
}
