// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/addresssection.h"

#include "connection/engine.h"
#include "connection/hostlist.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
QPushButton *chooser(const QString &name, const QString &says, QWidget *parent)
{
    auto *button = new QPushButton(AddressSection::tr("Choose…"), parent);
    button->setObjectName(name);
    button->setAccessibleName(says);
    return button;
}

QString usualSocket(const QString &scheme)
{
    return scheme == "postgres"_L1 ? u"/var/run/postgresql"_s : u"/run/mysqld/mysqld.sock"_s;
}
} // namespace

AddressSection::AddressSection(QWidget *parent)
    : ProfileSection(parent)
    , m_engine(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_way(new QComboBox(this))
    , m_hosts(new QLineEdit(this))
    , m_socket(new QLineEdit(this))
    , m_database(new QLineEdit(this))
{
    for (const Engine &engine : engines())
        m_engine->addItem(QString::fromLatin1(engine.name), QString::fromLatin1(engine.id));
    m_way->addItem(tr("Network"), static_cast<int>(Way::Network));
    m_way->addItem(tr("UNIX socket on this machine"), static_cast<int>(Way::Socket));
    m_file->setPlaceholderText(u"/var/lib/kamailio/kamailio.sqlite"_s);
    m_hosts->setPlaceholderText(tr("db1.example.com, db2.example.com:3307"));
    m_database->setPlaceholderText(u"kamailio"_s);
    auto *file = chooser(u"chooseDatabaseFile"_s, tr("Choose the database file"), this);
    auto *socket = chooser(u"chooseSocket"_s, tr("Choose the socket"), this);

    addField(u"engine"_s, tr("Database en&gine:"), m_engine);
    addField(u"databaseFile"_s, tr("&File:"), m_file, file,
        tr("The SQLite file that the server's db_url names. It is opened read-only."));
    addField(u"way"_s, tr("&Reached by:"), m_way);
    addField(u"hosts"_s, tr("&Hosts:"), m_hosts,
        tr("Names or addresses, with a port where it is not the usual one. Several are separated by commas "
           "and tried in this order."));
    addField(u"socket"_s, tr("Socket pat&h:"), m_socket, socket,
        tr("The file of the socket for MariaDB and MySQL, its folder for PostgreSQL."));
    addField(u"database"_s, tr("&Database:"), m_database,
        tr("The name of the database on the server, the last part of db_url."));

    connect(file, &QPushButton::clicked, this, &AddressSection::chooseFile);
    connect(socket, &QPushButton::clicked, this, &AddressSection::chooseSocket);
    for (QLineEdit *line : {m_file, m_hosts, m_socket, m_database})
        connect(line, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(m_engine, &QComboBox::activated, this, &FieldForm::edited);
    connect(m_way, &QComboBox::activated, this, [this] {
        if (usesSocket() && m_socket->text().isEmpty())
            m_socket->setText(usualSocket(scheme()));
        emit edited();
    });
}

QString AddressSection::scheme() const
{
    return m_engine->currentData().toString();
}

bool AddressSection::isFile() const
{
    return DatabaseUrl {scheme(), {}}.isFile();
}

bool AddressSection::usesSocket() const
{
    return m_way->currentData().toInt() == static_cast<int>(Way::Socket);
}

void AddressSection::load(const Profile &profile)
{
    const DatabaseUrl &url = profile.url;
    m_engine->setCurrentIndex(std::max(0, m_engine->findData(url.scheme)));
    m_file->setText(url.isFile() ? url.path : QString());
    m_way->setCurrentIndex(url.socket.isEmpty() ? 0 : 1);
    m_hosts->setText(hostsText(url.hosts));
    m_socket->setText(url.socket);
    m_database->setText(url.isFile() ? QString() : url.path);
}

void AddressSection::store(Profile &profile) const
{
    DatabaseUrl url {scheme(), m_file->text().trimmed()};
    if (!url.isFile()) {
        url.path = m_database->text().trimmed();
        url.user = profile.url.user;
        if (usesSocket())
            url.socket = m_socket->text().trimmed();
        else if (const auto hosts = parseHosts(m_hosts->text()))
            url.hosts = *hosts;
    }
    profile.url = url;
}

QList<FieldFault> AddressSection::faults() const
{
    if (isFile()) {
        const QString file = m_file->text().trimmed();
        if (file.isEmpty())
            return {{u"databaseFile"_s, tr("Choose the file that the server's db_url names.")}};
        if (!QDir::isAbsolutePath(file))
            return {{u"databaseFile"_s, tr("Write the whole path of the file, from / on.")}};
        return {};
    }
    QList<FieldFault> faults;
    const auto hosts = parseHosts(m_hosts->text());
    if (usesSocket() && !QDir::isAbsolutePath(m_socket->text().trimmed()))
        faults.append({u"socket"_s,
            tr("Write the whole path of the socket, for example %1.").arg(usualSocket(scheme()))});
    else if (!usesSocket() && !hosts)
        faults.append({u"hosts"_s, hosts.error().message});
    else if (!usesSocket() && hosts->isEmpty())
        faults.append({u"hosts"_s, tr("Name the machine that the database runs on.")});
    if (m_database->text().trimmed().isEmpty())
        faults.append({u"database"_s,
            tr("Name the database; Kamailio's is called kamailio unless somebody chose otherwise.")});
    return faults;
}

void AddressSection::follow(const Profile &profile)
{
    const bool file = profile.url.isFile();
    setFieldVisible(u"databaseFile"_s, file);
    setFieldVisible(u"way"_s, !file);
    setFieldVisible(u"hosts"_s, !file && !usesSocket());
    setFieldVisible(u"socket"_s, !file && usesSocket());
    setFieldVisible(u"database"_s, !file);
    m_socket->setPlaceholderText(usualSocket(scheme()));
}

void AddressSection::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the database file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_file->setText(path);
        emit edited();
    });
    dialog->open();
}

void AddressSection::chooseSocket()
{
    const bool folder = scheme() == "postgres"_L1;
    auto *dialog = new QFileDialog(this, folder ? tr("Choose the socket's folder") : tr("Choose the socket"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setFilter(dialog->filter() | QDir::System);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_socket->setText(path);
        emit edited();
    });
    dialog->open();
}
