// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/import/configdefines.h"
#include "connection/import/configtokens.h"

#include <QList>
#include <QString>
#include <QStringList>

/// One modparam() of a Kamailio configuration, its value as the server would see it.
struct ModuleParameter {
    QString modules; ///< a name, or a pattern of names
    QString name;
    QString value;
    bool isKnown = true; ///< false: a word that nothing in the files defines
    QString place; ///< "kamailio.cfg, line 12"
    QStringList guesses = {}; ///< names that had to be taken for defined for this

    bool concerns(QLatin1StringView module) const;
};

/// The parameters of a Kamailio (or OpenSIPS) configuration and of the files that it includes from its own
/// folder. Nothing is executed.
class KamailioScript {
public:
    explicit KamailioScript(ConfigDefines::Unknown unknown) : m_defines(unknown) {}

    /// Errors: those of readConfigFile(), for the first file.
    Result<void> read(const QString &file);

    const QList<ModuleParameter> &parameters() const { return m_parameters; }
    /// The last one that is given for a module.
    const ModuleParameter *parameter(QLatin1StringView module, QLatin1StringView name) const;
    const ConfigDefines &defines() const { return m_defines; }
    QStringList notes() const { return m_notes + m_defines.notes(); }

private:
    using Tokens = QList<ConfigToken>;

    void take(const Tokens &tokens, const QString &file);
    qsizetype takeParameter(const Tokens &tokens, qsizetype at, const QString &file);
    void takeInclude(const ConfigToken &name, const QString &file);
    bool budgetAllows(const QString &file);

    ConfigDefines m_defines;
    QList<ModuleParameter> m_parameters;
    QStringList m_notes;
    QString m_folder; ///< canonical, of the first file
    QStringList m_open; ///< canonical, the files that are being read
    int m_files = 0;
};
