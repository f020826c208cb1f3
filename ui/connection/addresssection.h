// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class QComboBox;
class QLineEdit;

/// Where the database is: engine, and hosts, a UNIX socket or a file.
class AddressSection : public ProfileSection {
    Q_OBJECT
public:
    explicit AddressSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;
    void follow(const Profile &profile) override;

private:
    enum class Way { Network, Socket };

    QString scheme() const;
    bool isFile() const;
    bool usesSocket() const;
    void chooseFile();
    void chooseSocket();

    QComboBox *m_engine;
    QLineEdit *m_file;
    QComboBox *m_way;
    QLineEdit *m_hosts;
    QLineEdit *m_socket;
    QLineEdit *m_database;
};
