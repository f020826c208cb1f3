// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/chosenconnection.h"

#include "base/visibletext.h"
#include "connection/passwordfile.h"
#include "connection/profilefields.h"
#include "schema/tablenames.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChosenConnection", text);
}

Result<ChosenConnection> place(const ConnectionWords &words)
{
    if (!words.profile.isEmpty()) {
        const Result<Profile> profile = readProfile(words.profile);
        if (!profile)
            return profile.error();
        return ChosenConnection {*profile};
    }
    const Result<TypedUrl> typed = parseTypedUrl(words.database);
    if (!typed)
        return typed.error();
    return ChosenConnection {profileFor(typed->url), typed->password};
}

/// The word as it would stand in a profile's file.
Result<void> takeTls(Profile &profile, const QString &word)
{
    const auto &fields = profileFields();
    const auto mode = std::find_if(
        fields.begin(), fields.end(), [](const ProfileField &field) { return field.key == "tls/mode"_L1; });
    if (word.isEmpty() || mode->take(profile, word))
        return {};
    return Error {
        tr("--tls is off, required or verified; it was “%1”.").arg(visibleText(word)), {}, Fault::Usage};
}

Result<void> takeAuthorities(Profile &profile, const QString &file)
{
    if (file.isEmpty())
        return {};
    if (!QFileInfo(file).isReadable())
        return Error {
            tr("The file of certificate authorities, %1, cannot be read.").arg(file), {}, Fault::Usage};
    profile.tls.caFile = QFileInfo(file).absoluteFilePath();
    return {};
}

} // namespace

Result<ChosenConnection> chooseConnection(const ConnectionWords &words)
{
    const Result<TableNames> named = tableNamesFromWords(words.tables);
    if (!named)
        return named.error();
    Result<ChosenConnection> chosen = place(words);
    if (!chosen)
        return chosen;
    Profile &profile = chosen->profile;
    profile.tables.insert(*named);
    profile.plaintextAccepted = profile.plaintextAccepted || words.acceptPlaintext;
    if (const auto taken = takeTls(profile, words.tls); !taken)
        return taken.error();
    if (const auto taken = takeAuthorities(profile, words.caFile); !taken)
        return taken.error();
    if (words.passwordFile.isEmpty())
        return chosen;
    const Result<Secret> password = readPasswordFile(words.passwordFile);
    if (!password)
        return password.error();
    chosen->password = *password;
    return chosen;
}
