// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class QLineEdit;

/// Tables that the server calls differently or keeps in another database of the same server.
class TablesSection : public ProfileSection {
    Q_OBJECT
public:
    explicit TablesSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;

private:
    QMap<TableRole, QLineEdit *> m_names;
};
