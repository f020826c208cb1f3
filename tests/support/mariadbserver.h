// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servermachine.h"

/// A private MariaDB server. Its administrator is root.
class MariadbServer : public ServerMachine {
public:
    explicit MariadbServer(MachineOptions options = {}) : ServerMachine(std::move(options)) {}
    ~MariadbServer() override { kill(); }

    QString socket() const override { return inFolder(QStringLiteral("socket")); }
    QString scheme() const override { return QStringLiteral("mysql"); }
    Result<QList<QVariantList>> run(const QString &sql, const QString &database = {}) const override;
    /// With the character set latin1, as kamdbctl chooses it.
    Result<void> createDatabase(const QString &name) const override;
    QString literal(const QVariant &value) const override;

protected:
    Command command() const override;
    Result<void> makeData(const QString &folder) const override;
    QString accountsSql() const override;
    int stopSignal() const override;
    bool isPassing(const QString &log) const override;
};
