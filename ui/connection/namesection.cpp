// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/namesection.h"

#include "connection/environmentbadge.h"

#include <QColorDialog>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestName = 80;
constexpr int longestLabel = 40;
} // namespace

NameSection::NameSection(QWidget *parent)
    : ProfileSection(parent)
    , m_name(new QLineEdit(this))
    , m_environment(new QComboBox(this))
    , m_label(new QLineEdit(this))
    , m_colour(new QLineEdit(this))
    , m_badge(new EnvironmentBadge(this))
{
    m_name->setMaxLength(longestName);
    m_label->setMaxLength(longestLabel);
    m_colour->setPlaceholderText(tr("as its environment"));
    m_badge->setObjectName(u"environmentPreview"_s);
    for (const Environment environment : allEnvironments())
        m_environment->addItem(environmentName(environment), static_cast<int>(environment));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(u"chooseColour"_s);
    choose->setAccessibleName(tr("Choose a colour"));

    addField(u"profileName"_s, tr("&Name:"), m_name,
        tr("The name under which the connection is saved. Without one it can be used, but not saved."));
    addField(u"environment"_s, tr("&Environment:"), m_environment, m_badge,
        tr("How careful one has to be. It stands in the tool bar and the window's title while connected."));
    addField(u"environmentLabel"_s, tr("La&bel:"), m_label,
        tr("Words of your own instead of those of the environment, for example PRODUCTION Paris."));
    addField(u"environmentColour"_s, tr("C&olour:"), m_colour, choose,
        tr("A colour of your own instead of that of the environment, for example #b3261e."));

    connect(choose, &QPushButton::clicked, this, &NameSection::chooseColour);
    for (QLineEdit *line : {m_name, m_label, m_colour})
        connect(line, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(m_environment, &QComboBox::activated, this, &FieldForm::edited);
}

void NameSection::load(const Profile &profile)
{
    m_name->setText(profile.name);
    m_environment->setCurrentIndex(m_environment->findData(static_cast<int>(profile.environment)));
    m_label->setText(profile.label);
    m_colour->setText(profile.colour);
}

void NameSection::store(Profile &profile) const
{
    profile.name = m_name->text().trimmed();
    profile.environment = static_cast<Environment>(m_environment->currentData().toInt());
    profile.label = m_label->text().trimmed();
    profile.colour = m_colour->text().trimmed();
}

QList<FieldFault> NameSection::faults() const
{
    const QString colour = m_colour->text().trimmed();
    if (colour.isEmpty() || (colour.startsWith(u'#') && colour.size() == 7 && QColor::isValidColor(colour)))
        return {};
    return {{u"environmentColour"_s,
        tr("A colour is written as # and six digits, for example #b3261e; or choose one.")}};
}

void NameSection::follow(const Profile &profile)
{
    m_badge->showStyle(environmentStyle(profile));
    Profile plain = profile;
    plain.label.clear();
    m_label->setPlaceholderText(environmentStyle(plain).label);
}

void NameSection::chooseColour()
{
    auto *dialog = new QColorDialog(QColor(m_colour->text()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, [this](const QColor &colour) {
        m_colour->setText(colour.name());
        emit edited();
    });
    dialog->open();
}
