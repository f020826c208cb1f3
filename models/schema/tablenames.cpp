// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/tablenames.h"

#include "base/visibletext.h"
#include "schema/tablespec.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableNames", text);
}

QString roleWords()
{
    QStringList words;
    for (const TableSpec &spec : tableSpecs())
        words << QString::fromLatin1(spec.name);
    return words.join(u", "_s);
}

} // namespace

std::optional<TableRole> roleNamed(const QString &word)
{
    for (const TableSpec &spec : tableSpecs())
        if (word.compare(QLatin1StringView(spec.name), Qt::CaseInsensitive) == 0)
            return spec.role;
    return {};
}

Result<TableNames> tableNamesFrom(const QList<std::pair<QString, QString>> &pairs)
{
    TableNames names;
    for (const auto &[word, name] : pairs) {
        const auto role = roleNamed(word);
        if (!role)
            return Error {tr("\"%1\" is no presence table that can be mapped. Accepted are: %2.")
                              .arg(visibleText(word), roleWords()),
                {}, Fault::Usage};
        if (name.isEmpty())
            return Error {
                tr("The table for %1 has no name. Write %1=NAME.").arg(visibleText(word)), {}, Fault::Usage};
        names.insert(*role, name);
    }
    return names;
}

Result<TableNames> tableNamesFromWords(const QStringList &mappings)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QString &mapping : mappings)
        pairs.append({mapping.section(u'=', 0, 0), mapping.section(u'=', 1)});
    return tableNamesFrom(pairs);
}
