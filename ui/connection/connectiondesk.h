// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionservices.h"
#include "connection/recent.h"

#include <QObject>
#include <QPointer>

class ConnectionDialog;
class PasswordPrompt;
class QMenu;
class QSettings;
class QWidget;

/// Where a main window gets its connections from: the dialog, the menus of saved and recent ones, and the
/// passwords that they need. The newest wish wins.
class ConnectionDesk : public QObject {
    Q_OBJECT
public:
    ConnectionDesk(QSettings &settings, ConnectionServices services, QWidget *window);
    ~ConnectionDesk() override;

    /// The dialog, with this saved connection chosen.
    void showDialog(const QString &name = {});
    /// Finds the password when one is needed, from the keychain or the person, then says ready().
    void connectTo(const Profile &profile, const Secret &password = {});
    void connectToSaved(const QString &name);
    void connectToRecent(const RecentConnection &connection);
    /// The server did not accept the password, or wants one: asks for another.
    void askAgain(const Profile &profile, const Error &reason);
    /// The connection is open: it is remembered, and so is its password when the person wanted that.
    void connected(const Profile &profile);
    /// Whatever is asked for now is no longer wanted.
    void giveUp();

    /// Menus that fill themselves when they open.
    QMenu *createSavedMenu(QWidget *parent);
    QMenu *createRecentMenu(QWidget *parent);
    QList<RecentConnection> recent() const;

signals:
    void ready(const Profile &profile, const Secret &password);
    void failed(const Error &error);
    /// An address without a profile: to be opened as if it had been typed.
    void addressWanted(const DatabaseUrl &url);
    void recentChanged();

private:
    void usePassword(const Profile &profile, const Result<Secret> &kept);
    void ask(const Profile &profile, const Error &reason);
    void keep(const QString &profile, const Secret &password);
    void fillSaved(QMenu *menu);
    void fillRecent(QMenu *menu);

    QSettings &m_settings;
    ConnectionServices m_services;
    QWidget *m_window;
    QPointer<ConnectionDialog> m_dialog;
    QPointer<PasswordPrompt> m_prompt;
    quint64 m_wish = 0;
    QString m_keepFor; ///< profile whose password shall go into the keychain once it has proved right
    Secret m_toKeep;
};
