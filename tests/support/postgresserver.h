// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servermachine.h"

/// A private PostgreSQL server; it runs as the user postgres when we are root. Its administrator, postgres,
/// is trusted on the socket; everybody else shows a password there, too.
class PostgresServer : public ServerMachine {
public:
    explicit PostgresServer(MachineOptions options = {}) : ServerMachine(std::move(options)) {}
    ~PostgresServer() override { kill(); }

    QString socket() const override { return folder(); }
    QString scheme() const override { return QStringLiteral("postgres"); }
    Result<QList<QVariantList>> run(const QString &sql, const QString &database = {}) const override;
    Result<void> createDatabase(const QString &name) const override;
    QString literal(const QVariant &value) const override;

protected:
    Command command() const override;
    Result<void> makeData(const QString &folder) const override;
    QString accountsSql() const override;
    int stopSignal() const override;
    std::optional<QByteArray> systemUser() const override { return QByteArrayLiteral("postgres"); }
    bool isPassing(const QString &log) const override;
};
