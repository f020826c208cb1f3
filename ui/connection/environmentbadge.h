// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/environmentstyle.h"
#include "plainlabel.h"

/// The label of an environment on its colour, hidden when there is none.
class EnvironmentBadge : public PlainLabel {
    Q_OBJECT
public:
    explicit EnvironmentBadge(QWidget *parent = nullptr);

    void showStyle(const EnvironmentStyle &style);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvironmentStyle m_style;
};
