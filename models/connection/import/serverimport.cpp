// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/serverimport.h"

#include "connection/import/configfile.h"
#include "connection/import/kamailioconfig.h"
#include "connection/import/kamctlrc.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

/// The same database, whoever logs in.
bool isSamePlace(DatabaseUrl one, DatabaseUrl other)
{
    one.user.clear();
    other.user.clear();
    return one == other && !one.isFile();
}

/// The account that may only read, when a kamctlrc beside the configuration has one for this database.
QList<ImportProposal> withReader(QList<ImportProposal> proposals, const QString &file)
{
    const QString beside = QFileInfo(file).dir().filePath(u"kamctlrc"_s);
    const auto known = QFileInfo(beside).isSymLink() ? Result<QList<ImportProposal>>(QList<ImportProposal>())
                                                     : importKamctlrc(beside);
    if (!known || known->isEmpty() || proposals.isEmpty())
        return proposals;
    const ImportProposal &reader = known->first();
    ImportProposal best = proposals.first();
    if (!isSamePlace(reader.profile.url, best.profile.url))
        return proposals;
    best.profile.url = reader.profile.url;
    best.password = reader.password;
    best.notes << reader.notes;
    proposals.prepend(best);
    return proposals;
}

} // namespace

Result<QList<ImportProposal>> importServerConfig(const QString &file)
{
    const Result<QString> text = readConfigFile(file);
    if (!text)
        return text.error();
    if (looksLikeKamctlrc(*text))
        return importKamctlrc(file);
    const auto proposals = importKamailioConfig(file);
    return proposals ? withReader(*proposals, file) : proposals;
}
