// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadboptions.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("MariaDb", text);
}

struct ModeWord {
    TlsMode mode;
    QLatin1StringView word;
};
constexpr std::array modeWords {ModeWord {TlsMode::Off, "off"_L1},
    ModeWord {TlsMode::Required, "required"_L1}, ModeWord {TlsMode::Verified, "verified"_L1}};

/// Each setter says whether it understood the value.
struct Key {
    QLatin1StringView name;
    bool (*set)(MariaDbOptions &options, const QString &value);
    QString (*get)(const MariaDbOptions &options);
};

bool setMode(MariaDbOptions &options, const QString &value)
{
    const auto known = std::find_if(
        modeWords.begin(), modeWords.end(), [&value](const ModeWord &mode) { return value == mode.word; });
    if (known == modeWords.end())
        return false;
    options.tls.mode = known->mode;
    return true;
}

QString modeOf(const MariaDbOptions &options)
{
    const auto known = std::find_if(modeWords.begin(), modeWords.end(),
        [&options](const ModeWord &mode) { return options.tls.mode == mode.mode; });
    return QString(known->word);
}

template <QString MariaDbOptions::*member>
constexpr Key textKey(QLatin1StringView name)
{
    return {name,
        [](MariaDbOptions &options, const QString &value) {
            options.*member = value;
            return !value.isEmpty();
        },
        [](const MariaDbOptions &options) { return options.*member; }};
}

template <std::chrono::seconds MariaDbOptions::*member>
constexpr Key secondsKey(QLatin1StringView name)
{
    return {name,
        [](MariaDbOptions &options, const QString &value) {
            bool isNumber = false;
            options.*member = std::chrono::seconds(value.toUShort(&isNumber));
            return isNumber;
        },
        [](const MariaDbOptions &options) { return QString::number((options.*member).count()); }};
}

constexpr std::array keys {
    Key {"TLS"_L1, setMode, modeOf},
    Key {"TLS_CA"_L1,
        [](MariaDbOptions &options, const QString &value) {
            options.tls.caFile = value;
            return !value.isEmpty();
        },
        [](const MariaDbOptions &options) { return options.tls.caFile; }},
    textKey<&MariaDbOptions::socket>("UNIX_SOCKET"_L1),
    secondsKey<&MariaDbOptions::connectTimeout>("CONNECT_TIMEOUT"_L1),
    secondsKey<&MariaDbOptions::readTimeout>("READ_TIMEOUT"_L1),
    secondsKey<&MariaDbOptions::writeTimeout>("WRITE_TIMEOUT"_L1),
};

QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value, "/ =:,@"));
}

QString decoded(const QString &value)
{
    return QUrl::fromPercentEncoding(value.toUtf8());
}
} // namespace

QString MariaDbOptions::toString() const
{
    QStringList parts;
    for (const Key &key : keys)
        if (const QString value = key.get(*this); !value.isEmpty())
            parts += key.name + u'=' + encoded(value);
    return parts.join(u';');
}

Result<MariaDbOptions> parseMariaDbOptions(const QString &text)
{
    MariaDbOptions options;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&name](const Key &known) { return name == known.name; });
        if (key == keys.end())
            return Error {tr("The MariaDB driver has no option “%1”.").arg(name), {}, Fault::Usage};
        if (!key->set(options, decoded(part.section(u'=', 1).trimmed())))
            return Error {tr("The MariaDB driver does not understand the value of option “%1”.").arg(name),
                {}, Fault::Usage};
    }
    return options;
}

Result<void> checkMariaDbTarget(const MariaDbTarget &target)
{
    // The client library reads "a,b" as two hosts and "key=value" as options of its own.
    static const QRegularExpression notAHost(u"[^\\p{L}\\p{N}._:%-]"_s);
    if (target.options.socket.isEmpty() && (target.host.isEmpty() || target.host.contains(notAHost)))
        return Error {tr("“%1” is no host name or address.").arg(target.host), {}, Fault::Usage};
    if (target.user.isEmpty())
        return Error {tr("A user name is needed for a MariaDB or MySQL server: mysql://user@host/database."),
            {}, Fault::Usage};
    const QString texts = target.user + target.database + target.options.socket + target.options.tls.caFile;
    if (texts.contains(QChar::Null) || target.password.reveal().contains('\0'))
        return Error {tr("A user name, password, database or file name cannot hold a NUL character."), {},
            Fault::Usage};
    if (target.port <= 0 || target.port > 65535)
        return Error {tr("%1 is no port number.").arg(target.port), {}, Fault::Usage};
    return {};
}
