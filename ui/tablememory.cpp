// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablememory.h"

#include "schema/tablenames.h"

#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {
/// A path is no key of a settings file: its slashes would be groups.
QString keyOf(const DatabaseUrl &url)
{
    return "tables/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(url.toString()));
}
} // namespace

TableNames rememberedTables(const QSettings &settings, const DatabaseUrl &url)
{
    const auto names = tableNamesFromWords(settings.value(keyOf(url)).toStringList());
    return names ? *names : TableNames();
}

void rememberTables(QSettings &settings, const DatabaseUrl &url, const TableNames &names)
{
    QStringList mappings;
    for (auto entry = names.begin(); entry != names.end(); ++entry)
        mappings.append(roleName(entry.key()) + u'=' + entry.value());
    settings.setValue(keyOf(url), mappings);
}
