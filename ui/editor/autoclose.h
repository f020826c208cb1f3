// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class SourceView;

/// Writes what follows from what was typed: the end tag after ">", its name after "</", the second quote of a
/// value, the blanks at the beginning of a new line. Each is a step of undo of its own.
class AutoClose : public QObject {
    Q_OBJECT
public:
    explicit AutoClose(SourceView &view);

    void setEnabled(bool enabled) { m_isEnabled = enabled; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTyped(QEvent *event);
    void endElement();
    void completeEndTag();
    void closeQuote(char quote);
    void indentLine();
    void insertAtCursor(const QByteArray &text, qint64 cursorAfter);

    SourceView &m_view;
    bool m_isEnabled = true;
};
