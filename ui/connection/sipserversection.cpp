// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sipserversection.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int unknown = -1;
constexpr int mostProcesses = 256;

/// One parameter with a few possible values: they are numbered from 0 as the server numbers them.
struct Parameter {
    const char *name; ///< as in the server's configuration
    const char *module;
    const char *hint;
    std::array<const char *, 4> values; ///< nullptr: no such value
    std::optional<bool> ServerSettings::*flag;
    std::optional<int> ServerSettings::*number;
};

constexpr const char *off = QT_TRANSLATE_NOOP("SipServerSection", "0: off");
constexpr const char *on = QT_TRANSLATE_NOOP("SipServerSection", "1: on");

constexpr std::array parameters {
    Parameter {"force_active", "presence_xml",
        QT_TRANSLATE_NOOP("SipServerSection", "On: every watcher is active, whatever the rules say."),
        {off, on}, &ServerSettings::forceActive, nullptr},
    Parameter {"integrated_xcap_server", "presence_xml",
        QT_TRANSLATE_NOOP("SipServerSection", "On: rules are read from the table xcap of this database."),
        {off, on}, &ServerSettings::integratedXcapServer, nullptr},
    Parameter {"enable_sphere_check", "presence",
        QT_TRANSLATE_NOOP(
            "SipServerSection", "On: rules may depend on the sphere that a presentity publishes."),
        {off, on}, &ServerSettings::enableSphereCheck, nullptr},
    Parameter {"subs_db_mode", "presence",
        QT_TRANSLATE_NOOP("SipServerSection",
            "Where the server keeps its subscriptions. With 0 and 2 the table active_watchers is late or "
            "empty "
            "while it runs."),
        {QT_TRANSLATE_NOOP("SipServerSection", "0: memory only"),
            QT_TRANSLATE_NOOP("SipServerSection", "1: memory, written through at once"),
            QT_TRANSLATE_NOOP("SipServerSection", "2: memory, written back from time to time"),
            QT_TRANSLATE_NOOP("SipServerSection", "3: database only")},
        nullptr, &ServerSettings::subsDbMode},
    Parameter {"publ_cache", "presence",
        QT_TRANSLATE_NOOP("SipServerSection", "Where the server keeps its publications."),
        {QT_TRANSLATE_NOOP("SipServerSection", "0: database only"),
            QT_TRANSLATE_NOOP("SipServerSection", "1: database, remembered in memory"),
            QT_TRANSLATE_NOOP("SipServerSection", "2: memory only")},
        nullptr, &ServerSettings::publCache},
};

int valueOf(const Parameter &parameter, const ServerSettings &settings)
{
    if (parameter.flag)
        return (settings.*parameter.flag) ? int(*(settings.*parameter.flag)) : unknown;
    return (settings.*parameter.number).value_or(unknown);
}

void setValue(const Parameter &parameter, ServerSettings &settings, int value)
{
    if (parameter.flag)
        settings.*parameter.flag = value == unknown ? std::nullopt : std::optional(value != 0);
    else
        settings.*parameter.number = value == unknown ? std::nullopt : std::optional(value);
}
} // namespace

SipServerSection::SipServerSection(QWidget *parent)
    : ProfileSection(parent)
    , m_processes(new QSpinBox(this))
    , m_timeZone(new QLineEdit(this))
{
    addRemark(u"sipServerRemark"_s,
        tr("What the SIP server's configuration says and no table shows. It decides what the rows mean; what "
           "is not known is left at “not known”."));
    addChoices();
    addProcesses();
    addTimeZone();
}

void SipServerSection::addChoices()
{
    for (const Parameter &parameter : parameters) {
        auto *box = new QComboBox(this);
        box->addItem(tr("not known"), unknown);
        for (size_t i = 0; i < parameter.values.size() && parameter.values.at(i); ++i)
            box->addItem(tr(parameter.values.at(i)), static_cast<int>(i));
        const QString name = QString::fromLatin1(parameter.name);
        addField(name, tr("%1:").arg(name), box,
            tr("Module %1. %2").arg(QString::fromLatin1(parameter.module), tr(parameter.hint)));
        connect(box, &QComboBox::activated, this, &FieldForm::edited);
        m_choices.append(box);
    }
}

void SipServerSection::addProcesses()
{
    m_processes->setRange(unknown, mostProcesses);
    m_processes->setSpecialValueText(tr("not known"));
    addField(u"notifier_processes"_s, tr("notifier_&processes:"), m_processes,
        tr("Module presence. With 0 the server sends each NOTIFY at once, otherwise its notifiers do so "
           "later."));
    connect(m_processes, &QSpinBox::valueChanged, this, &FieldForm::edited);
}

void SipServerSection::addTimeZone()
{
    QStringList zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        zones.append(QString::fromLatin1(id));
    auto *completer = new QCompleter(zones, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_timeZone->setCompleter(completer);
    m_timeZone->setPlaceholderText(tr("not known"));
    addField(u"serverTimeZone"_s, tr("Server's time &zone:"), m_timeZone,
        tr("The zone of the SIP server's machine, for example Europe/Paris: rules with times are read in "
           "it."));
    connect(m_timeZone, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &FieldForm::edited);
}

void SipServerSection::load(const Profile &profile)
{
    const QSignalBlocker quiet(m_processes);
    for (size_t i = 0; i < parameters.size(); ++i) {
        QComboBox *box = m_choices.at(static_cast<qsizetype>(i));
        box->setCurrentIndex(std::max(0, box->findData(valueOf(parameters.at(i), profile.server))));
    }
    m_processes->setValue(profile.server.notifierProcesses.value_or(unknown));
    m_timeZone->setText(profile.server.timeZone);
}

void SipServerSection::store(Profile &profile) const
{
    for (size_t i = 0; i < parameters.size(); ++i)
        setValue(
            parameters.at(i), profile.server, m_choices.at(static_cast<qsizetype>(i))->currentData().toInt());
    const int processes = m_processes->value();
    profile.server.notifierProcesses = processes == unknown ? std::nullopt : std::optional(processes);
    profile.server.timeZone = m_timeZone->text().trimmed();
}

QList<FieldFault> SipServerSection::faults() const
{
    const QString zone = m_timeZone->text().trimmed();
    if (zone.isEmpty() || QTimeZone::isTimeZoneIdAvailable(zone.toLatin1()))
        return {};
    return {{u"serverTimeZone"_s,
        tr("There is no time zone of this name. Write it as Europe/Paris or Asia/Tokyo, or leave it "
           "empty.")}};
}
