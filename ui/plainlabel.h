// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

/// A label that shows its text as it is: Qt's own guesses rich text, and would then load what a hostile value
/// names.
class PlainLabel : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr);
};

/// The only way to give a widget a tooltip: shown as typed, never as rich text.
void setPlainTooltip(QWidget *widget, const QString &text);
/// Text for a button, menu or tab in which "&" must not become a mnemonic.
QString withoutMnemonic(QString text);
