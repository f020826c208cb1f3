// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QFormLayout;
class QSettings;
class QSpinBox;

/// Shows and stores what people may change about grids and looks. Shown with open(); writes nothing before
/// OK.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(QSettings &settings, QWidget *parent = nullptr);

signals:
    /// The settings were stored: read them again.
    void settingsStored();

public:
    void accept() override;

private:
    QSpinBox *addSeconds(QFormLayout *form, const QString &name, const QString &label, int value, int most);
    QComboBox *addChoice(
        QFormLayout *form, const QString &name, const QString &label, const QStringList &choices);

    QSettings &m_settings;
    QSpinBox *m_warn;
    QSpinBox *m_alarm;
    QSpinBox *m_marks;
    QComboBox *m_times;
    QComboBox *m_cells;
    QComboBox *m_theme;
};
