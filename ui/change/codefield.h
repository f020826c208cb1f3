// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/fieldeditor.h"

class QComboBox;

/// A coded value: the words of the table's own generation with their numbers, or any number that is typed.
class CodeField : public FieldEditor {
    Q_OBJECT
public:
    CodeField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent = nullptr);

    void setStored(const QVariant &raw) override;
    void setNothing(const QString &inItsPlace) override;
    Result<QVariant> typed() const override;

private:
    QComboBox *m_words;
};
