// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/writingplace.h"

#include <QWidget>

/// Which database a dialog is about: its environment on its colour, its name and its address.
class PlaceLabel : public QWidget {
    Q_OBJECT
public:
    explicit PlaceLabel(const WritingPlace &place, QWidget *parent = nullptr);
};
