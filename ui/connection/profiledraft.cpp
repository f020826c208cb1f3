// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profiledraft.h"

#include <algorithm>

QList<ProfileDraft> readDrafts(const QString &profilesFile)
{
    QList<ProfileDraft> drafts;
    for (const QString &name : profileNames(profilesFile)) {
        ProfileDraft draft {name};
        if (const auto profile = readProfile(name, profilesFile))
            draft.profile = *profile;
        else
            draft.fault = profile.error();
        draft.profile.name = name;
        draft.saved = draft.profile;
        drafts.append(draft);
    }
    return drafts;
}

QString freeName(const QString &wanted, const QList<ProfileDraft> &drafts)
{
    const auto isTaken = [&drafts](const QString &name) {
        return std::any_of(drafts.begin(), drafts.end(), [&name](const ProfileDraft &draft) {
            return draft.savedName == name || draft.profile.name == name;
        });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = wanted + u' ' + QString::number(number);
    return name;
}
