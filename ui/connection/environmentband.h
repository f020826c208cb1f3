// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/environmentstyle.h"

#include <QWidget>

/// A thin band in the colour of the environment at the lower edge of the tool bar; hidden when there is
/// none.
class EnvironmentBand : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentBand(QWidget *parent = nullptr);

    void showStyle(const EnvironmentStyle &style);
    const QColor &colour() const { return m_colour; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
};
