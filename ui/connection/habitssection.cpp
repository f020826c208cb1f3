// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/habitssection.h"

#include "plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSpinBox>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int asSettings = -1;
/// Choices of the refresh period in seconds.
constexpr std::array periods {asSettings, 1, 2, 5, 10, 30, 60, 0};

struct Limit {
    const char *name;
    const char *label;
    const char *hint;
    std::chrono::seconds TimeLimits::*value;
    int most;
};

constexpr std::array limits {
    Limit {"connectLimit", QT_TRANSLATE_NOOP("HabitsSection", "Conn&ect within:"),
        QT_TRANSLATE_NOOP(
            "HabitsSection", "How long one host may take to answer before the next one is tried."),
        &TimeLimits::connect, 120},
    Limit {"statementLimit", QT_TRANSLATE_NOOP("HabitsSection", "Longest st&atement:"),
        QT_TRANSLATE_NOOP("HabitsSection",
            "The server itself ends what takes longer. Sorting and filtering without an index end here."),
        &TimeLimits::statement, 3600},
    Limit {"lockLimit", QT_TRANSLATE_NOOP("HabitsSection", "Longest wait for a loc&k:"),
        QT_TRANSLATE_NOOP("HabitsSection", "How long a statement waits for somebody else's lock."),
        &TimeLimits::lock, 120},
};

QString periodText(int seconds)
{
    if (seconds == asSettings)
        return HabitsSection::tr("as the tool bar says");
    return seconds > 0 ? HabitsSection::tr("every %1 s").arg(seconds) : HabitsSection::tr("by hand only");
}
} // namespace

HabitsSection::HabitsSection(QWidget *parent)
    : ProfileSection(parent)
    , m_refresh(new QComboBox(this))
    , m_gentle(new QCheckBox(tr("Ge&ntle: spare this server"), this))
    , m_readOnly(new QCheckBox(tr("&Read-only, whatever is asked"), this))
{
    for (const Limit &limit : limits) {
        auto *box = new QSpinBox(this);
        box->setRange(1, limit.most);
        box->setSuffix(tr(" s"));
        addField(QString::fromLatin1(limit.name), tr(limit.label), box, tr(limit.hint));
        connect(box, &QSpinBox::valueChanged, this, &FieldForm::edited);
        m_limits.append(box);
    }
    addRefresh();
    addGentle();
}

void HabitsSection::addRefresh()
{
    for (const int seconds : periods)
        m_refresh->addItem(periodText(seconds), seconds);
    addField(u"profileRefresh"_s, tr("Read the rows a&gain:"), m_refresh,
        tr("How often the rows on the screen are read again. A slow server is asked less often by itself."));
    connect(m_refresh, &QComboBox::activated, this, &FieldForm::edited);
}

void HabitsSection::addGentle()
{
    addField(u"gentle"_s, {}, m_gentle,
        tr("For a server that must be spared. No read takes longer than two seconds, and none follows "
           "another "
           "within ten."));
    addField(u"readOnly"_s, {}, m_readOnly,
        tr("This version never writes. With this tick later ones do not offer it on this connection "
           "either."));
    for (QCheckBox *box : {m_gentle, m_readOnly}) {
        box->setAccessibleName(box->text().remove(u'&'));
        connect(box, &QCheckBox::clicked, this, &FieldForm::edited);
    }
}

void HabitsSection::load(const Profile &profile)
{
    for (size_t i = 0; i < limits.size(); ++i) {
        QSpinBox *box = m_limits.at(static_cast<qsizetype>(i));
        const QSignalBlocker quiet(box);
        box->setValue(static_cast<int>((profile.limits.*limits.at(i).value).count()));
    }
    if (m_refresh->findData(profile.refreshSeconds) < 0)
        m_refresh->addItem(periodText(profile.refreshSeconds), profile.refreshSeconds);
    m_refresh->setCurrentIndex(m_refresh->findData(profile.refreshSeconds));
    m_gentle->setChecked(profile.gentle);
    m_readOnly->setChecked(profile.readOnly);
}

void HabitsSection::store(Profile &profile) const
{
    for (size_t i = 0; i < limits.size(); ++i)
        profile.limits.*limits.at(i).value =
            std::chrono::seconds(m_limits.at(static_cast<qsizetype>(i))->value());
    profile.refreshSeconds = m_refresh->currentData().toInt();
    profile.gentle = m_gentle->isChecked();
    profile.readOnly = m_readOnly->isChecked();
}

void HabitsSection::follow(const Profile &profile)
{
    // A file has nobody to connect to and no server that would end a statement.
    setFieldVisible(u"connectLimit"_s, !profile.url.isFile());
    setFieldVisible(u"lockLimit"_s, !profile.url.isFile());
}
