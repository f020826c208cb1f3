// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/fieldeditor.h"

class QPlainTextEdit;

/// A text of several lines: a document, header lines. Line ends stay what they are; a value that would not
/// come back exactly as it is stored is only shown.
class TextField : public FieldEditor {
    Q_OBJECT
public:
    TextField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent = nullptr);

    void setStored(const QVariant &raw) override;
    void setNothing(const QString &inItsPlace) override;
    Result<QVariant> typed() const override;
    QString obstacle() const override { return m_obstacle; }
    QString meaning() const override;

private:
    QString withLineEnds(QString text) const;

    QPlainTextEdit *m_text;
    QString m_lineEnd;
    bool m_isBinary; ///< stored as bytes, not as text
    QString m_obstacle;
};
