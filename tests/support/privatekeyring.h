// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

/// A session bus and a GNOME keyring of our own, below a temporary folder. They live at most as long as this
/// object. enter() comes first: it makes the folder stand for home, settings and run time of this process.
class PrivateKeyring {
public:
    PrivateKeyring() = default;
    ~PrivateKeyring();
    Q_DISABLE_COPY_MOVE(PrivateKeyring)

    /// Changes the environment of this process; before anything talks to a bus.
    void enter();
    /// A bus on which nobody offers a keyring.
    Result<void> startBus();
    /// An unlocked keyring on that bus.
    Result<void> startKeyring();

    QString folder() const { return m_folder.path(); }
    /// What secret-tool, and so any program of the session, is told for these attributes.
    QByteArray lookUp(const QStringList &attributes) const;
    /// The files below the folder that hold these bytes.
    QStringList filesWith(const QByteArray &bytes) const;

private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
};
