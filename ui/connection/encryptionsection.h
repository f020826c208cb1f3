// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class PlainLabel;
class QCheckBox;
class QComboBox;
class QLineEdit;

/// How the way to the server is protected, and what that means.
class EncryptionSection : public ProfileSection {
    Q_OBJECT
public:
    explicit EncryptionSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;
    void follow(const Profile &profile) override;

private:
    TlsMode mode() const;
    void setMode(TlsMode mode);
    void chooseCaFile();

    bool m_isChosen = false; ///< by a person: it no longer follows the address
    bool m_isNetwork = false;
    bool m_needsConsent = false;
    QComboBox *m_mode;
    PlainLabel *m_meaning;
    QLineEdit *m_caFile;
    QCheckBox *m_consent;
};
