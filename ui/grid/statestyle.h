// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/expirypolicy.h"
#include "grid/gridroles.h"

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

/// How a state looks in one theme: colour, icon and word always come together. Invalid colours: as the rest
/// of the row.
struct StateStyle {
    const char *icon = nullptr; ///< name in ":/icons", nullptr for none
    const char *word = nullptr; ///< translatable in the context "StateStyle", nullptr for none
    QRgb lightTint =
        0; ///< background in the light theme; 0 in both themes: calm states colour only their text
    QRgb lightText = 0; ///< 0 in both themes: the text of the row
    QRgb darkTint = 0;
    QRgb darkText = 0;

    bool tinted() const { return lightTint != 0; }
    QColor tint(bool dark) const { return colour(dark ? darkTint : lightTint); }
    QColor text(bool dark) const { return colour(dark ? darkText : lightText); }
    QString label() const;

    static QColor colour(QRgb rgb) { return rgb ? QColor::fromRgb(rgb) : QColor(); }
};

/// The style of a row's validity, in its expiry column.
const StateStyle &styleOf(ExpiryState state);
/// The style of what happened to a row lately. Changed colours only the cell that changed.
const StateStyle &styleOf(RowState state);
/// The style of what a person has begun with a row.
const StateStyle &styleOf(RowNote note);
/// The style of a subscription status; a plain one for a word that we do not know.
const StateStyle &styleOfStatus(const QString &word);
/// Every style there is, for tests.
QList<StateStyle> allStateStyles();

/// The soft background of a whole row whose end is near: a third of the state's tint over the row's ground.
QColor rowWash(const StateStyle &style, const QColor &ground, bool dark);
/// Two colours mixed, @p share of the second (0 to 1).
QColor mixed(const QColor &first, const QColor &second, qreal share);
