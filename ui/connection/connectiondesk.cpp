// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectiondesk.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "connection/connectiondialog.h"
#include "connection/passwordprompt.h"
#include "plainlabel.h"

#include <QMenu>
#include <QSettings>

using namespace Qt::StringLiterals;

ConnectionDesk::ConnectionDesk(QSettings &settings, ConnectionServices services, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_services(std::move(services))
    , m_window(window)
{
}

ConnectionDesk::~ConnectionDesk() = default;

void ConnectionDesk::showDialog(const QString &name)
{
    if (!m_dialog) {
        m_dialog = new ConnectionDialog(m_services, m_window);
        connect(m_dialog, &ConnectionDialog::connectWanted, this, &ConnectionDesk::connectTo);
        connect(m_dialog, &QDialog::finished, m_dialog, &QObject::deleteLater);
    }
    if (!name.isEmpty())
        m_dialog->choose(name);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ConnectionDesk::connectTo(const Profile &profile, const Secret &password)
{
    giveUp();
    const bool keepsOne = profile.savesPassword && !profile.name.isEmpty();
    if (profile.url.isFile() || !password.isEmpty())
        return emit ready(profile, password);
    if (keepsOne) {
        whenDone(m_services.readPassword(profile.name), this,
            [this, profile, wish = m_wish](const Result<Secret> &kept) {
                if (wish == m_wish)
                    usePassword(profile, kept);
            });
        return;
    }
    // Through a socket the server often knows by itself who is calling; if not it says so.
    if (profile.url.hosts.isEmpty())
        return emit ready(profile, {});
    ask(profile, {});
}

void ConnectionDesk::usePassword(const Profile &profile, const Result<Secret> &kept)
{
    if (!kept)
        return ask(profile, kept.error());
    if (kept->isEmpty())
        return ask(
            profile, {tr("The keychain has no password for “%1”.").arg(visibleText(profile.name)), {}});
    emit ready(profile, *kept);
}

void ConnectionDesk::ask(const Profile &profile, const Error &reason)
{
    m_prompt = new PasswordPrompt(profile, reason, m_window);
    m_prompt->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_prompt, &PasswordPrompt::given, this, [this, profile](const Secret &password, bool keep) {
        m_prompt = nullptr; // it goes by itself, and the next one may be needed before it is gone
        m_keepFor = keep ? profile.name : QString();
        m_toKeep = keep ? password : Secret();
        emit ready(profile, password);
    });
    connect(m_prompt, &QDialog::rejected, this, [this, profile] {
        m_prompt = nullptr;
        emit failed({tr("No password was given, so %1 is not read.").arg(visibleText(profile.url.title())),
            {}, Fault::Denied});
    });
    m_prompt->open();
}

void ConnectionDesk::askAgain(const Profile &profile, const Error &reason)
{
    if (!m_prompt)
        ask(profile, reason);
}

void ConnectionDesk::giveUp()
{
    ++m_wish;
    m_keepFor.clear();
    m_toKeep = {};
    if (m_prompt) {
        m_prompt->disconnect(this);
        m_prompt->close();
        m_prompt = nullptr;
    }
}

void ConnectionDesk::connected(const Profile &profile)
{
    // A saved one is remembered by its name: what it names may change.
    rememberConnection(m_settings, {profile.name, profile.name.isEmpty() ? profile.url : DatabaseUrl()});
    if (!m_keepFor.isEmpty() && m_keepFor == profile.name)
        keep(profile.name, m_toKeep);
    m_keepFor.clear();
    m_toKeep = {};
    emit recentChanged();
}

void ConnectionDesk::keep(const QString &profile, const Secret &password)
{
    whenDone(m_services.writePassword(profile, password), this, [this, profile](const Result<void> &written) {
        if (!written)
            return emit failed(written.error());
        auto saved = readProfile(profile, m_services.profilesFile);
        if (!saved || saved->savesPassword)
            return;
        saved->savesPassword = true;
        if (const auto done = writeProfile(*saved, m_services.profilesFile); !done)
            emit failed(done.error());
    });
}

void ConnectionDesk::connectToSaved(const QString &name)
{
    if (const auto profile = readProfile(name, m_services.profilesFile))
        connectTo(*profile);
    else
        emit failed(profile.error());
}

void ConnectionDesk::connectToRecent(const RecentConnection &connection)
{
    if (!connection.profile.isEmpty()) {
        if (profileNames(m_services.profilesFile).contains(connection.profile))
            return connectToSaved(connection.profile);
        forgetConnection(m_settings, connection);
        emit recentChanged();
    }
    emit addressWanted(connection.url);
}

QList<RecentConnection> ConnectionDesk::recent() const
{
    return recentConnections(m_settings);
}

QMenu *ConnectionDesk::createSavedMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("&Saved connections"), parent);
    menu->setObjectName(u"savedConnections"_s);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillSaved(menu); });
    return menu;
}

QMenu *ConnectionDesk::createRecentMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("&Recent connections"), parent);
    menu->setObjectName(u"recentConnections"_s);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillRecent(menu); });
    return menu;
}

void ConnectionDesk::fillSaved(QMenu *menu)
{
    menu->clear();
    const QStringList names = profileNames(m_services.profilesFile);
    for (const QString &name : names)
        menu->addAction(withoutMnemonic(visibleText(name)), this, [this, name] { connectToSaved(name); });
    if (names.isEmpty())
        menu->addAction(tr("No connection is saved yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("&Edit connections…"), this, [this] { showDialog(); });
}

void ConnectionDesk::fillRecent(QMenu *menu)
{
    menu->clear();
    for (const RecentConnection &connection : recent())
        menu->addAction(withoutMnemonic(visibleText(connection.title())), this,
            [this, connection] { connectToRecent(connection); });
    if (menu->isEmpty()) {
        menu->addAction(tr("Nothing was opened yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("&Forget all"), this, [this] {
        forgetAllConnections(m_settings);
        emit recentChanged();
    });
}
