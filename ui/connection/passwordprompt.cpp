// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/passwordprompt.h"

#include "base/visibletext.h"
#include "connection/environmentbadge.h"
#include "plainlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int comfortableWidth = 420;
constexpr int longestDetail = 300;

PlainLabel *wrapped(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(visibleText(text), parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setVisible(!text.isEmpty());
    return label;
}
} // namespace

PasswordPrompt::PasswordPrompt(const Profile &profile, const Error &reason, QWidget *parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("&Keep it in the system keychain"), this))
{
    setObjectName(u"passwordPrompt"_s);
    setWindowTitle(tr("Password"));
    setMinimumWidth(comfortableWidth);
    auto *badge = new EnvironmentBadge(this);
    badge->showStyle(environmentStyle(profile));
    auto *whom = wrapped(
        u"promptServer"_s, tr("The password of %1 for %2:").arg(profile.url.user, profile.url.title()), this);
    whom->setBuddy(m_password);
    m_password->setObjectName(u"promptPassword"_s);
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(u"promptKeep"_s);
    m_keep->setChecked(profile.savesPassword);
    // The keychain knows passwords by the names of profiles.
    m_keep->setVisible(!profile.name.isEmpty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("C&onnect"));
    connect(buttons, &QDialogButtonBox::accepted, this, &PasswordPrompt::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &PasswordPrompt::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(badge, 0, Qt::AlignLeft);
    layout->addWidget(wrapped(u"promptReason"_s, reason.message, this));
    auto *detail = wrapped(u"promptDetail"_s, reason.detail.left(longestDetail), this);
    detail->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(detail);
    layout->addWidget(whom);
    layout->addWidget(m_password);
    layout->addWidget(m_keep);
    layout->addStretch();
    layout->addWidget(buttons);
    m_password->setFocus();
}

void PasswordPrompt::accept()
{
    emit given(Secret(m_password->text().toUtf8()), m_keep->isVisibleTo(this) && m_keep->isChecked());
    QDialog::accept();
}

void PasswordPrompt::done(int result)
{
    m_password->clear();
    QDialog::done(result);
}
