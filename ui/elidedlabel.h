// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

/// One line of plain text that gives way: what does not fit is left out in the middle, and the tooltip has it
/// all.
class ElidedLabel : public QFrame {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};
