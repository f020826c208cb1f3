// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mysql.h>

/// The library's option to enforce TLS does not: unless the certificate is verified too, it goes on in
/// plaintext with a server that offers none. This is an authentication plugin of ours that runs first. It
/// refuses such a server before anything is sent, and says nothing of the password itself: the server then
/// asks for the real proof, inside TLS.
inline constexpr const char *tlsGateName = "presence_inspector_gate";

/// To be called once, before the first connection. False when the library does not take it.
bool registerTlsGate(MYSQL *handle);
