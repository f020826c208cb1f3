// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class PlainLabel;
class QLineEdit;
class SourceView;

/// Goes to a line, or to a line and column ("12:5"), below a text: Ctrl+G, Enter, Esc.
class GoToBar : public QWidget {
    Q_OBJECT
public:
    explicit GoToBar(SourceView &view, QWidget *parent = nullptr);

    void open();
    void close();

private:
    void go();

    SourceView &m_view;
    QLineEdit *m_line;
    PlainLabel *m_message;
};
