// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbhandle.h"

#include "base/withinlimit.h"
#include "connection/authorities.h"
#include "connection/hostaddresses.h"
#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/pipeguard.h"
#include "connection/mariadb/tlsgate.h"

#include <QFile>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace {
/// A row larger than this is no presence data, and a hostile server shall not fill our memory.
constexpr unsigned long largestPacket = 64UL << 20;

/// How a password may be proved. All of these answer a challenge, but for caching_sha2_password, which at
/// times hands over the password itself: inside TLS or a socket, else under a key that the answering side
/// chose. Whoever answers without having proved who it is could then read it, so that way is for proven
/// servers and for this machine only.
QByteArray allowedProofs(const MariaDbTarget &target)
{
    QByteArray proofs = QByteArray("mysql_native_password,client_ed25519,") + tlsGateName;
    const bool isLocal = !target.options.socket.isEmpty() || isLoopbackHost(target.host);
    if (isLocal || target.options.tls.mode == TlsMode::Verified)
        proofs += ",caching_sha2_password";
    return proofs;
}

void setNumber(MYSQL *handle, mysql_option option, unsigned int value)
{
    mysql_optionsv(handle, option, &value);
}

void setFlag(MYSQL *handle, mysql_option option, bool value)
{
    const my_bool flag = value;
    mysql_optionsv(handle, option, &flag);
}

/// A socket needs no TLS.
bool wantsTls(const MariaDbTarget &target)
{
    return target.options.tls.mode != TlsMode::Off && target.options.socket.isEmpty();
}

void setTls(MYSQL *handle, const MariaDbTarget &target)
{
    const TlsSettings &tls = target.options.tls;
    const bool isVerified = wantsTls(target) && tls.mode == TlsMode::Verified;
    setFlag(handle, MYSQL_OPT_SSL_ENFORCE, wantsTls(target));
    if (wantsTls(target))
        mysql_optionsv(handle, MYSQL_DEFAULT_AUTH, tlsGateName);
    setFlag(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, isVerified);
    mysql_optionsv(handle, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
    if (!isVerified)
        return;
    // Named, because only a named file makes every version of the library refuse what nobody has signed.
    const QByteArray authorities = QFile::encodeName(authoritiesFile(tls));
    if (!authorities.isEmpty())
        mysql_optionsv(handle, MYSQL_OPT_SSL_CA, authorities.constData());
}

void setOptions(MYSQL *handle, const MariaDbTarget &target)
{
    const bool isSocket = !target.options.socket.isEmpty();
    setNumber(handle, MYSQL_OPT_PROTOCOL, isSocket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP);
    setNumber(
        handle, MYSQL_OPT_CONNECT_TIMEOUT, static_cast<unsigned>(target.options.connectTimeout.count()));
    setNumber(handle, MYSQL_OPT_READ_TIMEOUT, static_cast<unsigned>(target.options.readTimeout.count()));
    setNumber(handle, MYSQL_OPT_WRITE_TIMEOUT, static_cast<unsigned>(target.options.writeTimeout.count()));
    setNumber(handle, MYSQL_OPT_LOCAL_INFILE, 0);
    setFlag(handle, MYSQL_OPT_RECONNECT, false);
    const unsigned long packet = largestPacket;
    mysql_optionsv(handle, MYSQL_OPT_MAX_ALLOWED_PACKET, &packet);
    mysql_optionsv(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "presence-inspector");
    // A folder of plugins in the environment would be somebody else's code.
    mysql_optionsv(handle, MYSQL_PLUGIN_DIR, MARIADB_PLUGINDIR);
    mysql_optionsv(handle, MARIADB_OPT_RESTRICTED_AUTH, allowedProofs(target).constData());
    setTls(handle, target);
}

/// None when the library cannot be used safely.
MariaDbHandle newHandle()
{
    // The library's first call is not safe against a second one.
    static const bool isReady = mysql_server_init(0, nullptr, nullptr) == 0
        && registerTlsGate(MariaDbHandle(mysql_init(nullptr)).get());
    return MariaDbHandle(isReady ? mysql_init(nullptr) : nullptr);
}

bool isEncrypted(MYSQL *handle)
{
    return mysql_get_ssl_cipher(handle) != nullptr;
}

/// Blocks as long as the system's resolver likes, and for the connect timeout at each address.
MariaDbOpening connectNow(const MariaDbTarget &target)
{
    MariaDbHandle handle = newHandle();
    if (!handle)
        return {nullptr, mariaDbError(MariaDbCode::OutOfMemory, {}, QSqlError::ConnectionError)};
    const PipeGuard guard;
    setOptions(handle.get(), target);
    const auto &options = target.options;
    // Only beside this name does the library use a socket. A null for user or password would send it to the
    // environment.
    const QByteArray host = options.socket.isEmpty() ? target.host.toUtf8() : QByteArray("localhost");
    const bool connected = mysql_real_connect(handle.get(), host.constData(),
        target.user.toUtf8().constData(), target.password.reveal().constData(),
        target.database.isEmpty() ? nullptr : target.database.toUtf8().constData(),
        static_cast<unsigned>(target.port),
        options.socket.isEmpty() ? nullptr : QFile::encodeName(options.socket).constData(),
        CLIENT_FOUND_ROWS);
    if (!connected)
        return {nullptr, mariaDbError(handle.get(), QSqlError::ConnectionError)};
    if (wantsTls(target) && !isEncrypted(handle.get()))
        return {nullptr, mariaDbError(MariaDbCode::Tls, u"no TLS"_s, QSqlError::ConnectionError)};
    // Programs that we start have no business there.
    ::fcntl(mysql_get_socket(handle.get()), F_SETFD, FD_CLOEXEC);
    return {std::move(handle), {}};
}
} // namespace

void MariaDbCloser::operator()(MYSQL *handle) const
{
    const PipeGuard guard;
    mysql_close(handle);
}

MariaDbOpening openMariaDb(const MariaDbTarget &target, std::chrono::milliseconds limit)
{
    if (const auto sound = checkMariaDbTarget(target); !sound)
        return {nullptr, QSqlError(sound.error().message, {}, QSqlError::ConnectionError)};
    const auto connect = std::chrono::milliseconds(target.options.connectTimeout);
    const auto bound = limit.count() > 0 ? limit : 3 * connect;
    if (bound.count() <= 0)
        return connectNow(target);
    // The library looks the name up once more, and without a limit.
    if (auto opening = withinLimit(bound, [target] { return connectNow(target); }))
        return *std::move(opening);
    return {nullptr, mariaDbError(MariaDbCode::NoAnswer, u"no answer in time"_s, QSqlError::ConnectionError)};
}
