// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/fieldeditor.h"

class QLineEdit;

/// A short text or a number in one line.
class LineField : public FieldEditor {
    Q_OBJECT
public:
    LineField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent = nullptr);

    /// One line gives the value back exactly.
    static bool canShow(const QVariant &raw);

    void setStored(const QVariant &raw) override;
    void setNothing(const QString &inItsPlace) override;
    Result<QVariant> typed() const override;
    QString meaning() const override;

private:
    QLineEdit *m_line;
};
