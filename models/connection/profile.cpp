// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profile.h"

#include "base/visibletext.h"
#include "schema/tablenames.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// What people call a password in a settings file.
constexpr std::array secretWords {
    "password"_L1, "passwd"_L1, "passphrase"_L1, "pass"_L1, "pwd"_L1, "secret"_L1};

QString tr(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

/// QSettings takes a comma for a list; in a URL or a table name it is just a comma.
QString textOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u',') : value.toString();
}

bool isSecretKey(const QString &key)
{
    const QString word = key.section(u'/', -1);
    return std::any_of(secretWords.begin(), secretWords.end(),
        [&](auto secret) { return word.compare(secret, Qt::CaseInsensitive) == 0; });
}

bool holdsPassword(const QSettings &group)
{
    const QStringList keys = group.allKeys();
    return std::any_of(keys.begin(), keys.end(), isSecretKey)
        || !QUrl(textOf(group.value("url"_L1))).password().isEmpty();
}

QList<std::pair<QString, QString>> tablePairs(QSettings &group)
{
    QList<std::pair<QString, QString>> pairs;
    group.beginGroup("tables"_L1);
    for (const QString &key : group.childKeys())
        pairs << std::pair {key, textOf(group.value(key))};
    group.endGroup();
    return pairs;
}

Error unknownProfile(const QString &name, const QStringList &known, const QString &file)
{
    if (known.isEmpty())
        return Error {
            tr("There is no profile \"%1\": no profile is saved in %2.").arg(visibleText(name), file), {},
            Fault::Usage};
    return Error {tr("There is no profile \"%1\". Saved in %2 are: %3.")
                      .arg(visibleText(name), file, visibleText(known.join(u", "_s))),
        {}, Fault::Usage};
}

} // namespace

QString profilesFile()
{
    // Both programs share the file, so it does not depend on an application's name.
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + "/presence-inspector/profiles.ini"_L1;
}

QStringList profileNames(const QString &file)
{
    QStringList names = QSettings(file, QSettings::IniFormat).childGroups();
    names.sort();
    return names;
}

Result<Profile> readProfile(const QString &name, const QString &file)
{
    const QStringList known = profileNames(file);
    if (!known.contains(name))
        return unknownProfile(name, known, file);
    QSettings group(file, QSettings::IniFormat);
    group.beginGroup(name);
    if (holdsPassword(group))
        return Error {
            tr("The profile \"%1\" in %2 holds a password, which anybody who reads the file could use. It is "
               "not opened: remove the password from the file.")
                .arg(visibleText(name), file),
            {}, Fault::Refused};
    const QString address = textOf(group.value("url"_L1));
    if (address.isEmpty())
        return Error {
            tr("The profile \"%1\" in %2 has no url. Add a line url=sqlite:///path/of/the/database.")
                .arg(visibleText(name), file),
            {}, Fault::Usage};
    const Result<TableNames> tables = tableNamesFrom(tablePairs(group));
    if (!tables)
        return tables.error();
    const Result<DatabaseUrl> url = parseDatabaseUrl(address);
    if (!url)
        return url.error();
    Profile profile = profileFor(*url, *tables);
    profile.name = name;
    return profile;
}

ConnectionSpec Profile::spec(const Secret &password) const
{
    return {url, tls, limits, password, plaintextAccepted, {}};
}

Profile profileFor(const DatabaseUrl &url, const TableNames &tables)
{
    Profile profile;
    profile.url = url;
    profile.tables = tables;
    profile.tls.mode = url.isLocal() ? TlsMode::Off : TlsMode::Verified;
    return profile;
}
