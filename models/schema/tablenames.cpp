// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/tablenames.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array roles {TableRole::Presentity, TableRole::ActiveWatchers, TableRole::Watchers,
    TableRole::XcapXml, TableRole::Xcap, TableRole::Pua, TableRole::RlsPresentity, TableRole::RlsWatchers};

QString tr(const char *text)
{
    return QCoreApplication::translate("TableNames", text);
}

QString roleWords()
{
    QStringList words;
    for (const TableRole role : roles)
        words << roleName(role);
    return words.join(u", "_s);
}

} // namespace

std::optional<TableRole> roleNamed(const QString &word)
{
    const auto *found = std::find_if(roles.begin(), roles.end(),
        [&](TableRole role) { return roleName(role).compare(word, Qt::CaseInsensitive) == 0; });
    return found == roles.end() ? std::nullopt : std::optional(*found);
}

Result<TableNames> tableNamesFrom(const QList<std::pair<QString, QString>> &pairs)
{
    TableNames names;
    for (const auto &[word, name] : pairs) {
        const auto role = roleNamed(word);
        if (!role)
            return Error {tr("\"%1\" is no presence table that can be mapped. Accepted are: %2.")
                              .arg(word, roleWords()),
                {}, Fault::Usage};
        if (name.isEmpty())
            return Error {tr("The table for %1 has no name. Write %1=NAME.").arg(word), {}, Fault::Usage};
        names.insert(*role, name);
    }
    return names;
}
