// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/fieldeditor.h"

class QDateTimeEdit;
class QLineEdit;

/// A time as date and clock, and beside it the number that is stored; a word such as "now+1h" or "permanent"
/// can be typed there.
class TimeField : public FieldEditor {
    Q_OBJECT
public:
    TimeField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent = nullptr);

    void setStored(const QVariant &raw) override;
    void setNothing(const QString &inItsPlace) override;
    Result<QVariant> typed() const override;

private:
    void followEpoch();
    void followDate();

    QDateTimeEdit *m_date;
    QLineEdit *m_epoch;
};
