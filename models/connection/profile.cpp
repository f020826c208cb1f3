// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profile.h"

#include "base/privatefile.h"
#include "base/visibletext.h"
#include "connection/inigroup.h"
#include "connection/profilefields.h"
#include "schema/tablenames.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
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

constexpr qsizetype longestQuote = 60;
constexpr int lockMs = 2'000; // another program of ours writes for some milliseconds
constexpr std::chrono::milliseconds gentleRead {500};

/// A profile's values by key. Case counts for nothing: "readonly=true" must not be overlooked.
using Values = QMap<QString, QString>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

Error usage(const QString &sentence)
{
    return {sentence, {}, Fault::Usage};
}

/// QSettings takes a comma for a list; in a URL or a table name it is just a comma.
QString textOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u',') : value.toString();
}

Values valuesOf(const QVariantMap &group)
{
    Values values;
    for (auto entry = group.begin(); entry != group.end(); ++entry)
        values.insert(entry.key().toLower(), textOf(entry.value()));
    return values;
}

bool isSecretKey(const QString &key)
{
    const QString word = key.section(u'/', -1);
    return std::find(secretWords.begin(), secretWords.end(), word) != secretWords.end();
}

bool holdsPassword(const Values &values)
{
    const QString url = values.value(u"url"_s);
    const Result<TypedUrl> typed = parseTypedUrl(url);
    return std::any_of(values.keyBegin(), values.keyEnd(), isSecretKey)
        || (typed ? !typed->password.isEmpty() : !QUrl(url).password().isEmpty());
}

constexpr auto tablePrefix = "tables/"_L1;

QList<std::pair<QString, QString>> tablePairs(const Values &values)
{
    QList<std::pair<QString, QString>> pairs;
    for (auto entry = values.begin(); entry != values.end(); ++entry)
        if (entry.key().startsWith(tablePrefix))
            pairs << std::pair {entry.key().mid(tablePrefix.size()), entry.value()};
    return pairs;
}

Error unknownProfile(const QString &name, const QStringList &known, const QString &file)
{
    if (known.isEmpty())
        return usage(
            tr("There is no profile \"%1\": no profile is saved in %2.").arg(visibleText(name), file));
    return usage(tr("There is no profile \"%1\". Saved in %2 are: %3.")
                     .arg(visibleText(name), file, visibleText(known.join(u", "_s))));
}

/// The profile with what its file says beyond the address. Errors: Usage, for a value that is not understood.
Result<Profile> withFields(Profile profile, const Values &values, const QString &file)
{
    for (const ProfileField &field : profileFields()) {
        const auto found = values.find(QString(field.key).toLower());
        if (found == values.end() || field.take(profile, *found))
            continue;
        return usage(tr("The profile \"%1\" in %2 has %3=%4, which is not understood. Accepted is %5.")
                         .arg(visibleText(profile.name), file, field.key,
                             visibleText(found->left(longestQuote)), tr(field.accepted)));
    }
    return profile;
}

/// What of a group is not ours and is kept as it was.
QVariantMap foreignValues(const QVariantMap &group)
{
    QVariantMap foreign;
    for (auto entry = group.begin(); entry != group.end(); ++entry) {
        const QString key = entry.key().toLower();
        const auto &fields = profileFields();
        const bool ours = key == "url"_L1 || key.startsWith(tablePrefix) || isSecretKey(key)
            || std::any_of(fields.begin(), fields.end(),
                [&](const ProfileField &field) { return field.key.compare(key, Qt::CaseInsensitive) == 0; });
        if (!ours)
            foreign.insert(entry.key(), entry.value());
    }
    return foreign;
}

QVariantMap groupOf(const Profile &profile, QVariantMap group)
{
    group.insert(u"url"_s, profile.url.toString());
    for (const ProfileField &field : profileFields())
        if (const QString text = field.text(profile); !text.isEmpty())
            group.insert(field.key, text);
    for (auto table = profile.tables.begin(); table != profile.tables.end(); ++table)
        group.insert(tablePrefix + roleName(table.key()), table.value());
    return group;
}

/// A name that the file can hold and a person can tell from others. QSettings keeps "General" for itself.
bool isProfileName(const QString &name)
{
    return name.compare("general"_L1, Qt::CaseInsensitive) != 0 && !name.trimmed().isEmpty()
        && name == name.trimmed() && !name.contains(u'/') && !name.contains(u'\\')
        && visibleText(name) == name;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes one group of the file anew, empty to take it away, while no other program of ours does.
Result<void> writeGroup(
    const QString &file, const QString &name, const std::function<QVariantMap(const QVariantMap &)> &change)
{
    const QString folder = QFileInfo(file).absolutePath();
    makePrivateFolder(folder);
    if (file == profilesFile()) // the settings may have made it for everybody
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QLockFile lock(file + ".lock"_L1);
    if (!lock.tryLock(lockMs) && lock.error() == QLockFile::LockFailedError)
        return Error {
            tr("Another program is writing the saved connections. Try again in a moment."), {}, Fault::Busy};
    if (QFileInfo::exists(file) && !QFileInfo(file).isReadable())
        return Error {tr("%1 cannot be read, so nothing was written over it.").arg(file), {}, Fault::General};
    const Result<QByteArray> text = withIniGroup(contentOf(file), name, change(iniGroup(file, name)));
    if (!text)
        return text.error();
    return writePrivateFile(file, *text);
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
    const Values values = valuesOf(iniGroup(file, name));
    if (holdsPassword(values))
        return Error {
            tr("The profile \"%1\" in %2 holds a password, which anybody who reads the file could use. It is "
               "not opened: remove the password from the file.")
                .arg(visibleText(name), file),
            {}, Fault::Refused};
    const QString address = values.value(u"url"_s);
    if (address.isEmpty())
        return usage(
            tr("The profile \"%1\" in %2 has no url. Add a line such as url=mysql://kamailio@host/kamailio "
               "or url=sqlite:///path/of/the/database.")
                .arg(visibleText(name), file));
    const Result<TableNames> tables = tableNamesFrom(tablePairs(values));
    if (!tables)
        return tables.error();
    const Result<DatabaseUrl> url = parseDatabaseUrl(address);
    if (!url)
        return url.error();
    Profile profile = profileFor(*url, *tables);
    profile.name = name;
    return withFields(profile, values, file);
}

Result<void> writeProfile(const Profile &profile, const QString &file)
{
    if (!isProfileName(profile.name))
        return usage(
            tr("A saved connection needs a name without slashes and invisible characters, other than "
               "\"General\"."));
    return writeGroup(file, profile.name,
        [&](const QVariantMap &before) { return groupOf(profile, foreignValues(before)); });
}

Result<void> removeProfile(const QString &name, const QString &file)
{
    const QStringList known = profileNames(file);
    if (!known.contains(name))
        return unknownProfile(name, known, file);
    return writeGroup(file, name, [](const QVariantMap &) { return QVariantMap(); });
}

ConnectionSpec Profile::spec(const Secret &password) const
{
    const auto bound = gentle ? gentleRead : std::chrono::milliseconds(0);
    return {url, tls, limits, password, plaintextAccepted, bound};
}

Profile profileFor(const DatabaseUrl &url, const TableNames &tables)
{
    Profile profile;
    profile.url = url;
    profile.tables = tables;
    profile.tls.mode = url.isLocal() ? TlsMode::Off : TlsMode::Verified;
    return profile;
}
