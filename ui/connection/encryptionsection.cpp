// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/encryptionsection.h"

#include "plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;

namespace {
struct ModeText {
    TlsMode mode;
    const char *name;
    const char *meaning;
};

constexpr std::array modes {
    ModeText {TlsMode::Verified, QT_TRANSLATE_NOOP("EncryptionSection", "TLS, verified"),
        QT_TRANSLATE_NOOP("EncryptionSection",
            "Encrypted. The server must show a certificate that is made out for the host and signed by an "
            "authority that is trusted here. Only this is safe over a network.")},
    ModeText {TlsMode::Required, QT_TRANSLATE_NOOP("EncryptionSection", "TLS, not verified"),
        QT_TRANSLATE_NOOP("EncryptionSection",
            "Encrypted, but any certificate is taken: somebody on the way could play the server and get the "
            "password.")},
    ModeText {TlsMode::Off, QT_TRANSLATE_NOOP("EncryptionSection", "No encryption"),
        QT_TRANSLATE_NOOP("EncryptionSection",
            "Everybody on the way can read and change what is said. Between two programs on this machine "
            "there is nobody on the way.")},
};

/// A network whose hosts are not written yet is one, too.
bool isNetwork(const DatabaseUrl &url)
{
    return !url.isFile() && url.socket.isEmpty();
}
} // namespace

EncryptionSection::EncryptionSection(QWidget *parent)
    : ProfileSection(parent)
    , m_mode(new QComboBox(this))
    , m_caFile(new QLineEdit(this))
    , m_consent(new QCheckBox(tr("Allow plaintext to another &machine"), this))
{
    for (const ModeText &text : modes)
        m_mode->addItem(tr(text.name), static_cast<int>(text.mode));
    m_caFile->setPlaceholderText(tr("the authorities of this system"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(u"chooseCaFile"_s);
    choose->setAccessibleName(tr("Choose the file of the certificate authority"));

    addField(u"tlsMode"_s, tr("Encr&yption:"), m_mode);
    m_meaning = addRemark(u"tlsMeaning"_s);
    addField(u"caFile"_s, tr("Certificate &authority:"), m_caFile, choose,
        tr("A PEM file with the authority that signed the server's certificate, when this system does not "
           "know "
           "it."));
    addField(u"plaintextAccepted"_s, {}, m_consent,
        tr("Databases of presence hold who talks to whom. Choose this only for a network that you trust."));
    m_consent->setAccessibleName(tr("Allow plaintext to another machine"));

    connect(choose, &QPushButton::clicked, this, &EncryptionSection::chooseCaFile);
    connect(m_mode, &QComboBox::activated, this, [this] {
        m_isChosen = true;
        emit edited();
    });
    connect(m_caFile, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(m_consent, &QCheckBox::clicked, this, &FieldForm::edited);
}

TlsMode EncryptionSection::mode() const
{
    return static_cast<TlsMode>(m_mode->currentData().toInt());
}

void EncryptionSection::setMode(TlsMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode)));
}

void EncryptionSection::load(const Profile &profile)
{
    m_isChosen = !profile.url.isFile() && !profile.url.path.isEmpty();
    setMode(profile.tls.mode);
    m_caFile->setText(profile.tls.caFile);
    m_consent->setChecked(profile.plaintextAccepted);
}

void EncryptionSection::store(Profile &profile) const
{
    // Files and sockets have no way that could be protected.
    const TlsMode wanted = isNetwork(profile.url) ? mode() : TlsMode::Off;
    profile.tls = {wanted, wanted == TlsMode::Off ? QString() : m_caFile->text().trimmed()};
    profile.plaintextAccepted = wanted == TlsMode::Off && !profile.url.isLocal() && m_consent->isChecked();
}

QList<FieldFault> EncryptionSection::faults() const
{
    QList<FieldFault> faults;
    const QString file = m_caFile->text().trimmed();
    if (m_isNetwork && mode() == TlsMode::Verified && !file.isEmpty() && !QFileInfo(file).isReadable())
        faults.append({u"caFile"_s,
            tr("This file is not there or cannot be read. Choose the PEM file of the authority.")});
    if (m_needsConsent && !m_consent->isChecked())
        faults.append({u"plaintextAccepted"_s,
            tr("Without encryption others can read the password and everything else. Choose TLS, or tick "
               "here that you want it so.")});
    return faults;
}

void EncryptionSection::follow(const Profile &profile)
{
    m_isNetwork = isNetwork(profile.url);
    const bool local = profile.url.isLocal() && !(m_isNetwork && profile.url.hosts.isEmpty());
    if (!m_isChosen)
        setMode(local ? TlsMode::Off : TlsMode::Verified);
    m_needsConsent = mode() == TlsMode::Off && !profile.url.isLocal();
    m_meaning->setText(tr(modes.at(static_cast<size_t>(m_mode->currentIndex())).meaning));
    // Without verification nobody asks who signed.
    setFieldVisible(u"caFile"_s, mode() == TlsMode::Verified);
    setFieldVisible(u"plaintextAccepted"_s, m_needsConsent);
}

void EncryptionSection::chooseCaFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the file of the certificate authority"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_caFile->setText(path);
        emit edited();
    });
    dialog->open();
}
