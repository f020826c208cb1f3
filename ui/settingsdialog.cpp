// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdialog.h"

#include "plainlabel.h"
#include "settings.h"
#include "theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestThreshold = 86'400;
constexpr int longestMark = 600;
} // namespace

SettingsDialog::SettingsDialog(QSettings &settings, QWidget *parent) : QDialog(parent), m_settings(settings)
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    auto *form = new QFormLayout(this);
    m_warn = addSeconds(form, u"warnSeconds"_s, tr("&Warn before a row expires:"),
        Settings::warnSeconds.value(settings), longestThreshold);
    m_alarm = addSeconds(form, u"alarmSeconds"_s, tr("&Alarm before a row expires:"),
        Settings::alarmSeconds.value(settings), longestThreshold);
    m_marks = addSeconds(form, u"markSeconds"_s, tr("Keep &marks of changed, new and gone rows for:"),
        Settings::markSeconds.value(settings), longestMark);
    m_times = addChoice(form, u"times"_s, tr("&Times:"), {tr("Local time"), tr("UTC")});
    m_times->setCurrentIndex(Settings::utcTimes.value(settings) ? 1 : 0);
    m_cells = addChoice(form, u"cells"_s, tr("&Cells:"), {tr("Decoded values"), tr("Stored values")});
    m_cells->setCurrentIndex(Settings::rawCells.value(settings) ? 1 : 0);
    m_theme = addChoice(form, u"theme"_s, tr("T&heme:"), {tr("As the desktop"), tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(static_cast<int>(themeOfWord(Settings::theme.value(settings))));

    // An alarm that comes before its warning would never let the warning be seen.
    m_alarm->setMaximum(m_warn->value());
    connect(m_warn, &QSpinBox::valueChanged, m_alarm, &QSpinBox::setMaximum);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    form->addRow(buttons);
}

void SettingsDialog::accept()
{
    Settings::warnSeconds.store(m_settings, m_warn->value());
    Settings::alarmSeconds.store(m_settings, m_alarm->value());
    Settings::markSeconds.store(m_settings, m_marks->value());
    Settings::utcTimes.store(m_settings, m_times->currentIndex() == 1);
    Settings::rawCells.store(m_settings, m_cells->currentIndex() == 1);
    Settings::theme.store(m_settings, themeWord(static_cast<ThemeChoice>(m_theme->currentIndex())));
    emit settingsStored();
    QDialog::accept();
}

QSpinBox *SettingsDialog::addSeconds(
    QFormLayout *form, const QString &name, const QString &label, int value, int most)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setAccessibleName(QString(label).remove(u'&'));
    box->setRange(0, most);
    box->setSuffix(tr(" s"));
    box->setGroupSeparatorShown(true);
    box->setValue(value);
    auto *caption = new PlainLabel(label, this);
    caption->setBuddy(box);
    form->addRow(caption, box);
    return box;
}

QComboBox *SettingsDialog::addChoice(
    QFormLayout *form, const QString &name, const QString &label, const QStringList &choices)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(QString(label).remove(u'&'));
    box->addItems(choices);
    auto *caption = new PlainLabel(label, this);
    caption->setBuddy(box);
    form->addRow(caption, box);
    return box;
}
